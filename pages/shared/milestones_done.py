"""The milestones of variant U that are done, under a quiet fold; each can be taken back."""

import streamlit as st

from core.milestones import DoneMilestone
from core.permissions import Act
from core.start_up import Part
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, today
from pages.shared.network_board import Board, opened

W = "milestone_done"


def draw_done(board: Board) -> None:
    """What somebody has said is done, by age; nothing where nothing is."""
    done = queries.milestones.done(board.case.id, by=person())
    undone = opened("undo")
    if not done:
        return
    with st.expander(t(f"{W}.heading"), expanded=undone is not None):
        for each in done:
            _draw_one(board, each, opens=each.milestone == undone)


def _draw_one(board: Board, each: DoneMilestone, *, opens: bool) -> None:
    words = f"young_person.happening.milestone_{each.milestone}"
    st.markdown(t(f"{W}.line", what=t(words), date=each.day, name=each.by_name or "?"))
    if each.note:
        st.caption(literal(each.note))
    if not board.writes(Act.HOLD_MEETINGS):
        return
    if opens:
        _draw_form(board, each)
        board.link(t("milestone.close"), Part.MEETINGS)
    else:
        board.link(t(f"{W}.undo"), Part.MEETINGS, undo=each.milestone)


def _draw_form(board: Board, each: DoneMilestone) -> None:
    form = Form("milestone_undo_form", f"{board.case.id}.{each.milestone}")
    reason = form.text("reason", area=True)
    if form.save(primary=False):
        with saving(form, t("milestone_undo_form.saved")):
            actions.milestones.take_back(
                board.case.id, each.milestone, reason, by=person(), on=today()
            )
            board.go(Part.MEETINGS)
