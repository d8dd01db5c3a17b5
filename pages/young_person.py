"""One young person's whole way: what is due, the seven steps, and all that happened."""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from db import queries
from pages.shared.case import open_case
from pages.shared.frame import open_page, person, t, today
from pages.shared.measurement_view import draw_measurements
from pages.shared.overview_due import draw_due
from pages.shared.timeline import draw_happenings, draw_overrides, draw_steps


def draw_next(number: int) -> None:
    """What is to be done, soonest first."""
    standing = queries.overview.standing(number, by=person(), on=today())
    st.subheader(t("young_person.next"), anchor=False)
    if standing is None or not standing.dues:
        st.caption(t("young_person.nothing_due"))
        return
    for due in standing.dues:
        draw_due(standing, due)


open_page("young_person")

case = open_case("young_person", frozenset(Step))
story = queries.timeline.story(case.id, by=person(), on=today())
if story is not None:
    draw_overrides(story.overrides)
    with st.container(border=True):
        draw_next(case.number)
    with st.container(border=True):
        draw_steps(case, story.trin)
    if case.step in ACCEPTED_STEPS:
        with st.container(border=True):
            draw_measurements(case)
    draw_happenings(story.happenings)
