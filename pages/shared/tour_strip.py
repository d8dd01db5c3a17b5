"""The tour while it is on: a strip over every page that says what to look at."""

import streamlit as st

from core.records.people import Person
from core.tour import Stop
from db import queries
from pages.shared.frame import t
from pages.shared.navigation import page_of
from pages.shared.tour_offer import At, address, at, draw_offer, go_to, stop_tour, stops


def draw_tour(here: Person, page: str, *, is_home: bool) -> None:
    """The strip, or on the home page the offer; nothing where the store is no demo."""
    if not queries.store.is_demo() or here.must_change_password:
        return
    standing = at()
    if standing is not None:
        _draw_strip(here, page, standing)
    elif is_home:
        draw_offer(here)


def _draw_strip(here: Person, page: str, standing: At) -> None:
    every = stops(here, standing.case)
    stop = every[min(standing.place, len(every) - 1)]
    with st.container(border=True, key="tour-strip"):
        role = t(f"code.role.{stop.role}")
        st.caption(t("tour.place", n=standing.place + 1, of=len(every), role=role))
        st.markdown(t(f"tour.stop.{stop.page}"))
        with st.container(horizontal=True, vertical_alignment="center"):
            _draw_ways(here, every, standing)
            if page != stop.page:
                _draw_back(stop, standing)


def _draw_ways(here: Person, every: tuple[Stop, ...], standing: At) -> None:
    """On to the next stop, and out; at the last one only out."""
    if standing.place + 1 < len(every):
        if st.button(t("tour.on"), key="tour.on", type="primary"):
            go_to(here, At(standing.place + 1, standing.case))
        st.button(t("tour.stop_it"), key="tour.stop", on_click=stop_tour)
    else:
        st.button(t("tour.end"), key="tour.stop", type="primary", on_click=stop_tour)


def _draw_back(stop: Stop, standing: At) -> None:
    label = t("tour.back", page=t(f"{stop.page}.menu"))
    st.page_link(page_of(stop.page), label=label, query_params=address(stop, standing.case))
