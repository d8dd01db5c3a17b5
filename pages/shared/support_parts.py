"""The parts of a page about a case: one in sight, named in the address."""

from collections.abc import Sequence

import streamlit as st

from core.records.cases import CaseHeader
from pages.shared.frame import recall, t
from pages.shared.links import link
from pages.shared.switches import draw_row

OPENED = ("contact", "do")
"""What the address can open within a part: a contact by its id, a form by its name."""


def choose_part(page: str, case: CaseHeader, parts: Sequence[str], first: str) -> str:
    """The part in the address, or the first to look at; drawn as a row to choose from."""
    return part_of(page, case.id, parts, first)


def part_of(page: str, subject_id: str, parts: Sequence[str], first: str) -> str:
    """The same for a page about something else, by its id. Of one part there is no row."""
    if len(parts) == 1:
        return parts[0]
    asked = st.query_params.get("part", "")
    part = asked if asked in parts else first
    key = f"{page}.part.{subject_id}"
    words = {each: t(f"{page}.part.{each}") for each in parts}
    draw_row(t(f"{page}.parts"), words, part, key, key=key, on_change=_go_to)
    return part


def _go_to(key: str) -> None:
    st.query_params["part"] = recall(key)
    for opened in OPENED:
        st.query_params.pop(opened, None)


def part_link(page: str, case: CaseHeader, part: str, label: str, **more: str) -> None:
    """A link to a part of a page about the case."""
    address = {"case": str(case.number), "part": part, **more}
    link(page, label, **address)
