"""The steering group's figures on a projector: one on each screen, turned by keys or a remote."""

import streamlit as st

from pages.shared.documents.cover import period_name
from pages.shared.documents.exhibits import exhibits
from pages.shared.documents.slides import screens
from pages.shared.frame import language, open_page, t, turn_to
from pages.shared.paging import place_in_address
from pages.shared.places import page_file
from pages.shared.presented import draw_figure, draw_left_out, draw_place, draw_stage
from pages.shared.released import Choice, address, asked, released
from pages.shared.whose import place

open_page("presentation")

REMOTE = {"PageUp": -1, "PageDown": 1, "Home": -1000, "End": 1000}
"""The keys of a presenter's remote, and the ends."""


def here(every: int) -> int:
    """The screen in the address, or the nearest there is."""
    return place_in_address("screen", every)


def turn(choice: Choice, every: int, by: int) -> None:
    """Go so many screens on; it stops at both ends."""
    turn_to(**address(choice), screen=str(min(max(here(every) + by, 1), every)))


def draw_keys(choice: Choice, every: int) -> None:
    """The buttons with their keys; a remote's keys work without buttons to be seen."""
    with st.container(key="presentation-keys"):
        columns = st.columns([2, 5, 2, 2], vertical_alignment="center")
    for column, name, shortcut, by in (
        (columns[0], "previous", "Left", -1),
        (columns[2], "next", "Right", 1),
    ):
        key = f"presentation.{name}"
        column.button(
            t(key),
            key=key,
            shortcut=shortcut,
            on_click=turn,
            args=(choice, every, by),
            width="stretch",
        )
    with columns[1]:
        draw_place(here(every), every)
    key = "presentation.close"
    if columns[3].button(t(key), key=key, shortcut="Esc", width="stretch"):
        st.switch_page(page_file("steering_group"), query_params=address(choice))
    with st.container(key="presentation-remote"):
        for shortcut, by in REMOTE.items():
            key = f"presentation.{shortcut}"
            st.button(shortcut, key=key, shortcut=shortcut, on_click=turn, args=(choice, every, by))


def draw_screen(choice: Choice) -> None:
    """The screen that the address names, and the keys."""
    with st.spinner(t("presentation.working")):
        shown = screens(exhibits(released(choice), language()), language())
    named, number = f"{place()} · {period_name(choice.period, language())}", here(shown.count)
    if number <= len(shown.figures):
        draw_figure(shown.figures[number - 1], named)
    else:
        draw_left_out(shown, named)
    draw_keys(choice, shown.count)


with st.spinner(t("presentation.working")):
    asked_for = asked()
if asked_for is None:
    st.info(t("presentation.nothing_offered"))
    st.stop()
draw_stage()
draw_screen(asked_for)
