"""Open support courses with what they have of plans, notes, agreements; for `open_cases` only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Method
from core.cti_progress import FACE_TO_FACE, counted
from core.support import Phase, cti_phases
from db.conditions import Only, of_cases
from db.models import (
    ContactRow,
    IcmAgreementRow,
    IcmReviewRow,
    PhasePlanRow,
    StaffRow,
    SupportCourseRow,
)
from db.queries.rows import by_case, rows

_PHASES = {phase.value: phase for phase in Phase}


@dataclass(frozen=True, slots=True)
class OpenSupport:
    """The open support courses of one case."""

    worker_ids: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    since: date | None = None
    cti_start: date | None = None
    handover_agreed_date: date | None = None


_NO_SUPPORT = OpenSupport()


@dataclass(frozen=True, slots=True)
class Followed:
    """What the open course of one case has; `met` are meetings out, and with the network."""

    planned: frozenset[Phase] = frozenset()
    closed: frozenset[Phase] = frozenset()
    met: tuple[int, int] = (0, 0)
    icm_start: date | None = None


def open_support(session: Session, only: Only) -> dict[str, OpenSupport]:
    """By case: its open support courses; only where there is one."""
    courses = (
        select(
            SupportCourseRow.case_id,
            SupportCourseRow.worker_id,
            StaffRow.name,
            SupportCourseRow.method,
            SupportCourseRow.start_date,
            SupportCourseRow.handover_agreed_date,
        )
        .join(StaffRow, StaffRow.id == SupportCourseRow.worker_id)
        .where(SupportCourseRow.end_date.is_(None), of_cases(SupportCourseRow.case_id, only))
        .order_by(SupportCourseRow.start_date.desc(), SupportCourseRow.id.desc())
    )
    found: dict[str, OpenSupport] = {}
    for case_id, worker_id, name, method, start, handover in rows(session, courses):
        so_far = found.get(case_id, _NO_SUPPORT)
        cti = method == Method.CTI.value
        found[case_id] = OpenSupport(
            worker_ids=so_far.worker_ids | {worker_id},
            names=(*so_far.names, name),
            since=start,
            cti_start=start if cti else so_far.cti_start,
            handover_agreed_date=handover if cti else so_far.handover_agreed_date,
        )
    return found


@dataclass(slots=True)
class _Found:
    planned: set[Phase] = field(default_factory=set)
    closed: set[Phase] = field(default_factory=set)


def followed(session: Session, only: Only) -> dict[str, Followed]:
    """By case: what its open course has; only where there is a course."""
    starts = _starts(session, only)
    icm = {case_id: start for case_id, (method, start) in starts.items() if method == Method.ICM}
    cti = {case_id: start for case_id, (method, start) in starts.items() if method == Method.CTI}
    told = _plans(session, only)
    first = {case: day for case, day in cti.items() if Phase.TRANSITION not in told[case].closed}
    met = _met(session, first) if first else {}
    return {
        case_id: Followed(
            planned=frozenset(told[case_id].planned),
            closed=frozenset(told[case_id].closed),
            met=met.get(case_id, (0, 0)),
            icm_start=icm.get(case_id),
        )
        for case_id in starts
    }


def _starts(session: Session, only: Only) -> dict[str, tuple[str, date]]:
    course = SupportCourseRow
    query = (
        select(course.case_id, course.method, course.start_date)
        .where(course.end_date.is_(None), of_cases(course.case_id, only))
        .order_by(course.start_date, course.id)
    )
    return {case_id: (method, start) for case_id, method, start in rows(session, query)}


def agreed(session: Session, _: date, only: Only) -> dict[str, bool]:
    """By case: that goals and rhythm are agreed in its open course; only where they are."""
    query = (
        select(SupportCourseRow.case_id)
        .select_from(IcmAgreementRow)
        .join(SupportCourseRow, SupportCourseRow.id == IcmAgreementRow.course_id)
        .where(SupportCourseRow.end_date.is_(None), of_cases(SupportCourseRow.case_id, only))
    )
    return {row[0]: True for row in rows(session, query)}


def _plans(session: Session, only: Only) -> Mapping[str, _Found]:
    plan = PhasePlanRow
    query = (
        select(plan.case_id, plan.phase, plan.made_date, plan.closed_date)
        .join(SupportCourseRow, SupportCourseRow.id == plan.course_id)
        .where(SupportCourseRow.end_date.is_(None), of_cases(SupportCourseRow.case_id, only))
    )
    found: dict[str, _Found] = defaultdict(_Found)
    for case_id, phase, made, closed in rows(session, query):
        if made is not None:
            found[case_id].planned.add(_PHASES[phase])
        if closed is not None:
            found[case_id].closed.add(_PHASES[phase])
    return found


def _met(session: Session, starts: Mapping[str, date]) -> dict[str, tuple[int, int]]:
    """Meetings in the first phase of the courses that have not closed it."""
    contact = ContactRow
    query = (
        select(
            contact.case_id,
            contact.date,
            contact.activity,
            contact.mode,
            contact.place,
            contact.with_network,
        )
        .where(
            contact.case_id.in_(list(starts)),
            contact.method == Method.CTI.value,
            contact.mode == FACE_TO_FACE,
            contact.date >= min(starts.values(), default=date.max),
        )
        .order_by(contact.case_id)
    )
    return {
        case_id: _sums(starts[case_id], [row[1:] for row in lines])
        for case_id, lines in groupby(rows(session, query), key=itemgetter(0))
    }


def _sums(start: date, lines: Sequence[tuple[Any, ...]]) -> tuple[int, int]:
    first = cti_phases(start)[0]
    within = [counted(*line) for line in lines if first.first <= line[0] <= first.last]
    return sum(each.out for each in within), sum(each.network for each in within)


def next_review(session: Session, _: date, only: Only) -> dict[str, date]:
    """By case: the day that the last review of its open course set for the next."""
    review = IcmReviewRow
    query = (
        select(SupportCourseRow.case_id, review.next_date)
        .select_from(review)
        .join(SupportCourseRow, SupportCourseRow.id == review.course_id)
        .where(SupportCourseRow.end_date.is_(None), of_cases(SupportCourseRow.case_id, only))
        .order_by(review.review_date, review.id)
    )
    return by_case(session, query)
