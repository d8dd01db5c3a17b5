"""When one young person's records were opened and what for: on the page, and as a file for them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from core.case_numbers import case_number
from core.permissions import Act
from core.records.access_log import LookupsOf
from core.records.people import Person
from db import actions, queries
from pages.shared.access_log_lines import PAGE, ask_case
from pages.shared.documents.lookups_paper import lookups_paper, purposes_by_day
from pages.shared.documents.paper import Paper
from pages.shared.documents.paper_files import paper_pdf
from pages.shared.formats import literal
from pages.shared.frame import language, person, t, today
from pages.shared.heads import draw_name
from pages.shared.whose import place

SHOWN = 60
"""Days that stand on the page; the file has all."""


def draw_case() -> None:
    """The young person of the address, or the question whom it is about."""
    st.caption(t(f"{PAGE}.of_person"))
    asked = ask_case()
    if asked is None:
        return
    number = case_number(asked)
    found = queries.access_log.lookups_at(number, by=person()) if number is not None else None
    if found is None:
        st.error(t("refusal.not_found"))
        return
    draw_name(_whose(found))
    if not found.lookups:
        st.info(t(f"{PAGE}.no_lookups"))
        return
    _draw_list(purposes_by_day(found.lookups, language()))
    _draw_file(found)


def _whose(found: LookupsOf) -> str:
    number = t("case.number", number=str(found.number))
    return number if found.protected else f"{literal(found.name)} · {number}"


def _draw_list(days: Sequence[tuple[date, str]]) -> None:
    lines = [f"- {t(f'{PAGE}.day', date=day)} · {literal(purposes)}" for day, purposes in days]
    st.markdown("\n".join(lines[:SHOWN]))
    if len(lines) > SHOWN:
        st.caption(t(f"{PAGE}.more_days", n=len(lines) - SHOWN))


def _draw_file(found: LookupsOf) -> None:
    months = queries.settings.in_force(today()).log_months
    made = lookups_paper(found, language=language(), place=place(), on=today(), months=months)
    st.download_button(
        t(f"{PAGE}.file"),
        data=partial(_handed_out, made, found.case_id, person()),
        file_name=f"ungespor-{found.number}-opslag-{today().isoformat()}.pdf",
        mime="application/pdf",
        key=f"{PAGE}.file",
        on_click="ignore",
    )


def _handed_out(made: Paper, case_id: str, by: Person) -> bytes:
    """The file; that it was made is written down first."""
    facts: Mapping[str, str] = {"file": "pdf"}
    actions.looks.handed_out("lookups", facts, act=Act.REVIEW_ACCESS, by=by, case_id=case_id)
    return paper_pdf(made)
