"""The meeting on a large screen: the agenda, whose turn it is, goals and agreements, live.

Reached from the meeting and left with the password; while it is shown, nothing else is.
"""

import streamlit as st

from pages.shared.frame import open_page, t
from pages.shared.meeting_screen_looks import draw_head, draw_stage
from pages.shared.meeting_screen_plan import begun, draw_plan
from pages.shared.meeting_screen_since import draw_since, earlier
from pages.shared.meeting_screen_table import PRESSED, Table, View, open_table, opened
from pages.shared.meeting_screen_turns import draw_agenda, draw_seats, draw_turns
from pages.shared.presenting import draw_leave, draw_password, leaving

open_page("meeting_screen")


def choose_view(table: Table, written: frozenset[str]) -> View:
    """The view of the address; else the plan where something is half written."""
    asked = opened("view")
    if asked in set(View):
        return View(asked)
    return View.SINCE if earlier(table) and not written else View.PLAN


def draw_views(table: Table, here: View) -> None:
    """The three views as buttons, the present one marked."""
    with st.container(horizontal=True, key="screen-views"):
        for view in View:
            st.button(
                t(f"meeting_screen.view.{view}"),
                key=f"meeting_screen.view.{view}",
                type="primary" if view is here else "secondary",
                on_click=table.turn_to,
                args=(view,),
            )


def draw(table: Table) -> None:
    """One screen: whose turn it is, where in the agenda, and the view."""
    written = begun(table)
    here = choose_view(table, written)
    draw_turns(table)
    agenda, work = st.columns([1, 2.4], gap="large")
    with agenda:
        draw_agenda(table)
    with work:
        PRESSED.draw()
        draw_views(table, here)
        if here is View.PLAN:
            draw_plan(table, written)
        else:
            {View.SINCE: draw_since, View.SEATS: draw_seats}[here](table)
    draw_leave(t("meeting_screen.leave"))


shown = open_table()
draw_stage()
if leaving():
    if shown is not None and begun(shown):
        st.warning(t("meeting_screen.unfinished"))
    draw_password()
elif shown is None:
    st.info(t("meeting_screen.over"))
    draw_leave(t("meeting_screen.leave"))
else:
    draw_head(shown)
    draw(shown)
