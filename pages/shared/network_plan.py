"""The part of the plan: goals, and who has agreed to do what by when."""

import streamlit as st

from core.agreements import GoalStatus, GoalTold
from core.codes import Coded, all_codes
from core.permissions import Act
from core.records.network import Goal
from core.start_up import Part
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.network_after_23 import draw_after_23
from pages.shared.network_agreements import draw_agree, draw_agreements, open_agreements
from pages.shared.network_board import Board, opened

W = "network_meeting.plan"


def draw_plan(board: Board) -> None:
    """All goals, a new one, or the one that the address opens."""
    writes = board.writes(Act.HOLD_MEETINGS)
    asked = opened("goal")
    goal = next((one for one in board.file.goals if one.id == asked), None)
    if goal is not None and writes:
        board.link(t(f"{W}.all"), Part.PLAN, **_meeting())
        _draw_one(board, goal)
        return
    if not board.file.goals:
        st.info(t(f"{W}.none"))
    for each in board.file.goals:
        if not each.further:
            _draw_card(board, each, writes=writes)
    if not board.started:
        st.info(t(f"{W}.no_coordinator"))
    elif writes and (asked == "new" or not board.file.goals):
        _set(board)
    elif writes:
        board.begin(t(f"{W}.new"), Part.PLAN, "goal", **_meeting())
    draw_after_23(board)


def _meeting() -> dict[str, str]:
    """The meeting the plan is written at stays in the address."""
    meeting = opened("meeting")
    return {"meeting": meeting} if meeting else {}


def _draw_card(board: Board, goal: Goal, *, writes: bool) -> None:
    with st.container(border=True):
        _draw_goal(goal)
        draw_agreements(board, goal, writes=False)
        if writes:
            board.link(t(f"{W}.open_goal"), Part.PLAN, goal=goal.id, **_meeting())


def _draw_goal(goal: Goal) -> None:
    st.markdown(f"**{literal(goal.text)}**")
    if goal.own_words:
        st.markdown(t(f"{W}.own_words", text=goal.own_words))
    facts = t_plain(f"{W}.goal_facts", status=GoalStatus(goal.status), date=goal.set_date)
    if goal.life_domain:
        domain = Coded("life_domain", goal.life_domain)
        facts = t_plain(f"{W}.goal_domain", facts=facts, domain=domain)
    if goal.closed_date:
        facts = t_plain(f"{W}.closed", facts=facts, date=goal.closed_date)
    st.caption(literal(facts))
    still_open = open_agreements(goal)
    if goal.status != GoalStatus.OPEN and still_open:
        st.warning(t(f"{W}.still_open", n=len(still_open)))


def _draw_one(board: Board, goal: Goal) -> None:
    _draw_goal(goal)
    draw_agreements(board, goal, writes=True)
    if goal.status != GoalStatus.OPEN:
        _reopen(goal)
        return
    if opened("agreement") is None:
        draw_agree(board, goal)
    with st.expander(t(f"{W}.change")):
        _change(board, goal)
    with st.expander(t(f"{W}.close")):
        _close(goal)


def _set(board: Board) -> None:
    form = Form("plan_goal_form", board.case.id, initial={"set_date": today()})
    with st.container(border=True):
        draw_heading(t(f"{W}.new"))
        told = _fields(form)
        if form.save():
            with saving(form, t("plan_goal_form.saved")):
                goal_id = actions.goals.set_goal(board.case.id, told, by=person(), on=today())
                board.go(Part.PLAN, goal=goal_id, **_meeting())


def _fields(form: Form) -> GoalTold:
    return GoalTold(
        text=form.text("text", area=True),
        life_domain=form.choice("life_domain", "life_domain"),
        set_date=form.day("set_date"),
        own_words=form.text("own_words", area=True),
        information_type=form.choice("information_type", "information_type"),
    )


def _change(board: Board, goal: Goal) -> None:
    initial = {
        "text": goal.text,
        "life_domain": goal.life_domain,
        "set_date": goal.set_date,
        "own_words": goal.own_words,
        "information_type": goal.information_type,
    }
    form = Form("plan_goal_form", goal.id, goal.version, initial=initial)
    told = _fields(form)
    if form.save(primary=False):
        with saving(form, t("plan_goal_form.saved")):
            actions.goals.change_goal(
                goal.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.PLAN, goal=goal.id, **_meeting())


def _close(goal: Goal) -> None:
    form = Form("plan_close_goal_form", goal.id, goal.version, initial={"closed_date": today()})
    ends = tuple(code for code in all_codes("goal_status") if code != GoalStatus.OPEN)
    status = form.one_of("status", ends, words="goal_status")
    closed = form.day("closed_date")
    if form.save(primary=False):
        with saving(form, t("plan_close_goal_form.saved")):
            actions.goals.close_goal(
                goal.id,
                status=status,
                closed_date=closed,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _reopen(goal: Goal) -> None:
    form = Form("plan_reopen_goal_form", goal.id, goal.version)
    if form.save(primary=False):
        with saving(form, t("plan_reopen_goal_form.saved")):
            actions.goals.reopen_goal(goal.id, seen_version=form.seen_version, by=person())
