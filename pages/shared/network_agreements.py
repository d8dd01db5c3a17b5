"""The agreements of a goal: who does what by when, and how it went."""

from functools import partial

import streamlit as st

from core.agreements import AgreementStatus, AgreementTold, overdue
from core.codes import Coded
from core.meetings import held_network
from core.records.network import Agreement, Goal
from core.start_up import Part
from db import actions
from pages.shared.agreement_answers import draw_answer, draw_answers, draw_reminder, draw_settle
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
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
        st.markdown(agreement_line(agreement))
        draw_answers(agreement, last=not writes)
        if not writes:
            continue
        if opened("agreement") == agreement.id:
            _draw_opened(board, goal, agreement)
        else:
            board.link(t(f"{W}.open_agreement"), Part.PLAN, goal=goal.id, agreement=agreement.id)


def agreement_line(agreement: Agreement) -> str:
    """What was agreed and its facts, as a point of a list in Markdown."""
    return f"- {literal(agreement.text)}  \n{agreement_facts(agreement)}"


def agreement_facts(agreement: Agreement) -> str:
    """Who does it, when it is followed up and by whom, and how it stands, as Markdown."""
    told = t_plain(
        f"{W}.agreement_settled" if agreement.done_date else f"{W}.agreement_facts",
        responsible=agreement.responsible,
        date=agreement.follow_up_date,
        status=AgreementStatus(agreement.status),
        done=agreement.done_date or "",
    )
    if agreement.follow_up_by:
        told = t_plain(f"{W}.followed_by", facts=told, who=agreement.follow_up_by)
    if overdue(agreement.status, agreement.follow_up_date, today()):
        return f":red[{t(f'{W}.overdue', facts=told)}]"
    return literal(told)


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
        draw_heading(t(f"{W}.add_agreement"))
        told = agreement_fields(form)
        meeting_id = form.pick("meeting_id", meetings) if meetings else None
        if form.save():
            with saving(form, t("plan_agreement_form.saved")):
                actions.goals.agree(goal.id, told, meeting_id=meeting_id, by=person())


def _meeting(kind: str, day: object) -> str:
    return t_plain(f"{W}.meeting_choice", kind=Coded("meeting_kind", kind), date=day)


def agreement_fields(form: Form) -> AgreementTold:
    """What, who, when, and who sees to it."""
    return AgreementTold(
        text=form.text("text", area=True),
        responsible=form.text("responsible"),
        follow_up_date=form.day("follow_up_date"),
        follow_up_by=form.text("follow_up_by"),
    )


def _draw_opened(board: Board, goal: Goal, agreement: Agreement) -> None:
    if agreement.status != AgreementStatus.OPEN:
        with st.container(border=True):
            _reopen(agreement)
        return
    after = partial(board.go, Part.PLAN, goal=goal.id)
    with st.container(border=True):
        draw_settle(agreement, after)
    with st.expander(t("tasks.do.answer")):
        draw_answer(agreement)
    with st.expander(t("tasks.do.remind")):
        draw_reminder(agreement, name=board.case.name)
    with st.expander(t(f"{W}.change_agreement")):
        _change(board, goal, agreement)


def _change(board: Board, goal: Goal, agreement: Agreement) -> None:
    form = Form(
        "plan_agreement_form",
        agreement.id,
        agreement.version,
        initial={
            "text": agreement.text,
            "responsible": agreement.responsible,
            "follow_up_date": agreement.follow_up_date,
            "follow_up_by": agreement.follow_up_by,
        },
    )
    told = agreement_fields(form)
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
