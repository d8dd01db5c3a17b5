"""Questions of the page about caseloads: every worker, the young people of one, and over time."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.caseload_months import Handed, Held, by_worker, days_of, held
from core.caseload_summary import LoadSummary, summary_of
from core.codes import Method, Step
from core.permissions import Act, Scope, everywhere, scopes
from core.records.caseload import Candidate, CaseloadLine, Charge, MonthLoad, WorkerLoad
from core.records.people import Person
from db.conditions import OPEN_CASE
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import CaseEventRow, CaseRow, StaffRow, SupportCourseRow, YoungPersonRow
from db.queries import overview
from db.queries.absences import in_force
from db.queries.caseload import workload_of
from db.queries.naming import LISTED_NAME, LISTED_ORDER
from db.queries.network import COORDINATOR_CHANGED
from db.queries.rows import gathered
from db.queries.staff_rows import staff_of
from db.queries.support import WORKER_CHANGED
from db.queries.visible import visible_to


def board(*, by: Person, on: date) -> tuple[WorkerLoad, ...]:
    """Every worker whose caseload the person sees, the fullest first."""
    if Scope.ALL in scopes(by, Act.SEE_CASE):
        return _board(on)
    return _loads(overview.caseloads(by=by, on=on), on)


def summary(*, by: Person, on: date) -> LoadSummary:
    """The same, summed up."""
    if Scope.ALL in scopes(by, Act.SEE_CASE):
        return _summary(on)
    return summary_of(board(by=by, on=on))


@Kept
def _board(on: date) -> tuple[WorkerLoad, ...]:
    return _loads(overview.every_caseload(on), on)


@Kept
def _summary(on: date) -> LoadSummary:
    return summary_of(_board(on))


def _loads(found: Iterable[CaseloadLine], on: date) -> tuple[WorkerLoad, ...]:
    lines = gathered((line.staff_id, line) for line in found)
    away = in_force(on)
    loads = (
        WorkerLoad(staff_id, each[0].name, each, away.get(staff_id))
        for staff_id, each in lines.items()
    )
    return tuple(sorted(loads, key=lambda load: -load.fullest))


def charges(staff_id: str, *, by: Person) -> tuple[Charge, ...]:
    """The worker's young people by method, then in Danish order; none where they are not told.

    To who is limited to areas only those that they see.
    """
    if staff_id in by.stands_for or everywhere(by, Act.SEE_CASE):
        return _charges(staff_id)
    if Scope.ALL not in scopes(by, Act.SEE_CASE):
        return ()
    with reading() as session:
        seen = set(session.scalars(select(CaseRow.number).where(visible_to(by))))
    return tuple(each for each in _charges(staff_id) if each.number in seen)


def _made(staff_id: str) -> tuple[Charge, ...]:
    with reading() as session:
        return (*_cases_of(session, staff_id), *_courses_of(session, staff_id))


_charges = kept_by_case(_made)


def _cases_of(session: Session, staff_id: str) -> Iterator[Charge]:
    rows = session.execute(
        select(CaseRow, LISTED_NAME.label("name"))
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.coordinator_id == staff_id, OPEN_CASE)
        .order_by(*LISTED_ORDER)
    )
    for row, name in rows:
        yield Charge(row.id, row.version, Method.SM, row.number, name, row.start_date)


def _courses_of(session: Session, staff_id: str) -> Iterator[Charge]:
    rows = session.execute(
        select(SupportCourseRow, CaseRow.number, LISTED_NAME.label("name"))
        .join(CaseRow, CaseRow.id == SupportCourseRow.case_id)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(SupportCourseRow.worker_id == staff_id, SupportCourseRow.end_date.is_(None))
        .order_by(SupportCourseRow.method, *LISTED_ORDER)
    )
    for row, number, name in rows:
        yield Charge(row.id, row.version, Method(row.method), number, name, row.start_date)


def candidates(*, by: Person, on: date) -> tuple[Candidate, ...]:
    """Everybody at work who can take young people on, by name; for who may move them only."""
    return _candidates(on) if Scope.ALL in scopes(by, Act.MOVE_CASELOAD) else ()


@Kept
def _candidates(on: date) -> tuple[Candidate, ...]:
    lines: dict[str, dict[Method, int]] = defaultdict(dict)
    for line in overview.every_caseload(on):
        lines[line.staff_id][line.method] = line.active
    away = in_force(on)
    with reading() as session:
        return tuple(
            Candidate(
                staff_id=row.id,
                methods=frozenset(lines[row.id]),
                load=workload_of(row, lines[row.id]),
                away=row.id in away,
            )
            for row in staff_of(session, StaffRow.id.in_(lines))
        )


def months(staff_id: str | None, *, by: Person, on: date) -> tuple[MonthLoad, ...]:
    """The worker's young people month by month, of all workers where None is asked for.

    Of all for who sees all cases; of one also for the worker and who stands in.
    """
    if Scope.ALL not in scopes(by, Act.SEE_CASE) and staff_id not in by.stands_for:
        return ()
    empty = tuple(MonthLoad(day, {}) for day in days_of(on))
    return _by_worker(on).get(staff_id, empty)


@Kept
def _by_worker(on: date) -> Mapping[str | None, tuple[MonthLoad, ...]]:
    with reading() as session:
        return by_worker(spans(session), days_of(on))


def spans(session: Session) -> tuple[Held, ...]:
    """Who had whom in which method, and when, of all times."""
    events = _events(session)
    return (*_coordinated(session, events), *_supported(session, events))


def _events(session: Session) -> Mapping[str, list[Handed]]:
    """Who passed a case or a course on and when, by the id of either."""
    found: dict[str, list[Handed]] = defaultdict(list)
    rows = session.execute(
        select(
            CaseEventRow.case_id, CaseEventRow.kind, CaseEventRow.date, CaseEventRow.details
        ).where(CaseEventRow.kind.in_((COORDINATOR_CHANGED, WORKER_CHANGED)))
    )
    for case_id, kind, day, details in rows:
        told: dict[str, Any] = json.loads(details or "{}")
        if kind == COORDINATOR_CHANGED:
            found[case_id].append(Handed(day, told["before"]))
        else:
            found[told["course_id"]].append(Handed(day, told["before_id"]))
    return found


def _coordinated(session: Session, events: Mapping[str, list[Handed]]) -> Iterator[Held]:
    rows = session.execute(
        select(
            CaseRow.id,
            CaseRow.coordinator_id,
            CaseRow.start_date,
            CaseRow.decision_date,
            CaseRow.referral_date,
            CaseRow.end_date,
        ).where(CaseRow.coordinator_id.is_not(None), CaseRow.step != Step.REJECTED.value)
    )
    for case_id, staff_id, start, decided, referred, end in rows:
        first = start or decided or referred
        yield from held(Method.SM, staff_id or "", first, end, events.get(case_id, ()))


def _supported(session: Session, events: Mapping[str, list[Handed]]) -> Iterator[Held]:
    course = SupportCourseRow
    rows = session.execute(
        select(course.id, course.method, course.worker_id, course.start_date, course.end_date)
    )
    for course_id, method, staff_id, start, end in rows:
        yield from held(Method(method), staff_id, start, end, events.get(course_id, ()))
