"""What is due, as words and links: one line of text, and the page where it is done."""

import streamlit as st

from core.milestones import KINDS as MILESTONE_KINDS
from core.records.overview import Due, DueKind, Standing
from pages.shared.frame import has_words, t
from pages.shared.links import link

OWN_PAGE = "young_person"
PAGE_OF_KIND = {
    DueKind.TAKE_UP: "referral",
    DueKind.DECISION: "assessment",
    DueKind.COORDINATOR: "network_meeting",
    DueKind.HOME: "support_phase",
    DueKind.HOME_APPLICATION: "support_phase",
    DueKind.HOME_OFFER: "support_phase",
    DueKind.HOME_AT_RISK: "support_phase",
    DueKind.SECTION_85A: "support_phase",
    DueKind.SUPPORT_START: "support_phase",
    DueKind.MEETING: "network_meeting",
    DueKind.AGREEMENT: "tasks",
    DueKind.REMINDER: "tasks",
    DueKind.MEASUREMENT: "young_person",
    DueKind.REPORT_COLLAB: "young_person",
    DueKind.REPORT_SUPPORT: "young_person",
    DueKind.CTI_HANDOVER: "support_phase",
    DueKind.CTI_PLAN: "support_phase",
    DueKind.CTI_MEETINGS: "support_phase",
    DueKind.CTI_CLOSING: "support_phase",
    DueKind.ICM_AGREEMENT: "support_phase",
    DueKind.ICM_REVIEW: "support_phase",
    DueKind.CTI_END: "closure",
    DueKind.PROFESSIONALS_ONLY: "network_meeting",
    **dict.fromkeys(MILESTONE_KINDS, "network_meeting"),
}
"""Where a thing is done; what has no page of its own is seen on the young person's own page."""
PART_OF_KIND = {
    DueKind.COORDINATOR: "coordinator",
    DueKind.HOME: "home",
    DueKind.HOME_APPLICATION: "home",
    DueKind.HOME_OFFER: "home",
    DueKind.HOME_AT_RISK: "home",
    DueKind.SECTION_85A: "home",
    DueKind.SUPPORT_START: "support",
    DueKind.MEETING: "meetings",
    DueKind.MEASUREMENT: "development",
    DueKind.REPORT_COLLAB: "reports",
    DueKind.REPORT_SUPPORT: "reports",
    DueKind.CTI_HANDOVER: "support",
    DueKind.CTI_PLAN: "support",
    DueKind.CTI_MEETINGS: "support",
    DueKind.CTI_CLOSING: "support",
    DueKind.ICM_AGREEMENT: "support",
    DueKind.ICM_REVIEW: "support",
    DueKind.CTI_END: "support",
    DueKind.PROFESSIONALS_ONLY: "meetings",
    **dict.fromkeys(MILESTONE_KINDS, "meetings"),
}
"""The part of that page; where none is named the page finds the first that lacks something."""


def told(due: Due, late: int = 1) -> str:
    """What is to be done and by when; what is late says so in words and in red.

    `late`: how many agreements of the case are late, where the thing is an agreement.
    """
    if has_words(f"due.told.{due.reason}"):
        return t(f"due.told.{due.reason}", date=due.due_date)
    what = t(f"due.reason.{due.reason}")
    if due.kind is DueKind.AGREEMENT and late > 1:
        what = t("due.agreements", n=late)
    if due.overdue:
        return t("due.late", what=what, date=due.due_date)
    return t("due.by", what=what, date=due.due_date)


def due_link(standing: Standing, due: Due, *, beside: str = "") -> None:
    """A link to where it is done, with the young person's name in front; `beside` stands behind."""
    facts = standing.facts
    label = t("due.of", name=facts.name, due="") + told(due, facts.agreements_late) + beside
    _link(facts.number, due, label)


def draw_due(standing: Standing, due: Due) -> None:
    """The same on the young person's own page: plain words where it has no page of its own."""
    said = told(due, standing.facts.agreements_late)
    if due.kind not in PAGE_OF_KIND:
        st.markdown(said)
    else:
        _link(standing.facts.number, due, said)


def _link(number: int, due: Due, label: str) -> None:
    part = PART_OF_KIND.get(due.kind)
    address = {"case": str(number)} | ({"part": part} if part else {})
    if due.kind in MILESTONE_KINDS:
        address["milestone"] = due.reason
    link(PAGE_OF_KIND.get(due.kind, OWN_PAGE), label, **address)
