"""What is due in the programme itself: the project report and the time (R14).

Each answers with one row for each thing; nobody's rights are asked.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select

from core.completeness import lacking, quarter_of
from core.notice_rules import RULES
from core.records.programme import ProgrammeDue, ProgrammeKind
from core.releases import closed_half_years, half_year_code
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow, HalfYearReportRow
from db.queries import contacts

A_DAY = timedelta(days=1)


def project_report(*, on: date) -> tuple[ProgrammeDue, ...]:
    """The reports of closed half-years that are not locked; `what` is the half-year's first day."""
    return _project_report(on)


@Kept
def _project_report(on: date) -> tuple[ProgrammeDue, ...]:
    rule, kind = RULES[ProgrammeKind.PROJECT_REPORT], ProgrammeKind.PROJECT_REPORT
    since = _first_day(on)
    if since is None:
        return ()
    with reading() as session:
        locked = set(
            session.scalars(
                select(HalfYearReportRow.from_date).where(
                    HalfYearReportRow.locked_time.is_not(None)
                )
            )
        )
    found = [
        ProgrammeDue(
            kind,
            rule.last_day(period.to_date),
            "half_year_report",
            what=period.from_date.isoformat(),
            address={"half_year": half_year_code(period)},
        )
        for period in closed_half_years(since, on)
        if period.from_date not in locked
    ]
    return _told(kind, found, on)


def time(*, on: date) -> tuple[ProgrammeDue, ...]:
    """Workers with young people and without a contact in a month of the last quarter."""
    return _time(on)


@Kept
def _time(on: date) -> tuple[ProgrammeDue, ...]:
    rule, kind = RULES[ProgrammeKind.TIME], ProgrammeKind.TIME
    quarter = quarter_of(quarter_of(on).first - A_DAY)
    due_date = rule.last_day(quarter.last)
    workers = contacts.every_workers_months(quarter)
    found = [
        ProgrammeDue(kind, due_date, "contacts", staff_id=staff_id)
        for staff_id in lacking(workers, quarter, on)
    ]
    return _told(kind, found, on)


def _told(kind: ProgrammeKind, found: Iterable[ProgrammeDue], on: date) -> tuple[ProgrammeDue, ...]:
    return tuple(each for each in found if RULES[kind].tells(each.due_date, on))


def _first_day(on: date) -> date | None:
    """The day on which the first young person's course began."""
    with reading() as session:
        return session.scalar(select(func.min(CaseRow.start_date)).where(CaseRow.start_date <= on))
