"""The two individual reports of every third month (guide 2018 p. 27; R13).

«Samarbejde» is the coordinator's: the young person's situation and what was received in
Samarbejdsmodellen. «Støtte» is the support worker's: the housing support received. The sources name
no more of their content than that: the form is our own, facts first, then a few short answers.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from core.calendar import add_months
from core.codes import Method
from core.errors import RuleBroken
from core.permissions import Act, may
from core.records.people import Person, Reach
from core.records.reports import Report, ReportKind, ReportState, Told
from core.texts import TEXT, check_code, check_order, optional_text, past_date, required_text

ACT: Mapping[ReportKind, Act] = MappingProxyType(
    {ReportKind.COLLAB: Act.REPORT_COLLABORATION, ReportKind.SUPPORT: Act.REPORT_SUPPORT}
)
"""The act that a report of the kind is."""

METHODS: Mapping[ReportKind, frozenset[Method]] = MappingProxyType(
    {
        ReportKind.COLLAB: frozenset({Method.SM}),
        ReportKind.SUPPORT: frozenset({Method.CTI, Method.ICM}),
    }
)
"""The methods whose contacts stand in a report of the kind."""

QUESTIONS = ("what_changed", "went_well", "is_hard", "what_next")
"""The short texts, in the order in which they are asked."""


class ReportLocked(RuleBroken):
    """The report is submitted; it must be reopened with a reason before it can be changed."""

    code = "report_locked"


class ReportNotSubmitted(RuleBroken):
    """Only a submitted report can be reopened."""

    code = "report_not_submitted"


class ReportUnderWay(RuleBroken):
    """A draft of the same kind is begun already (facts: from_date)."""

    code = "report_under_way"


class ReportOverlaps(RuleBroken):
    """Another report of the same kind covers some of the days (facts: from_date, to_date)."""

    code = "report_overlaps"


def next_period(begun: date, last: date | None, months: int, on: date) -> tuple[date, date]:
    """The days that a new report begins with: after the latest one, else the months just past."""
    if last is not None and begun <= last < on:
        return last + timedelta(days=1), on
    return max(begun, add_months(on, -months) + timedelta(days=1)), on


def own_kinds(person: Person, reach: Reach, *, supported: bool) -> tuple[ReportKind, ...]:
    """The reports that are the person's to write; none on support where there was no support."""
    return tuple(
        kind
        for kind in ReportKind
        if may(person, ACT[kind], reach) and (supported or kind is ReportKind.COLLAB)
    )


def checked_period(
    from_date: date | None, to_date: date | None, *, begun: date, on: date
) -> tuple[date, date]:
    """The days. Raises MissingValue, DateInFuture or DatesOutOfOrder."""
    first = past_date("from_date", from_date, on)
    last = past_date("to_date", to_date, on)
    check_order("from_date", begun, first)
    check_order("to_date", first, last)
    return first, last


def check_apart(first: date, last: date, others: Iterable[Report]) -> None:
    """Raises ReportOverlaps where another submitted report of the kind has days in common."""
    for other in others:
        if other.locked and other.from_date <= last and first <= other.to_date:
            raise ReportOverlaps("from_date", from_date=other.from_date, to_date=other.to_date)


def checked_told(told: Told, on: date, *, submitted: bool) -> Told:
    """The cleaned texts. To submit, what comes next and the need ahead must be told."""
    needed = required_text if submitted else optional_text
    return Told(
        what_changed=optional_text("what_changed", told.what_changed, TEXT),
        went_well=optional_text("went_well", told.went_well, TEXT),
        is_hard=optional_text("is_hard", told.is_hard, TEXT),
        what_next=needed("what_next", told.what_next, TEXT),
        need=check_code("need", "report_need", told.need, on) if submitted or told.need else None,
    )


def check_draft(state: ReportState) -> None:
    """Raises ReportLocked for a submitted report."""
    if state is ReportState.SUBMITTED:
        raise ReportLocked


def check_submitted(state: ReportState) -> None:
    """Raises ReportNotSubmitted for a draft."""
    if state is not ReportState.SUBMITTED:
        raise ReportNotSubmitted


def check_none_under_way(others: Iterable[Report]) -> None:
    """Raises ReportUnderWay where a draft of the kind is begun."""
    for other in others:
        if not other.locked:
            raise ReportUnderWay(from_date=other.from_date)
