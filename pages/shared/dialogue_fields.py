"""What both views of the conversation share: its form, a scale, the suggestion, and the saving.

The two views are one form: what is answered in one stands in the other.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.codes import Coded
from core.dialogue import suggested
from core.records.cases import CaseHeader
from core.records.dialogue import Item
from core.words import code_key
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today

Items = Mapping[str, Sequence[Item]]
"""The questions in use, by life domain."""

Scores = dict[str, int | None]
"""Scores by life domain or by question."""


def conversation(case: CaseHeader, items: Items) -> Form:
    """The form of the conversation, with everything answered so far held on to."""
    form = Form("dialogue_form", case.id, initial={"date": today()})
    asked = [item.id for under in items.values() for item in under]
    form.carry([*items, *asked, "scored_by", "date"])
    return form


def wording(item: Item) -> str:
    """The words of a question, safe to put into Markdown."""
    return literal(item.wording) if item.wording else t(f"dialogue_item.{item.id}")


def domain_word(domain: str) -> str:
    """The name of a life domain."""
    return t(code_key(Coded("life_domain", domain)))


def draw_anchors(domain: str) -> None:
    """What 1 and 5 stand for in the domain."""
    ends = (
        t(f"dialogue_scale.{end}", text=t_plain(f"dialogue_anchor.{domain}.{end}"))
        for end in ("lowest", "highest")
    )
    st.caption("  \n".join(ends))


def draw_questions(form: Form, under: Sequence[Item]) -> None:
    """The questions of a domain, each on the scale."""
    for item in under:
        draw_scale(form, item.id, wording(item))


def draw_scale(form: Form, name: str, said: str) -> None:
    """Five large buttons with words."""
    with st.container(key=f"dialogue-scale-{form.id}-{name}"):
        form.score(name, said=said)


def draw_suggestion(form: Form, domain: str, under: Sequence[Item]) -> None:
    """What the answers point to, where the domain has another score or none; never set unasked."""
    points_to = suggested(form.answered(item.id) for item in under)
    if points_to is None or points_to == form.answered(domain):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("dialogue.suggestion", score=points_to), width="content")
        st.button(
            t("dialogue.use", score=points_to),
            key=f"{form.id}.use.{domain}",
            on_click=form.fill_in,
            args=(domain, points_to),
        )


def draw_saving(form: Form, case: CaseHeader, items: Items) -> None:
    """Who scored, which day, and the button."""
    scored_by = form.one_of("scored_by", "scored_by")
    measured = form.day("date", latest=today())
    if form.save():
        with saving(form, t("dialogue_form.saved"), leaves="at"):
            actions.measurements.measure(
                case.id,
                scores={domain: form.answered(domain) for domain in items},
                answers={
                    item.id: form.answered(item.id) for under in items.values() for item in under
                },
                scored_by=scored_by,
                measured=measured,
                by=person(),
                on=today(),
            )
