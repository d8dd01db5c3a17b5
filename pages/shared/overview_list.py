"""The rows of the list of young people: name, what is next, and the rest in small."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.calendar import age_on
from core.records.lists import ListLine
from pages.shared.case import case_link
from pages.shared.formats import literal, numbered
from pages.shared.frame import t
from pages.shared.overview_due import told

ABOUT = 560
"""Pixels for what stands beside the name; of one width, so that it begins in one line. Columns
would look the same and draw twice as many elements."""


def draw_lines(lines: Sequence[ListLine], on: date) -> None:
    """One row for each; on a phone name, what is next and the rest stand below each other."""
    for line in lines:
        with st.container(
            border=True,
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
        ):
            label = t("young_people.row", **numbered(line.name, line.number))
            case_link("young_person", line.number, label)
            st.markdown(_about(line, on), width=ABOUT)


def _about(line: ListLine, on: date) -> str:
    next_due = told(line.next_due) if line.next_due else t("young_people.nothing_due")
    facts = [t("case.age", n=age_on(line.birth_date, on))] if line.birth_date else []
    facts.append(t(f"code.step.{line.step}"))
    if line.combination is not None:
        facts.append(t(f"code.combination_short.{line.combination}"))
    people = [name for name in (line.coordinator_name, *line.worker_names) if name]
    facts.append(" / ".join(literal(name) for name in people) or t("young_people.nobody"))
    return f"{next_due}  \n:small[{' · '.join(facts)}]"
