"""What the costs of a period are made of; the hours are those of the tallies (`core.tallies`)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, extract, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.calendar import add_months
from core.codes import Combination, Method, Variant
from core.permissions import Act, check_may
from core.records.costs import ActivitySpent, Silence, Spent, Stay, Work
from core.records.people import Person
from core.settings import rate_of
from core.tallies import Period
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow, ContactRow, SupportCourseRow
from db.queries.contacts import months_recorded
from db.queries.staff_rows import names_of
from db.queries.tallies.population import Scope
from db.queries.tallies.work import rate_parts

MONTH_MATTERS = 15
"""Days with a young person in a month from which hours are expected in it."""


def work(period: Period, variant: Variant | None = None, *, by: Person) -> Work:
    """Everything the costs of the period are made of. Raises NotAllowed."""
    check_may(by, Act.SEE_COSTS)
    return _work(period, variant)


def first_day(*, by: Person) -> date | None:
    """The first start of a course; None without any. Raises NotAllowed."""
    check_may(by, Act.SEE_COSTS)
    return _first_day()


@Kept
def _first_day() -> date | None:
    with reading() as session:
        return session.scalar(select(func.min(CaseRow.start_date)))


def _make(period: Period, variant: Variant | None) -> Work:
    scope = Scope(period, variant)
    with reading() as session:
        return Work(
            period=period,
            spent=tuple(_spent(session, scope)),
            activities=tuple(_activities(session, scope)),
            stays=(*_cases(session, scope), *_courses(session, scope)),
            silences=tuple(_silences(session, scope)),
        )


_work = Kept(_make, most=16)


# ---------------------------------------------------------------- minutes


def _spent(session: Session, scope: Scope) -> Iterator[Spent]:
    """Minutes in the period, and before it those of what ended in it."""
    for part, rates, within in _parts(session, scope.period):
        for case, method, course, own, year, minutes in session.execute(
            _minutes(scope, part, within=within)
        ):
            yield Spent(
                case_id=case,
                method=Method(method),
                course_id=course,
                by_coordinator=bool(own),
                year=int(year),
                rate=rate_of(rates, method),
                within=within,
                minutes=int(minutes),
            )


def _parts(session: Session, period: Period) -> Iterator[tuple[Period, Any, bool]]:
    """Spans of days with the same rates: of the time before the period, then of the period."""
    first = session.scalar(select(func.min(ContactRow.date)))
    before = period.from_date - timedelta(days=1)
    if first is not None and first <= before:
        for part, rates in rate_parts(session, Period(first, before)):
            yield part, rates, False
    for part, rates in rate_parts(session, period):
        yield part, rates, True


def _minutes(scope: Scope, part: Period, *, within: bool) -> Any:
    """Minutes by case, method, course, whether the coordinator's, and year; each minute once."""
    keys = (
        ContactRow.case_id.label("case_id"),
        ContactRow.method.label("method"),
        _course_of_contact().label("course_id"),
        func.coalesce(ContactRow.worker_id == CaseRow.coordinator_id, False).label("own"),
        extract("year", ContactRow.date).label("year"),
    )
    contacts = (
        select(*keys, ContactRow.minutes)
        .join(CaseRow, CaseRow.id == ContactRow.case_id)
        .where(Scope(part).within(ContactRow.date), scope.of_variant)
    )
    each = (contacts if within else contacts.where(_ended_later(scope))).subquery()
    by = (each.c.case_id, each.c.method, each.c.course_id, each.c.own, each.c.year)
    return select(*by, func.sum(each.c.minutes)).group_by(*by).order_by(*by)


def _course_of_contact() -> Any:
    """The support course a contact falls in; of two on one day the later made."""
    row = aliased(SupportCourseRow)
    return (
        select(func.max(row.id))
        .where(
            row.case_id == ContactRow.case_id,
            row.method == ContactRow.method,
            row.start_date <= ContactRow.date,
            or_(row.end_date.is_(None), row.end_date >= ContactRow.date),
        )
        .correlate(ContactRow)
        .scalar_subquery()
    )


def _ended_later(scope: Scope) -> Any:
    """The case, or a support course of it, ended in the period: then its whole cost is told."""
    ended = exists().where(
        SupportCourseRow.case_id == CaseRow.id, scope.within(SupportCourseRow.end_date)
    )
    return or_(scope.within(CaseRow.end_date), ended)


