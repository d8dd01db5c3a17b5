"""Questions about support courses and contacts of a case."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from core.codes import Method
from core.contacts import methods_for
from core.permissions import Act, may
from core.records.caseload import Granted
from core.records.people import Person, Reach
from core.records.support import (
    ContactLine,
    MethodChanged,
    MonthSum,
    Pause,
    SupportCourse,
    WorkerChange,
)
from db.engine import reading
from db.kept import kept_by_case
from db.models import (
    CaseEventRow,
    CaseRow,
    ContactRow,
    OverrideRow,
    PauseRow,
    SupportCourseRow,
)
from db.queries.naming import readable
from db.queries.staff_rows import names_of
from db.queries.visible import reach_of, sees

LATEST = 20
"""How many contacts a list shows."""

MONTHS = 12
"""How many months of sums a list shows."""

WORKER_CHANGED, START_MOVED = "worker_changed", "support_start_moved"
METHOD_CHANGED = "method_changed"


def courses(case_id: str, *, by: Person) -> list[SupportCourse]:
    """The support courses, newest first; empty where the person may not see the case."""
    return list(readable(_courses(case_id), case_id, by=by)) if sees(by, case_id) else []


@kept_by_case
def _courses(case_id: str) -> tuple[SupportCourse, ...]:
    with reading() as session:
        rows = course_rows(session, case_id)
        names = names_of(session, {row.worker_id for row in rows})
        return tuple(_course(session, row, names) for row in reversed(rows))


def course_rows(session: Session, case_id: str) -> list[SupportCourseRow]:
    """The support courses of a case, oldest first, within a transaction."""
    query = (
        select(SupportCourseRow)
        .where(SupportCourseRow.case_id == case_id)
        .order_by(SupportCourseRow.start_date, SupportCourseRow.id)
    )
    return list(session.scalars(query))


def open_course(session: Session, case_id: str) -> SupportCourseRow | None:
    """The support course that has not ended, within a transaction."""
    return next((row for row in course_rows(session, case_id) if row.end_date is None), None)


def pause_rows(session: Session, course_id: str) -> list[PauseRow]:
    """The pauses of a course, oldest first, within a transaction."""
    query = select(PauseRow).where(PauseRow.course_id == course_id)
    return list(session.scalars(query.order_by(PauseRow.from_date, PauseRow.id)))


def contact_methods(
    session: Session, case: CaseRow, reach: Reach, by: Person
) -> tuple[Method, ...]:
    """The methods in which the person records contacts on the case, within a transaction.

    The courses are asked for where one of them is theirs.
    """
    own = not by.stands_for.isdisjoint(reach.worker_ids)
    running = _running(session, case) if own else _building(case)
    return methods_for(by.stands_for, case.coordinator_id, running)


def _building(case: CaseRow) -> dict[str, Method]:
    return {case.contact_worker_id: Method.CTI} if case.contact_worker_id else {}


def _running(session: Session, case: CaseRow) -> Mapping[str, Method]:
    """Who builds contact with the young person or supports them, each with the method."""
    running, course = _building(case), SupportCourseRow
    courses = select(course.worker_id, course.method, course.start_date, course.id).where(
        course.case_id == case.id, course.end_date.is_(None)
    )
    for worker_id, method, *_ in sorted(session.execute(courses), key=itemgetter(2, 3)):
        running[worker_id] = Method(method)
    return running


def own_methods(case_id: str, *, by: Person) -> tuple[Method, ...]:
    """The methods in which the person records contacts on the case."""
    found = _supporting(case_id)
    if found is None or not may(by, Act.GIVE_SUPPORT, found[0]):
        return ()
    return methods_for(by.stands_for, found[0].coordinator_id, found[1])


@kept_by_case
def _supporting(case_id: str) -> tuple[Reach, Mapping[str, Method]] | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        return None if case is None else (reach_of(session, case), _running(session, case))


def contacts(case_id: str, *, by: Person) -> list[ContactLine]:
    """The latest contacts, newest first; empty where the person may not see the case."""
    return list(readable(_latest(case_id), case_id, by=by)) if sees(by, case_id) else []


@kept_by_case
def _latest(case_id: str) -> tuple[ContactLine, ...]:
    with reading() as session:
        query = (
            select(ContactRow)
            .where(ContactRow.case_id == case_id)
            .order_by(ContactRow.date.desc(), ContactRow.id.desc())
            .limit(LATEST)
        )
        rows = list(session.scalars(query))
        names = names_of(session, {row.worker_id for row in rows})
        return tuple(contact_of(row, names.get(row.worker_id, row.worker_id)) for row in rows)


def month_sums(case_id: str, *, by: Person) -> list[MonthSum]:
    """Contacts and minutes by month and method, newest first; the latest twelve months with any."""
    return list(_sums(case_id)) if sees(by, case_id) else []


@kept_by_case
def _sums(case_id: str) -> tuple[MonthSum, ...]:
    with reading() as session:
        year, month = extract("year", ContactRow.date), extract("month", ContactRow.date)
        query = (
            select(year, month, ContactRow.method, func.count(), func.sum(ContactRow.minutes))
            .where(ContactRow.case_id == case_id)
            .group_by(year, month, ContactRow.method)
            .order_by(year.desc(), month.desc(), ContactRow.method)
        )
        sums = [
            MonthSum(date(int(y), int(m), 1), Method(method), int(number), int(minutes))
            for y, m, method, number, minutes in session.execute(query)
        ]
        shown = sorted({line.month for line in sums}, reverse=True)[:MONTHS]
        return tuple(line for line in sums if line.month in shown)


def course_of(session: Session, row: SupportCourseRow) -> SupportCourse:
    """One course as a record, within a transaction."""
    return _course(session, row, names_of(session, {row.worker_id}))


def _course(session: Session, row: SupportCourseRow, names: dict[str, str]) -> SupportCourse:
    return SupportCourse(
        id=row.id,
        version=row.version,
        method=Method(row.method),
        worker_id=row.worker_id,
        worker_name=names.get(row.worker_id, row.worker_id),
        start_date=row.start_date,
        end_date=row.end_date,
        end_reason=row.end_reason,
        follow_on_support=row.follow_on_support,
        follow_on_note=row.follow_on_note,
        handover_agreed_date=row.handover_agreed_date,
        pauses=tuple(_pause(pause) for pause in pause_rows(session, row.id)),
        changes=tuple(_changes(session, row)),
        overrides=tuple(_granted(session, row)),
        method_changed=_method_changed(session, row),
    )


def _pause(row: PauseRow) -> Pause:
    return Pause(row.id, row.version, row.from_date, row.to_date, row.reason, row.note)


def _changes(session: Session, course: SupportCourseRow) -> list[WorkerChange]:
    return [
        WorkerChange(row.date, what["before"], what["after"], row.reason, row.by_name)
        for row, what in _events(session, course, WORKER_CHANGED)
    ]


def _method_changed(session: Session, course: SupportCourseRow) -> MethodChanged | None:
    if course.end_date is None:
        return None
    for row, what in _events(session, course, METHOD_CHANGED):
        return MethodChanged(row.date, Method(what["after"]), row.reason, row.by_name)
    return None


def _events(
    session: Session, course: SupportCourseRow, kind: str
) -> list[tuple[CaseEventRow, dict[str, str]]]:
    query = (
        select(CaseEventRow)
        .where(CaseEventRow.case_id == course.case_id, CaseEventRow.kind == kind)
        .order_by(CaseEventRow.date, CaseEventRow.id)
    )
    told = [(row, json.loads(row.details or "{}")) for row in session.scalars(query)]
    return [(row, what) for row, what in told if what.get("course_id") == course.id]


def _granted(session: Session, course: SupportCourseRow) -> list[Granted]:
    rows: Sequence[OverrideRow] = session.scalars(
        select(OverrideRow).where(OverrideRow.subject_id == course.id).order_by(OverrideRow.id)
    ).all()
    names = names_of(session, {row.staff_id for row in rows if row.staff_id})
    return [
        Granted(
            rule=row.rule,
            worker_name=names.get(row.staff_id or ""),
            reason=row.reason,
            granted=row.date,
            valid_to=row.valid_to,
            by_name=row.by_name,
        )
        for row in rows
    ]


def contact_of(row: ContactRow, worker_name: str) -> ContactLine:
    """One contact as a record."""
    return ContactLine(
        id=row.id,
        version=row.version,
        day=row.date,
        worker_id=row.worker_id,
        worker_name=worker_name,
        method=Method(row.method),
        activity=row.activity,
        minutes=row.minutes,
        mode=row.mode,
        place=row.place,
        with_network=row.with_network,
        note=row.note,
    )
