"""The overview of both sides: in a sentence, by month, and line by line."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.records.volunteers import Volunteer, VolunteerBoard, Wish
from core.volunteers import MonthLine, all_waiting, by_month, free, idle_since
from pages.shared.charts import WHOLE, Column, Form, Line, Meaning, Table, draw_chart, lines
from pages.shared.formats import numbered
from pages.shared.frame import open_section, t, today
from pages.shared.links import leave_from, link
from pages.shared.paging import paged, unfold_turned

BACK, AHEAD = 11, 6
"""Months drawn before and after the current one."""
PAGE_SIZE = 20


def draw_overview(board: VolunteerBoard) -> None:
    """Everything about both sides on one page."""
    waiting = all_waiting(board, today())
    st.markdown(f"**{_sentence(board, waiting)}**")
    with st.container(horizontal=True):
        link("volunteers", t("volunteers.new_wish"), find="case")
        link("volunteers", t("volunteers.new"), volunteer="new")
    if not board.volunteers and not board.wishes:
        st.info(t("volunteers.empty"))
        return
    leave_from()
    _draw_waiting(waiting)
    _draw_volunteers(board)
    _draw_months(by_month(board, today(), back=BACK, ahead=AHEAD))


def _sentence(board: VolunteerBoard, waiting: Sequence[tuple[date, Wish]]) -> str:
    places = sum(free(each, board.matches, today()) for each in board.volunteers)
    room = t("volunteers.free", n=places)
    if not waiting:
        return f"{t('volunteers.nobody_waits')} {room}"
    longest = t("volunteers.longest", n=(today() - waiting[0][0]).days)
    return f"{t('volunteers.waiting', n=len(waiting))} {longest} {room}"


def _draw_waiting(waiting: Sequence[tuple[date, Wish]]) -> None:
    named = [(since, wish) for since, wish in waiting if wish.name is not None]
    with open_section("volunteers.who_waits"):
        if not waiting:
            st.caption(t("volunteers.nobody_waits"))
        for since, wish in paged(named, PAGE_SIZE):
            _draw_line(wish, (today() - since).days)
        if len(named) < len(waiting):
            st.caption(t("volunteers.others", n=len(waiting) - len(named)))


def _draw_line(wish: Wish, days: int) -> None:
    label = t("volunteers.line", **numbered(wish.name or "", wish.number), days=days)
    link("volunteers", label, case=str(wish.number))


def _draw_volunteers(board: VolunteerBoard) -> None:
    with open_section("volunteers.heading"):
        there = [each for each in board.volunteers if each.available(today())]
        gone = [each for each in board.volunteers if each not in there]
        if not there:
            st.caption(t("volunteers.none"))
        for each in paged(there, PAGE_SIZE, name="there"):
            _draw_volunteer(board, each)
        if gone:
            unfold_turned("volunteers.gone", name="gone")
            said = t("volunteers.away", n=len(gone))
            folded = st.expander(said, key="volunteers.gone", on_change="rerun")
            if folded.open:
                with folded:
                    for each in paged(gone, PAGE_SIZE, name="gone"):
                        _draw_volunteer(board, each)


def _draw_volunteer(board: VolunteerBoard, volunteer: Volunteer) -> None:
    label = t("volunteers.named", name=volunteer.name, organisation=volunteer.organisation)
    link("volunteers", label, volunteer=volunteer.id)
    facts = [
        t("volunteers.places", free=free(volunteer, board.matches, today()), n=volunteer.places)
    ]
    idle = idle_since(volunteer, board.matches, today())
    if idle is not None:
        facts.append(t("volunteers.idle", n=(today() - idle).days))
    if volunteer.available_to is not None:
        facts.append(t("volunteers.until", date=volunteer.available_to))
    st.caption(" · ".join(facts))


def _draw_months(months: tuple[MonthLine, ...]) -> None:
    with open_section("volunteers.months"):
        st.caption(t("volunteers.months_told"))
        drawn = [
            Line(t("volunteers.free_places"), [(line.day, line.free) for line in months]),
            Line(
                t("volunteers.waiting_young"),
                [(line.day, line.waiting) for line in months],
                Meaning.PUBLISHED,
            ),
        ]
        draw_chart(
            lines(drawn, WHOLE, describes=t("volunteers.described")),
            _table(months),
            name="volunteers.months",
        )


def _table(months: tuple[MonthLine, ...]) -> Table:
    columns = (
        Column(t("volunteers.day")),
        Column(t("volunteers.all_places"), Form.WHOLE),
        Column(t("volunteers.free_places"), Form.WHOLE),
        Column(t("volunteers.waiting_young"), Form.WHOLE),
    )
    rows = [
        (t("volunteers.dated", date=line.day), line.places, line.free, line.waiting)
        for line in months
    ]
    return Table(columns, rows)
