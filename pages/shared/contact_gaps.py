"""What is missing in the registration of time, month by month."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.completeness import Quarter, last_day_to_report, missing, quarters_to_tell
from db import queries
from pages.shared.formats import literal, month
from pages.shared.frame import language, open_section, person, t, today
from pages.shared.links import link

MOST = 15
"""How many names of a month stand in sight."""


def draw_gaps() -> None:
    """The quarters to be told of, each with its months that lack something."""
    with open_section("contacts.gaps"):
        for quarter in quarters_to_tell(today()):
            _draw_quarter(quarter)


def draw_gap_links() -> None:
    """A line for each month that lacks something, for the home page; nothing where none does."""
    for quarter in quarters_to_tell(today()):
        workers = queries.contacts.worker_months(quarter, by=person())
        for first_day, names in missing(workers, quarter, today()).items():
            link("contacts", gap_sentence(first_day, names))


def gap_sentence(first_day: date, names: Sequence[str]) -> str:
    """„3 medarbejdere har ingen registreringer i maj 2026“."""
    return t("contacts.gap", n=len(names), month=month(language(), first_day))


def _draw_names(names: Sequence[str]) -> None:
    """The names; the rest of a long list is folded away."""
    st.caption(literal(", ".join(names[:MOST])))
    if names[MOST:]:
        with st.expander(t("contacts.gap_more", n=len(names) - MOST)):
            st.caption(literal(", ".join(names[MOST:])))


def _draw_quarter(quarter: Quarter) -> None:
    st.markdown(f"**{t('contacts.quarter', n=str(quarter.number), year=str(quarter.first.year))}**")
    workers = queries.contacts.worker_months(quarter, by=person())
    lacking = missing(workers, quarter, today())
    if not workers:
        st.caption(t("contacts.no_workers"))
    elif not lacking:
        st.markdown(t("contacts.no_gaps"))
    for first_day, names in lacking.items():
        st.markdown(gap_sentence(first_day, names))
        _draw_names(names)
    st.caption(t("contacts.report_by", date=last_day_to_report(quarter)))