def _activities(session: Session, scope: Scope) -> Iterator[ActivitySpent]:
    for part, rates in rate_parts(session, scope.period):
        keys = (ContactRow.method, ContactRow.activity, extract("year", ContactRow.date))
        query = (
            select(*keys, func.sum(ContactRow.minutes))
            .where(Scope(part).within(ContactRow.date), scope.owns(ContactRow.case_id))
            .group_by(*keys)
            .order_by(*keys)
        )
        for method, activity, year, minutes in session.execute(query):
            yield ActivitySpent(
                Method(method), activity, int(year), rate_of(rates, method), int(minutes)
            )


# ---------------------------------------------------------------- days in course


def _cases(session: Session, scope: Scope) -> Iterator[Stay]:
    """The young people in course, one stay each."""
    query = (
        select(CaseRow.id, CaseRow.combination, CaseRow.start_date, CaseRow.end_date)
        .where(scope.served)
        .order_by(CaseRow.id)
    )
    for case, combination, start, end in session.execute(query):
        if start is not None:
            yield _stay(scope.period, case, Method.SM, None, combination, start, end)


def _courses(session: Session, scope: Scope) -> Iterator[Stay]:
    """The support courses that ran in the period."""
    row = SupportCourseRow
    query = (
        select(row.case_id, row.method, row.id, CaseRow.combination, row.start_date, row.end_date)
        .join(CaseRow, CaseRow.id == row.case_id)
        .where(
            scope.of_variant,
            row.start_date <= scope.period.to_date,
            or_(row.end_date.is_(None), row.end_date >= scope.period.from_date),
        )
        .order_by(row.case_id, row.start_date, row.id)
    )
    for case, method, course, combination, start, end in session.execute(query):
        yield _stay(scope.period, case, Method(method), course, combination, start, end)


def _stay(
    period: Period,
    case: str,
    method: Method,
    course: str | None,
    combination: str | None,
    start: date,
    end: date | None,
) -> Stay:
    first, last = max(start, period.from_date), min(end or period.to_date, period.to_date)
    return Stay(
        case_id=case,
        method=method,
        course_id=course,
        combination=Combination(combination) if combination else None,
        days=(last - first).days + 1,
        closed=end is not None and period.from_date <= end <= period.to_date,
    )


# ---------------------------------------------------------------- who wrote nothing


def _silences(session: Session, scope: Scope) -> Iterator[Silence]:
    """The months that lie whole in the period, with who had young people and wrote nothing."""
    busy, written = _busy(session, scope), _written(session, scope)
    names = names_of(session)
    for month in _months(scope.period):
        silent = busy[month] - written[month]
        if silent:
            yield Silence(month, tuple(name for key, name in names.items() if key in silent))


def _months(period: Period) -> list[date]:
    month = date(period.from_date.year, period.from_date.month, 1)
    found = []
    while add_months(month, 1) - timedelta(days=1) <= period.to_date:
        if month >= period.from_date:
            found.append(month)
        month = add_months(month, 1)
    return found


def _busy(session: Session, scope: Scope) -> dict[date, set[str]]:
    """Whoever had a young person for at least half of a month, by month."""
    cases = select(CaseRow.coordinator_id, CaseRow.start_date, CaseRow.end_date).where(
        scope.served, CaseRow.coordinator_id.is_not(None)
    )
    row = SupportCourseRow
    courses = select(row.worker_id, row.start_date, row.end_date).where(scope.owns(row.case_id))
    found: dict[date, set[str]] = defaultdict(set)
    months = _months(scope.period)
    for staff_id, start, end in (*session.execute(cases), *session.execute(courses)):
        for month in months:
            last = add_months(month, 1) - timedelta(days=1)
            days = (min(end or last, last) - max(start, month)).days + 1
            if days >= MONTH_MATTERS:
                found[month].add(staff_id)
    return found


def _written(session: Session, scope: Scope) -> dict[date, set[str]]:
    """Whoever registered hours in a month, by month; of any young person."""
    found: dict[date, set[str]] = defaultdict(set)
    for staff_id, month in months_recorded(session, scope.period.from_date, scope.period.to_date):
        found[month].add(staff_id)
    return found
