"""One young person's whole way: what is due and all that happened, the development, the reports."""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from db import queries
from pages.shared.case import case_link, open_case
from pages.shared.development_view import draw_development
from pages.shared.frame import open_page, person, t, today
from pages.shared.heads import draw_heading
from pages.shared.ngo_missing import draw_missing_of
from pages.shared.notification_view import draw_notification
from pages.shared.overview_due import draw_due
from pages.shared.report_view import draw_reports
from pages.shared.support_parts import choose_part
from pages.shared.timeline import draw_happenings, draw_overrides, draw_steps


def draw_next(number: int) -> None:
    """What is to be done, soonest first."""
    standing = queries.overview.standing(number, by=person(), on=today())
    draw_heading(t("young_person.next"))
    if standing is None or not standing.dues:
        st.caption(t("young_person.nothing_due"))
        return
    for due in standing.dues:
        draw_due(standing, due)


def draw_overview(case: CaseHeader) -> None:
    """What is due, the seven steps, and everything that happened."""
    story = queries.timeline.story(case.id, by=person(), on=today())
    if story is None:
        return
    draw_overrides(story.overrides)
    with st.container(border=True):
        draw_next(case.number)
        draw_missing_of(case)
    with st.container(border=True):
        draw_steps(case, story.trin)
    draw_notification(case)
    draw_happenings(story.happenings)


open_page("young_person")

PARTS = {"overview": draw_overview, "development": draw_development, "reports": draw_reports}

case = open_case("young_person", frozenset(Step))
begun = case.step in ACCEPTED_STEPS | {Step.CLOSED}
with st.container(horizontal=True):
    if begun:
        case_link("about_me", case.number, t("about_me.open"))
        case_link("knowledge_sharing", case.number, t("ngo.open"))
    if may(person(), Act.CORRECT_PERSON, case.reach):
        more = may(person(), Act.TELL_PERSON, case.reach)
        label = t("personal_data.open" if more else "personal_data.open_correct")
        case_link("personal_data", case.number, label)
if begun:
    PARTS[choose_part("young_person", case, tuple(PARTS), "overview")](case)
else:
    draw_overview(case)
