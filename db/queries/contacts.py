"""Questions about one worker's contacts: whom they are with, the latest, the week, and the gaps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, extract, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.calendar import add_months
from core.codes import Method, Step
from core.completeness import Quarter
from core.contacts import methods_for
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, Scope, scopes
from core.records.contacts import Corrected, OwnYoungPerson, WeekLine, WorkerMonths
from core.records.people import Person
from core.records.support import ContactLine
from core.week import Week
from db.engine import reading
from db.kept import Kept
from db.log.chain import facts_of
from db.models import (
    AuditRow,
    CaseRow,
    ContactRow,
    StaffRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.naming import LISTED_NAME, LISTED_ORDER
from db.queries.rows import gathered
from db.queries.staff_rows import staff_of
from db.queries.support import contact_of

LATEST = 200
"""How many contacts tell what is usual."""

WORKERS = 64
"""Of how many workers the young people and the latest contacts are kept."""


def own_young_people(*, by: Person) -> tuple[OwnYoungPerson, ...]:
    """Whom the worker records contacts with, those of absent colleagues too, in Danish order.

    None for who is not on the staff list.
    """
    return _own_of(by.stands_for) if by.staff_id is not None else ()


def _make_own(staff_ids: frozenset[str]) -> tuple[OwnYoungPerson, ...]:
    with reading() as session:
        courses = _open_courses(session, staff_ids)
        rows = session.execute(
            select(
                CaseRow.id,
                CaseRow.number,
                CaseRow.coordinator_id,
                CaseRow.contact_worker_id,
                LISTED_NAME.label("name"),
            )
            .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
            .where(
                CaseRow.step.in_([step.value for step in ACCEPTED_STEPS]),
                or_(
                    CaseRow.coordinator_id.in_(staff_ids),
                    CaseRow.contact_worker_id.in_(staff_ids),
                    CaseRow.id.in_(courses),
                ),
            )
            .order_by(*LISTED_ORDER)
        )
        return tuple(_own(row, staff_ids, courses) for row in rows)


_own_of = Kept(_make_own, most=WORKERS)


def _open_courses(session: Session, staff_ids: frozenset[str]) -> dict[str, dict[str, Method]]:
    """By case: the open courses of these workers."""
    rows = session.execute(
        select(SupportCourseRow.case_id, SupportCourseRow.worker_id, SupportCourseRow.method).where(
            SupportCourseRow.worker_id.in_(staff_ids), SupportCourseRow.end_date.is_(None)
        )
    )
    found: dict[str, dict[str, Method]] = defaultdict(dict)
    for case_id, worker_id, method in rows:
        found[case_id][worker_id] = Method(method)
    return found


def _own(
    case: Any, staff_ids: frozenset[str], courses: Mapping[str, Mapping[str, Method]]
) -> OwnYoungPerson:
    building = {case.contact_worker_id: Method.CTI} if case.contact_worker_id else {}
    methods = methods_for(staff_ids, case.coordinator_id, {**building, **courses.get(case.id, {})})
    return OwnYoungPerson(case.id, case.number, case.name, methods)


def latest(*, by: Person) -> tuple[ContactLine, ...]:
    """The worker's latest contacts, the last recorded first."""
    return _latest_of(by.staff_id, by.name) if by.staff_id is not None else ()


def _make_latest(staff_id: str, name: str) -> tuple[ContactLine, ...]:
    with reading() as session:
        rows = session.scalars(
            select(ContactRow)
            .where(ContactRow.worker_id == staff_id)
            .order_by(ContactRow.id.desc())
            .limit(LATEST)
        )
        return tuple(contact_of(row, name) for row in rows)


_latest_of = Kept(_make_latest, most=WORKERS)


def last_case(*, by: Person) -> str | None:
    """The case that the worker last recorded a contact on."""
    if by.staff_id is None:
        return None
    with reading() as session:
        return session.scalar(
            select(ContactRow.case_id)
            .where(ContactRow.worker_id == by.staff_id)
            .order_by(ContactRow.id.desc())
            .limit(1)
        )


