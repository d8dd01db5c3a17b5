"""What was agreed earlier: ticked off together, one by one."""

import streamlit as st

from core.agreements import AgreementStatus
from core.masking import without_cpr
from core.records.network import Agreement
from db import actions
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.meeting_screen_table import PRESSED, Table

DONE, NOT_DONE = AgreementStatus.DONE, AgreementStatus.NOT_DONE


def earlier(table: Table) -> list[Agreement]:
    """Agreements from before this meeting that are open, or were ticked off today."""
    every = (each for goal in table.goals for each in goal.agreements)
    found = (each for each in every if each.meeting_id != table.meeting.id and _current(each))
    return sorted(found, key=lambda each: (each.follow_up_date, each.id))


def _current(agreement: Agreement) -> bool:
    return agreement.status == AgreementStatus.OPEN or agreement.done_date == today()


def draw_since(table: Table) -> None:
    """Each earlier agreement with its two answers."""
    draw_heading(t("meeting_screen.since"))
    found = earlier(table)
    if not found:
        st.write(t("meeting_screen.nothing_since"))
    for agreement in found:
        with st.container(border=True):
            draw_agreement(table, agreement)
            if agreement.status == AgreementStatus.OPEN:
                _draw_answers(agreement)
            else:
                _draw_settled(agreement)


def draw_agreement(table: Table, agreement: Agreement) -> None:
    """What, who, by when, and who follows up."""
    facts = t(
        "meeting_screen.agreement",
        who=table.shown(agreement.responsible),
        date=agreement.follow_up_date,
    )
    if agreement.follow_up_by:
        follows = t("meeting_screen.follows_up", who=table.shown(agreement.follow_up_by))
        facts = f"{facts} · {follows}"
    text = literal(without_cpr(agreement.text))
    st.markdown(f"**{text}**  \n{facts}")


def _draw_answers(agreement: Agreement) -> None:
    with st.container(horizontal=True):
        for status in (DONE, NOT_DONE):
            key = f"meeting_screen.{status}"
            if st.button(
                t(key),
                key=f"{key}.{agreement.id}",
                type="primary" if status is DONE else "secondary",
            ):
                with saving(PRESSED, ""):
                    actions.goals.settle(
                        agreement.id,
                        status=status.value,
                        done_date=today(),
                        seen_version=agreement.version,
                        by=person(),
                        on=today(),
                    )


def _draw_settled(agreement: Agreement) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{t(f'meeting_screen.was_{agreement.status}')}**")
        key = f"meeting_screen.undo.{agreement.id}"
        if st.button(t("meeting_screen.undo"), key=key, type="tertiary"):
            with saving(PRESSED, ""):
                actions.goals.reopen_agreement(
                    agreement.id, seen_version=agreement.version, by=person()
                )
