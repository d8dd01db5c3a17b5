"""The agreements of a goal: who does what by when, and how it went."""

import streamlit as st

from core.agreements import AgreementStatus, AgreementTold, overdue
from core.codes import Coded, all_codes
from core.meetings import held_network
from core.records.network import Agreement, Goal
from core.start_up import Part
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.network_board import Board, opened

W = "network_meeting.plan"


def open_agreements(goal: Goal) -> list[Agreement]:
    """Those not yet settled."""
    return [each for each in goal.agreements if each.status == AgreementStatus.OPEN]


def draw_agreements(board: Board, goal: Goal, *, writes: bool) -> None:
    """Each agreement; with `writes` each can be opened."""
    if not goal.agreements:
        st.caption(t(f"{W}.no_agreements"))
    for agreement in goal.agreements:
        st.markdown(f"- {t('network_meeting.plain', text=agreement.text)}  \n{_facts(agreement)}")
        if not writes:
            continue
        if opened("agreement") == agreement.id:
            _draw_opened(board, goal, agreement)
        else:
            board.link(t(f"{W}.open_agreement"), Part.PLAN, goal=goal.id, agreement=agreement.id)


def _facts(agreement: Agreement) -> str:
    told = t_plain(
        f"{W}.agreement_settled" if agreement.done_date else f"{W}.agreement_facts",
        responsible=agreement.responsible,
        date=agreement.follow_up_date,
        status=AgreementStatus(agreement.status),
        done=agreement.done_date or "",
    )
    if overdue(agreement.status, agreement.follow_up_date, today()):
        return f":red[{t(f'{W}.overdue', facts=told)}]"
    return t("network_meeting.plain", text=told)


def draw_agree(board: Board, goal: Goal) -> None:
    """A new agreement about the goal, at a held meeting or outside one."""
    meetings = {one.id: _meeting(one.kind, one.day) for one in held_network(board.file.meetings)}
    asked = opened("meeting")
    form = Form(
        "plan_agreement_form",
        f"new.{goal.id}",
        initial={"meeting_id": asked if asked in meetings else None},
    )
    with st.container(border=True):
        st.subheader(t(f"{W}.add_agreement"), anchor=False)
        told = _fields(form)
        meeting_id = form.pick("meeting_id", meetings) if meetings else None
        if form.save():
            with saving(form, t("plan_agreement_form.saved")):
                actions.goals.agree(goal.id, told, meeting_id=meeting_id, by=person())


def _meeting(kind: str, day: object) -> str:
    return t_plain(f"{W}.meeting_choice", kind=Coded("meeting_kind", kind), date=day)


def _fields(form: Form) -> AgreementTold:
    return AgreementTold(
        text=form.text("text", area=True),
        responsible=form.text("responsible"),
        follow_up_date=form.day("follow_up_date"),
    )


def _draw_opened(board: Board, goal: Goal, agreement: Agreement) -> None:
    with st.container(border=True):
        if agreement.status != AgreementStatus.OPEN:
            _reopen(agreement)
            return
        _settle(board, goal, agreement)
    with st.container(border=True):
        _change(board, goal, agreement)


def _settle(board: Board, goal: Goal, agreement: Agreement) -> None:
    form = Form("plan_settle_form", agreement.id, agreement.version, initial={"done_date": today()})
    ends = tuple(code for code in all_codes("agreement_status") if code != AgreementStatus.OPEN)
    status = form.one_of("status", ends, words="agreement_status")
    settled = form.day("done_date")
    if form.save():
        with saving(form, t("plan_settle_form.saved")):
            actions.goals.settle(
                agreement.id,
                status=status,
                done_date=settled,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.PLAN, goal=goal.id)


def _change(board: Board, goal: Goal, agreement: Agreement) -> None:
    form = Form(
        "plan_agreement_form",
        agreement.id,
        agreement.version,
        initial={
            "text": agreement.text,
            "responsible": agreement.responsible,
            "follow_up_date": agreement.follow_up_date,
        },
    )
    told = _fields(form)
    if form.save(primary=False):
        with saving(form, t("plan_agreement_form.saved")):
            actions.goals.change_agreement(
                agreement.id, told, seen_version=form.seen_version, by=person()
            )
            board.go(Part.PLAN, goal=goal.id)


def _reopen(agreement: Agreement) -> None:
    form = Form("plan_reopen_agreement_form", agreement.id, agreement.version)
    if form.save(primary=False):
        with saving(form, t("plan_reopen_agreement_form.saved")):
            actions.goals.reopen_agreement(
                agreement.id, seen_version=form.seen_version, by=person()
            )
