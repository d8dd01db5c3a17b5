"""The tour of the demo: offered, begun and stopped. `tour_strip` draws it while it is on.

Where it stands is held for this browser tab: the stop by its place, and the case that is shown.
"""

from dataclasses import dataclass

import streamlit as st

from core.records.people import Person
from core.tour import Stop, tour_of
from db import queries
from pages.shared.frame import forget, keep, person, recall, t, today
from pages.shared.places import opens, page_file

_STATE, _DECLINED = "tour.at", "tour.declined"


@dataclass(frozen=True, slots=True)
class At:
    """The stop the tour stands at, by its place from 0, and the number of the case shown."""

    place: int
    case: int | None


def at() -> At | None:
    """Where the tour stands; None while there is none."""
    standing: At | None = recall(_STATE)
    return standing


def stops(here: Person, case: int | None) -> tuple[Stop, ...]:
    """The stops of the person's tour; without a case to show, those that need none."""
    return tuple(
        stop
        for stop in tour_of(here.roles)
        if opens(stop.page, here) and (case is not None or not stop.of_case)
    )


def go_to(here: Person, standing: At) -> None:
    """Keep the stop, and open its page."""
    keep(_STATE, standing)
    stop = stops(here, standing.case)[standing.place]
    st.switch_page(page_file(stop.page), query_params=address(stop, standing.case))


def address(stop: Stop, case: int | None) -> dict[str, str]:
    """What the address of a stop holds."""
    told = {"case": str(case)} if stop.of_case else {}
    return told | ({"part": stop.part} if stop.part else {})


def stop_tour() -> None:
    """Leave it; it is not offered again in this tab."""
    forget(_STATE)
    keep(_DECLINED, True)


def draw_offer(here: Person) -> None:
    """On the home page of a demo store, until it is taken or declined."""
    if recall(_DECLINED):
        return
    with st.container(border=True, key="tour-offer"):
        st.markdown(t("tour.offer"))
        with st.container(horizontal=True, vertical_alignment="center"):
            _draw_begin(here, "home")
            st.button(t("tour.decline"), key="tour.decline", on_click=stop_tour)


def draw_tour_part() -> None:
    """The part of the page Hjælp."""
    st.markdown(t("tour.about"))
    if not queries.store.is_demo():
        st.info(t("tour.no_demo"))
    else:
        _draw_begin(person(), "help")
        st.caption(t("tour.again"))


def _draw_begin(here: Person, where: str) -> None:
    if st.button(t("tour.begin"), key=f"tour.begin.{where}", type="primary"):
        go_to(here, At(0, queries.tour.case_to_show(by=here, on=today())))
