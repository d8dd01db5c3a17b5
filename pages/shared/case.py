"""The case a page is about: in the address, at the top of the page, or to be chosen."""

from collections.abc import Collection

import streamlit as st

from core.calendar import age_on
from core.case_numbers import case_number
from core.codes import Step
from core.pathway import OPEN_STEPS
from core.records.cases import CaseChoice, CaseHeader
from core.redaction import listed_name
from db import queries
from pages.shared.absence_words import deputies_of
from pages.shared.formats import literal, numbered
from pages.shared.frame import (
    current_page,
    explained,
    keep,
    person,
    recall,
    t,
    tell_search,
    today,
)
from pages.shared.heads import draw_name
from pages.shared.links import link, link_back
from pages.shared.way_in import draw_way_in


def open_case(
    page: str, steps: Collection[Step] = OPEN_STEPS, *, quiet: bool = False
) -> CaseHeader:
    """The case of the address, its head drawn; or a list to choose from, and the end of the run.

    `quiet` draws the name alone, for a screen that the young person looks at.
    """
    case = _case_in_address()
    if case is None:
        choose_case(page, steps)
        st.stop()
    keep("frame.case", case)
    if quiet:
        draw_name(_quiet_name(case))
    else:
        _draw_head(case)
    return case


def _quiet_name(case: CaseHeader) -> str:
    """The name, unless it is protected: others may see the screen."""
    if case.protected_identity:
        return t("case.number", number=str(case.number))
    return literal(case.name)


def _case_in_address() -> CaseHeader | None:
    asked = st.query_params.get("case")
    if asked is None:
        return None
    number = case_number(asked)
    case = queries.cases.header(number, by=person()) if number is not None else None
    if case is None:
        st.error(t("refusal.not_found"))
        draw_way_in(asked[:8])
    return case


def _draw_head(case: CaseHeader) -> None:
    draw_name(literal(case.name))
    facts = [t("case.number", number=str(case.number)), t("case.variant", variant=case.variant)]
    if case.birth_date is not None:
        facts.append(t("case.age", n=age_on(case.birth_date, today())))
    facts.append(t(f"code.step.{case.step}"))
    if case.combination is not None:
        facts.append(t(f"code.combination.{case.combination}"))
    if case.coordinator_name is not None:
        facts.append(t("case.coordinator", name=case.coordinator_name))
    variant = explained(f"variant_{case.variant.lower()}")
    st.caption(" · ".join([*facts, *deputies_of(case.reach)]), help=variant)
    if case.id in person().opened:
        st.warning(t("temporary_access.here"))
    if case.protected_identity:
        st.warning(t("case.protected"))
    if case.special_considerations:
        st.info(t("case.considerations", text=case.special_considerations))
    with st.container(horizontal=True):
        if current_page() != "young_person":
            case_link("young_person", case.number, t("case.whole_way"))
        link_back("young_people", t("case.another"))


def choose_case(page: str, steps: Collection[Step]) -> None:
    """A list of the cases this page is for, with a search where there are any; each leads to it."""
    _draw_last_case(page)
    key = f"{page}.search"
    found = queries.cases.choices(steps, by=person(), wanted=recall(key, ""))
    if not found and not recall(key):
        st.info(t(f"{page}.empty"))
        return
    tell_search(text=st.text_input(t("case.search"), key=key))
    if not found:
        st.info(t("case.none_found"))
    for choice in found:
        case_link(page, choice.number, choice_label(choice))
    if len(found) == queries.cases.CHOICES:
        st.caption(t("case.more"))


def choice_label(choice: CaseChoice) -> str:
    """Name, step and case number: the number tells namesakes apart."""
    return t("case.choice", step=choice.step, **numbered(choice.name, choice.number))


def case_link(page: str, number: int, label: str) -> None:
    """A link to a page about a case; plain words where the page is not in the person's menu."""
    link(page, label, case=str(number))


def _draw_last_case(page: str) -> None:
    """Back to the case that was open last, if it is still within reach."""
    kept: CaseHeader | None = recall("frame.case")
    last = queries.cases.header(kept.number, by=person()) if kept is not None else None
    if last is not None:
        name = listed_name(last.name, last.number, protected=last.protected_identity)
        case_link(page, last.number, t("case.go_on", **numbered(name, last.number)))
