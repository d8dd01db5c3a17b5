"""What the registration lacks, told before any figure that is too low because of it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.codes import Coded
from core.records.costs import Silence, Work
from core.unregistered import Missing, missing
from core.words import code_key
from pages.shared.formats import month
from pages.shared.frame import language, open_section, t, t_plain

LATEST = 6
"""How many months are told; those before them are counted."""
MOST = 8
"""How many names of a month are told; the others are counted."""


def draw_missing(work: Work) -> None:
    """Months in which somebody wrote nothing, young people without hours, and what was not used."""
    found = missing(work)
    said = [*_silences(work), *_people(found), *_activities(found)]
    with open_section("costs.missing"):
        if not said:
            st.success(t("costs.nothing_missing"))
        else:
            st.markdown("\n".join(f"- {each}" for each in said))
        st.caption(t("costs.only_registered"))


def _silences(work: Work) -> list[str]:
    latest = sorted(work.silences, key=_month, reverse=True)
    said = [
        t(
            "costs.silent",
            n=len(each.names),
            month=month(language(), each.month),
            names=_names(each.names),
        )
        for each in latest[:LATEST]
    ]
    earlier = len(latest) - LATEST
    return [*said, t("costs.silent_earlier", n=earlier)] if earlier > 0 else said


def _names(names: Sequence[str]) -> str | tuple[str, ...]:
    """The first of them, and how many more; all of them stand on the page of the contacts."""
    told, more = tuple(names[:MOST]), len(names) - MOST
    return t_plain("costs.silent_more", names=told, n=more) if more > 0 else told


def _month(each: Silence) -> date:
    return each.month


def _people(found: Missing) -> list[str]:
    said = []
    if found.without_hours:
        said.append(t("costs.without_hours", n=found.without_hours, all=found.in_course))
    if found.outside_hours:
        said.append(t("costs.outside_hours", n=round(found.outside_hours)))
    if found.uncombined:
        said.append(t("costs.uncombined", n=found.uncombined))
    if found.short:
        said.append(t("costs.short", n=found.short))
    return said


def _activities(found: Missing) -> list[str]:
    return [
        t(
            "costs.never_used",
            method=t_plain(code_key(method)),
            activity=t_plain(code_key(Coded("activity", activity))),
        )
        for method, activity in found.never_used
    ]
