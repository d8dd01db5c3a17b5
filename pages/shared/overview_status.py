"""The blocks of the status page: what is late, what comes next, the steps, and the caseloads."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from core.codes import Method, Step
from core.outlook import Outlook, soonest_first
from core.pathway import OPEN_STEPS
from core.records.caseload import CaseloadLine
from core.records.overview import Standing
from pages.shared.caseload_words import line_name
from pages.shared.frame import t
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.navigation import page_of
from pages.shared.overview_due import due_link

NEXT = 10
"""How many things to do the list shows."""
HEADINGS = {
    "alone": "milestone.status.alone",
    "homes": "home_part.status",
    "milestones": "milestone.status.heading",
}
"""The headings of what is told beside the next thing to do, in their order."""

FULLEST = 15
"""How many caseloads lead to their list; a larger municipality finds the others folded away."""


def list_link(label: str, query: Mapping[str, str]) -> None:
    """A link to the list of young people with these filters."""
    st.page_link(page_of("young_people"), label=label, query_params=dict(query))


def draw_overdue(outlook: Outlook) -> None:
    """How many are late with what; each figure leads to the young people behind it."""
    draw_heading(t("status.overdue"))
    late = {kind: count for kind, count in outlook.late.items() if count}
    if not late:
        st.success(t("status.nothing_overdue"))
    for kind, count in late.items():
        list_link(t("status.figure", n=count, what=kind), {"overdue": kind.value})


def draw_next(standings: Sequence[Standing]) -> None:
    """The next thing to do for each young person, soonest first."""
    draw_heading(t("status.next"))
    coming = soonest_first(
        (standing, standing.next) for standing in standings if standing.next is not None
    )
    if not any(due.overdue for _, due in coming):
        st.success(t("status.nothing_overdue"))
    for standing, due in coming[:NEXT]:
        due_link(standing, due)
    if len(coming) > NEXT:
        list_link(t("status.all_next", n=len(coming)), {"sort": "due"})


def draw_beside(outlook: Outlook) -> None:
    """What is told beside the next thing to do, each group under its heading."""
    for group, heading in HEADINGS.items():
        found = outlook.beside[group]
        if not found:
            continue
        with st.container(border=True):
            draw_heading(t(heading))
            for standing, due in found[:NEXT]:
                due_link(standing, due)
            if len(found) > NEXT:
                st.caption(t("milestone.status.more", n=len(found) - NEXT))


def draw_steps(outlook: Outlook) -> None:
    """How many young people stand on each step; each figure leads to them."""
    draw_heading(t("status.steps"))
    if not outlook.cases:
        st.info(t("status.empty"))
        link("referral", t("referral.new"), new="1")
        return
    list_link(t("status.figure_all", n=outlook.cases), {})
    for step, count in outlook.steps.items():
        if step in OPEN_STEPS and count:
            list_link(t("status.figure", n=count, what=Step(step)), {"step": step.value})


def draw_caseloads(lines: Sequence[CaseloadLine], on: date) -> None:
    """Who has how many of how many, the fullest first; over the cap and set aside is said."""
    draw_heading(t("status.caseload"))
    if not lines:
        st.caption(t("status.no_caseload"))
        return
    ordered = sorted(lines, key=_fullness)
    for line in ordered[:FULLEST]:
        list_link(_row(line, on), _behind(line))
    others = ordered[FULLEST:]
    if others:
        _draw_folded(others, on)


def _draw_folded(lines: Sequence[CaseloadLine], on: date) -> None:
    """Worded only when unfolded: 200 lines cost more than all the rest of the page."""
    label = t("status.other_caseloads", n=len(lines))
    folded = st.expander(label, key="status.other_caseloads", on_change="rerun")
    if folded.open:
        folded.markdown("\n".join(f"- {_row(line, on)}" for line in lines))


def _fullness(line: CaseloadLine) -> float:
    return -line.active / max(line.cap, 1)


def _row(line: CaseloadLine, on: date) -> str:
    remarks = [t("status.over")] if line.over else []
    remarks += [_granted(until) for until in _set_aside(line, on)]
    active = t("status.of_cap", active=line.active, cap=line.cap)
    told = t("status.caseload_row", name=line.name, method=line_name(line), active=active)
    return " · ".join([told, *remarks])


def _behind(line: CaseloadLine) -> dict[str, str]:
    """The filters that show the young people of the line; a coordinator has all combinations."""
    if line.method is Method.SM:
        return {"worker": line.staff_id}
    return {"worker": line.staff_id, "combination": f"{Method.SM}_{line.method}"}


def _set_aside(line: CaseloadLine, on: date) -> list[date | None]:
    return [granted.valid_to for granted in line.overrides if granted.in_force(on)]


def _granted(until: date | None) -> str:
    return t("status.granted_until", date=until) if until else t("status.granted")