def week(asked: Week, *, by: Person) -> tuple[WeekLine, ...]:
    """The worker's own contacts of the week by day, each day in the order they were recorded."""
    if by.staff_id is None:
        return ()
    with reading() as session:
        rows = session.execute(
            select(ContactRow, CaseRow.number, LISTED_NAME.label("name"))
            .join(CaseRow, CaseRow.id == ContactRow.case_id)
            .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
            .where(
                ContactRow.worker_id == by.staff_id,
                ContactRow.date >= asked.monday,
                ContactRow.date <= asked.sunday,
            )
            .order_by(ContactRow.date, ContactRow.id)
        ).all()
        corrected = _corrected(session, [row.id for row, _, _ in rows if row.version > 1])
        return tuple(
            WeekLine(contact_of(row, by.name), number, name, corrected.get(row.id))
            for row, number, name in rows
        )


def _corrected(session: Session, ids: list[str]) -> dict[str, Corrected]:
    """The last correction of each: the log knows who and when."""
    lines = session.scalars(
        select(AuditRow)
        .where(
            AuditRow.table_name == ContactRow.__tablename__,
            AuditRow.row_id.in_(ids),
            AuditRow.row_version > 1,
        )
        .order_by(AuditRow.row_version)
    )
    return {
        line.row_id: Corrected(line.name or "?", line.time)
        for line in lines
        if facts_of(line.changes)
    }


def worker_months(quarter: Quarter, *, by: Person) -> tuple[WorkerMonths, ...]:
    """Every worker with young people in the quarter, by name; for who sees all cases only.

    A month is busy where the worker was employed and had a case or a support course in it.
    """
    return _worker_months(quarter) if Scope.ALL in scopes(by, Act.SEE_CASE) else ()


def _made(quarter: Quarter) -> tuple[WorkerMonths, ...]:
    with reading() as session:
        spans = [*_coordinated(session, quarter), *_supported(session, quarter)]
        recorded = gathered(months_recorded(session, quarter.first, quarter.last))
        busy: dict[str, set[date]] = defaultdict(set)
        for staff_id, first, last in spans:
            busy[staff_id].update(_touched(quarter, first, last))
        staff = staff_of(session, StaffRow.id.in_(busy))
        return tuple(
            WorkerMonths(
                row.id,
                row.name,
                frozenset(busy[row.id] & _touched(quarter, row.active_from, row.active_to)),
                frozenset(recorded.get(row.id, ())),
            )
            for row in staff
        )


_worker_months = Kept(_made, most=4)


def every_workers_months(quarter: Quarter) -> tuple[WorkerMonths, ...]:
    """The same for other queries: nobody's rights are asked."""
    return _worker_months(quarter)


def _touched(quarter: Quarter, first: date | None, last: date | None) -> set[date]:
    """The quarter's months that have at least a day between the two, both included."""
    return {
        month
        for month in quarter.months
        if (first is None or first < add_months(month, 1)) and (last is None or last >= month)
    }


def _within(
    first: InstrumentedAttribute[Any], last: InstrumentedAttribute[Any], quarter: Quarter
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return first <= quarter.last, or_(last.is_(None), last >= quarter.first)


def _coordinated(session: Session, quarter: Quarter) -> Iterable[tuple[str, date, date | None]]:
    rows = session.execute(
        select(CaseRow.coordinator_id, CaseRow.start_date, CaseRow.end_date).where(
            CaseRow.coordinator_id.is_not(None),
            CaseRow.step != Step.REJECTED.value,
            *_within(CaseRow.start_date, CaseRow.end_date, quarter),
        )
    )
    return [(staff_id or "", first or quarter.first, last) for staff_id, first, last in rows]


def _supported(session: Session, quarter: Quarter) -> Iterable[tuple[str, date, date | None]]:
    course = SupportCourseRow
    rows = session.execute(
        select(course.worker_id, course.start_date, course.end_date).where(
            *_within(course.start_date, course.end_date, quarter)
        )
    )
    return [(staff_id, first, last) for staff_id, first, last in rows]


def months_recorded(session: Session, first: date, last: date) -> list[tuple[str, date]]:
    """Who recorded a contact in which months of these days, both included; a month by its first."""
    year, month = extract("year", ContactRow.date), extract("month", ContactRow.date)
    query = (
        select(ContactRow.worker_id, year, month)
        .where(ContactRow.date.between(first, last))
        .distinct()
        .order_by(ContactRow.worker_id, year, month)
    )
    return [(worker_id, date(int(y), int(m), 1)) for worker_id, y, m in session.execute(query)]
