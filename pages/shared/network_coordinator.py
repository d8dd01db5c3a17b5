"""The part of the coordinator: who it is, everybody's headroom, assigning and changing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.permissions import Act, may
from core.records.caseload import CaseloadLine
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today, turn_to
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board
from pages.shared.paging import draw_pager, found, leaf

W = "network_meeting.coordinator"


def draw_coordinator(board: Board) -> None:
    """Who coordinates; for those who may assign, the choice."""
    _draw_present(board)
    if not board.writes(Act.ASSIGN_COORDINATOR):
        return
    lines = queries.caseload.coordinators(today())
    if not lines:
        st.info(t(f"{W}.nobody"))
        return
    if board.started:
        with st.expander(t(f"{W}.change_heading")):
            _draw_headroom(lines)
            _change(board, lines)
    else:
        draw_heading(t(f"{W}.heading"))
        _draw_headroom(lines)
        _assign(board, lines)


def _draw_present(board: Board) -> None:
    name, start = board.case.coordinator_name, board.file.start_date
    if name is None:
        st.info(t(f"{W}.none"))
    elif start is None:
        st.warning(t(f"{W}.told_without_date", name=name))
    else:
        st.markdown(t(f"{W}.told", name=name, date=start))
    if board.file.decision_date is not None:
        st.caption(t(f"{W}.decided", date=board.file.decision_date))
    for override in board.file.overrides:
        told = {"reason": override.reason, "date": override.date, "by": override.by_name}
        st.warning(t(f"{W}.override", name=override.staff_name or "?", **told))
    for change in board.file.changes:
        told = {"before": change.before or "?", "after": change.after or "?"}
        st.caption(t(f"{W}.changed", date=change.date, reason=change.reason or "", **told))


def _draw_headroom(all_lines: Sequence[CaseloadLine]) -> None:
    shown = leaf(found(all_lines, _name_of, key=f"{W}.search"))
    lines = shown.rows
    st.table(
        {
            t(f"{W}.name"): [literal(line.name) for line in lines],
            t(f"{W}.active"): [line.active for line in lines],
            t(f"{W}.cap"): [line.cap for line in lines],
            t(f"{W}.free"): [line.free for line in lines],
        },
        hide_index=True,
        width="stretch",
    )
    draw_pager(shown.page, shown.pages)


def _name_of(line: CaseloadLine) -> str:
    return line.name


def _options(lines: Sequence[CaseloadLine]) -> dict[str, str]:
    often = Counter(line.name for line in lines)
    return {
        line.staff_id: t_plain(f"{W}.choice", name=line.name, active=line.active, cap=line.cap)
        + (f" · {line.staff_id[-6:]}" if often[line.name] > 1 else "")
        for line in lines
    }


def _override_reason(form: Form, chosen: str | None, lines: Sequence[CaseloadLine]) -> str | None:
    """The reason, asked for only where the chosen coordinator has no room."""
    line = next((line for line in lines if line.staff_id == chosen), None)
    if line is None or line.free > 0:
        return None
    st.warning(t(f"{W}.over", name=line.name, active=line.active, cap=line.cap))
    return form.text("override_reason", area=True)


def _assign(board: Board, lines: Sequence[CaseloadLine]) -> None:
    form = Form(
        "coordinator_form",
        board.case.id,
        board.file.version,
        initial={"start_date": today(), "coordinator_id": board.file.coordinator_id},
    )
    chosen = form.pick("coordinator_id", _options(lines))
    reason = _override_reason(form, chosen, lines)
    start = form.day("start_date")
    if form.save():
        with saving(form, t("coordinator_form.saved")):
            actions.coordinators.assign(
                board.case.id,
                coordinator_id=chosen,
                start_date=start,
                override_reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            _leave(board, chosen)


def _change(board: Board, lines: Sequence[CaseloadLine]) -> None:
    others = [line for line in lines if line.staff_id != board.file.coordinator_id]
    form = Form(
        "coordinator_change_form",
        board.case.id,
        board.file.version,
        initial={"changed_date": today()},
    )
    chosen = form.pick("coordinator_id", _options(others))
    override = _override_reason(form, chosen, others)
    changed = form.day("changed_date")
    reason = form.text("reason", area=True)
    if form.save(primary=False):
        with saving(form, t("coordinator_change_form.saved")):
            actions.coordinators.change(
                board.case.id,
                coordinator_id=chosen,
                changed_date=changed,
                reason=reason,
                override_reason=override,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            _leave(board, chosen)


def _leave(board: Board, chosen: str | None) -> None:
    """Whoever gave the case out of hand stands before the list, not before a closed door."""
    reach = replace(board.case.reach, coordinator_id=chosen)
    if not may(person(), Act.SEE_CASE, reach):
        turn_to()
