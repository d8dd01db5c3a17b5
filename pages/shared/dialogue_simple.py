"""The conversation one life domain at a time, in large type, for the young person's own eyes.

Which screen it is stands in the address (`at`, from 1), so that a reload stays there.
"""

import streamlit as st

from core.dialogue import suggested
from core.records.cases import CaseHeader
from pages.shared.dialogue_fields import (
    Items,
    conversation,
    domain_word,
    draw_anchors,
    draw_questions,
    draw_saving,
    draw_scale,
    draw_suggestion,
)
from pages.shared.form import Form
from pages.shared.frame import t, turn_to
from pages.shared.heads import draw_heading, draw_name
from pages.shared.paging import place_in_address


def draw_simple(case: CaseHeader, items: Items) -> None:
    """The screen of the address: a domain, or the summary after the last."""
    form = conversation(case, items)
    domains = tuple(items)
    at = place_in_address("at", len(domains) + 1)
    with st.container(key="dialogue-simple"):
        if at > len(domains):
            _draw_summary(form, case, items)
        else:
            _draw_domain(form, case, items, at)


def _draw_domain(form: Form, case: CaseHeader, items: Items, at: int) -> None:
    domain = tuple(items)[at - 1]
    under = items[domain]
    if at == 1:
        st.caption(t("dialogue.greeting"))
    st.progress((at - 1) / len(items), text=t("dialogue.step", at=at, of=len(items)))
    draw_name(domain_word(domain))
    draw_anchors(domain)
    draw_questions(form, under)
    draw_suggestion(form, domain, under)
    draw_scale(form, domain, t("dialogue.score_simple"))
    answered = any(form.answered(name) for name in (domain, *(item.id for item in under)))
    with st.container(horizontal=True, horizontal_alignment="distribute" if at > 1 else "right"):
        if at > 1:
            _turn(case, at - 1, t("dialogue.back"), f"{form.id}.back")
        _turn(
            case,
            at + 1,
            t("dialogue.next" if answered else "dialogue.skip"),
            f"{form.id}.on",
            primary=answered,
        )


def _turn(case: CaseHeader, at: int, label: str, key: str, *, primary: bool = False) -> None:
    st.button(
        label,
        key=key,
        type="primary" if primary else "secondary",
        on_click=turn_to,
        kwargs={"case": str(case.number), "part": "simple", "at": str(at)},
    )


def _draw_summary(form: Form, case: CaseHeader, items: Items) -> None:
    draw_heading(t("dialogue.summary"))
    for at, (domain, under) in enumerate(items.items(), start=1):
        with st.container(border=True):
            st.markdown(t("dialogue.summary_row", domain=domain_word(domain)))
            st.write(_told(form, domain, [form.answered(item.id) for item in under]))
            draw_suggestion(form, domain, under)
            _turn(case, at, t("dialogue.change"), f"{form.id}.change.{domain}")
    st.caption(t("dialogue.before_saving"))
    draw_saving(form, case, items)
    _turn(case, len(items), t("dialogue.back"), f"{form.id}.back")


def _told(form: Form, domain: str, answers: list[int | None]) -> str:
    score = form.answered(domain)
    if score is not None:
        return f"{score} · {t(f'code.dialogue_score.{score}')}"
    return t("dialogue.skipped" if suggested(answers) is None else "dialogue.not_set")
