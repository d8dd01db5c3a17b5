"""The knowledge-sharing model as it is read: what is late first, the whole table, suggestions."""

from collections.abc import Sequence

import streamlit as st

from core.knowledge_sharing import PAGE, in_order, next_due, suggestions
from core.permissions import Act, may
from core.records.knowledge_sharing import Need
from db import queries
from pages.shared.formats import day, literal
from pages.shared.frame import language, open_section, person, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.links import link

W = "knowledge_sharing"
CELLS = ("can_share", "may_share", "must_share")


def draw_model(model: Sequence[Need]) -> None:
    """The rows in use, and folded below them the whole table, suggestions and old rows."""
    st.write(t(f"{W}.explanation"))
    writes = may(person(), Act.EDIT_KNOWLEDGE_SHARING)
    rows = in_order(model)
    with open_section(f"{W}.model"):
        if rows:
            _draw_sentence(rows)
        else:
            st.info(t(f"{W}.none_lead" if writes else f"{W}.none"))
        for each in rows:
            _draw_row(each)
        if writes:
            link(PAGE, t(f"{W}.new"), open="new")
        if rows:
            _draw_whole(rows)
        if writes:
            _draw_suggestions(rows)
        _draw_retired([each for each in model if each.retired_date])


def draw_due_on_status() -> None:
    """On the home page: what is to be shared now; nothing where nothing is due."""
    found = queries.knowledge_sharing.own_dues(by=person(), on=today())
    if not found:
        return
    with st.container(border=True):
        draw_heading(t(f"{W}.status"))
        for each in found:
            key = "due.late" if each.overdue(today()) else "due.by"
            link(each.page, t(key, what=each.what, date=each.due_date), **each.address)


def facts_of(need: Need) -> str:
    """Who is responsible, in which form, how often, and when it is next."""
    told = [
        t(f"{W}.responsible", name=need.responsible),
        t(f"code.knowledge_format.{need.format}"),
        t(f"code.knowledge_frequency.{need.frequency}"),
    ]
    due = next_due(need)
    if due is not None:
        told.append(t(f"{W}.overdue" if due < today() else f"{W}.due", date=due))
    last = need.last_shared
    told.append(t(f"{W}.last_shared", date=last) if last else t(f"{W}.never_shared"))
    return " · ".join(told)


def _draw_sentence(rows: Sequence[Need]) -> None:
    days = [due for due in map(next_due, rows) if due is not None]
    late = sum(due < today() for due in days)
    st.markdown(f"**{t(f'{W}.late', n=late)}**" if late else t(f"{W}.in_time"))


def _draw_row(need: Need) -> None:
    link(PAGE, f"**{literal(need.party)}**", open=need.id)
    st.markdown(f"{literal(need.need)}  \n:small[{facts_of(need)}]")


def _draw_whole(rows: Sequence[Need]) -> None:
    folded = st.expander(t(f"{W}.whole"), key=f"{W}.whole", on_change="rerun")
    if folded.open:
        folded.table([_cells(each) for each in rows], hide_index=True)


def _cells(need: Need) -> dict[str, str]:
    due = next_due(need)
    told = {
        "party": need.party,
        "need": need.need,
        "responsible": need.responsible,
        "format": _how(need),
        "can_share": need.can_share or "",
        "may_share": " – ".join(filter(None, (need.may_share, basis_of(need)))),
        "must_share": need.must_share or "",
        "next": day(language(), due) if due else "",
    }
    return {t_plain(f"{W}.column.{name}"): literal(value) for name, value in told.items()}


def _how(need: Need) -> str:
    """How it is shared, and how often: one column, so that the table fits a page."""
    form = t_plain(f"code.knowledge_format.{need.format}")
    return f"{form} · {t_plain(f'code.knowledge_frequency.{need.frequency}').lower()}"


def basis_of(need: Need) -> str | None:
    """The legal basis: of the table, in words, or both."""
    known = need.basis and need.basis != "other"
    chosen = t_plain(f"code.knowledge_basis.{need.basis}") if known else None
    return "; ".join(filter(None, (chosen, need.basis_note))) or None


def _draw_suggestions(rows: Sequence[Need]) -> None:
    taken = {each.suggestion for each in rows}
    left = [each for each in suggestions() if each.code not in taken]
    if not left:
        return
    label = t(f"{W}.suggestions", n=len(left))
    folded = st.expander(label, key=f"{W}.suggestions", on_change="rerun")
    if folded.open:
        with folded:
            st.caption(t(f"{W}.suggestions_told"))
            for each in left:
                said = f"knowledge_suggestion.{each.code}"
                label = t(f"{W}.use", party=t_plain(f"{said}.party"))
                link(PAGE, label, open="new", suggestion=each.code)
                st.caption(t(f"{said}.need"))


def _draw_retired(rows: Sequence[Need]) -> None:
    if not rows:
        return
    label = t(f"{W}.retired", n=len(rows))
    folded = st.expander(label, key=f"{W}.retired", on_change="rerun")
    if folded.open:
        with folded:
            for each in rows:
                told = t(f"{W}.retired_line", party=each.party, date=each.retired_date)
                link(PAGE, told, open=each.id)
