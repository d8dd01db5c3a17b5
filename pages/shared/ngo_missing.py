"""The talks with an NGO that are missing: over all of the reader's cases, and in one case."""

import streamlit as st

from core.codes import Coded
from core.records.cases import CaseHeader
from core.records.ngo import MissingTalk, Ngo, TalkState
from db import queries
from pages.shared.case import case_link
from pages.shared.formats import numbered
from pages.shared.frame import open_section, person, t, today
from pages.shared.paging import paged

PAGE = "knowledge_sharing"
PAGE_SIZE = 20


def draw_missing() -> None:
    """The list over the reader's own cases, the most overdue first, a page at a time."""
    found = queries.ngo.missing(by=person(), on=today())
    with open_section("ngo.cases"):
        if not found:
            st.caption(t("ngo.cases_none"))
            return
        st.caption(t("ngo.cases_told"))
        for each in paged(found, PAGE_SIZE):
            case_link(PAGE, each.number, _line(each))


def _line(missing: MissingTalk) -> str:
    return t(
        "ngo.missing_late" if missing.overdue(today()) else "ngo.missing_line",
        **numbered(missing.young_person, missing.number),
        talk=Coded("ngo_talk", missing.talk),
        organisation=missing.organisation,
        date=missing.due_date,
    )


def draw_missing_of(case: CaseHeader) -> None:
    """On the young person's page: the talks with NGOs that are missing."""
    for one in queries.ngo.of_case(case.id, by=person(), on=today()):
        for said in _told(one):
            case_link(PAGE, case.number, said)


_KEYS = {TalkState.DUE: "ngo.own_missing", TalkState.OVERDUE: "ngo.own_late"}


def _told(one: Ngo) -> list[str]:
    return [
        t(
            _KEYS[line.state],
            talk=Coded("ngo_talk", line.talk),
            organisation=one.name,
            date=line.due_date,
        )
        for line in one.lines
        if line.state in _KEYS
    ]
