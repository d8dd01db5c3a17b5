"""A case as a time line: what happened, newest first, month by month; and the seven steps."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import streamlit as st
from babel.dates import format_date

from core.permissions import PAGES, may
from core.records.caseload import Granted
from core.records.cases import CaseHeader
from core.records.timeline import Happening, TrinState
from pages.shared.case import case_link
from pages.shared.formats import literal
from pages.shared.frame import has_words, language, person, t, today
from pages.shared.heads import draw_heading

PAGE_OF_TRIN = {
    1: "referral",
    2: "assessment",
    3: "network_meeting",
    4: "support_phase",
    5: "support_phase",
    6: "closure",
    7: "closure",
}
"""The stage on which the work of each of the seven steps is done."""

STILL = frozenset({TrinState.NOT_RELEVANT, TrinState.CLOSED_YET})
"""Steps with nothing to do about them."""

SHOWN_CHARACTERS = 300
"""A longer text is cut here; the whole stands on its own page."""


def draw_steps(case: CaseHeader, states: Mapping[int, TrinState]) -> None:
    """The seven steps with how far each is; those that can be worked on lead to their page."""
    draw_heading(t("young_person.steps"))
    for number, state in states.items():
        label = t(f"young_person.trin.{number}")
        line = t("young_person.step", number=str(number), label=label, state=state)
        page = PAGE_OF_TRIN[number]
        if state in STILL or not may(person(), PAGES[page]):
            st.caption(line)
        else:
            case_link(page, case.number, line)


def draw_overrides(overrides: Sequence[Granted]) -> None:
    """The rules set aside and still so: which, for whom, until when, by whom and why."""
    for granted in overrides:
        until = (
            t("young_person.override_until", date=granted.valid_to)
            if granted.valid_to
            else t("young_person.override_open")
        )
        told = t("young_person.override", rule=_rule(granted.rule), name=granted.by_name)
        st.warning(f"{told} {until}  \n{literal(granted.reason)}")


def _rule(code: str) -> str:
    for key in (f"young_person.rule.{code}", f"code.eligibility_rule.{code}"):
        if has_words(key):
            return t(key).rstrip(".")
    return code


def draw_happenings(happenings: Sequence[Happening]) -> None:
    """Everything that happened, newest first, under its month."""
    draw_heading(t("young_person.way"))
    for month, told in groupby(happenings, key=_month):
        st.markdown(f"**{_month_name(month)}**")
        st.markdown("\n".join(_line(each) for each in told))


def _month(told: Happening) -> date:
    return told.date.replace(day=1)


def _month_name(month: date) -> str:
    name = format_date(month, "LLLL y", locale=language())
    return name[:1].upper() + name[1:]


def _line(told: Happening) -> str:
    planned = told.kind == "meeting_planned"
    ahead = t("young_person.ahead") if told.date > today() and not planned else ""
    said = f"  \n  :small[{_short(told.said)}]" if told.said else ""
    return f"- {t('young_person.day', date=told.date)} {ahead}{_sentence(told)}{said}"


def _sentence(told: Happening) -> str:
    key = f"young_person.happening.{told.kind}"
    if told.kind == "override":
        return t(key, rule=_rule(str(told.facts["rule"])), name=told.facts["name"])
    return t(key if has_words(key) else "young_person.happening.other", **told.facts)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    cut = flat if len(flat) <= SHOWN_CHARACTERS else f"{flat[:SHOWN_CHARACTERS].rstrip()} …"
    return literal(cut)
