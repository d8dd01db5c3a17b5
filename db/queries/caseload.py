"""Questions about how many young people each worker has.

Active on a day: not ended before it. Whoever is assigned with a later start has taken a place too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.caseload import Workload, adds_up, filled, free_places, limit_for
from core.codes import Method, Step
from core.records.caseload import CaseloadLine, Granted
from core.settings import Settings
from db.conditions import OPEN_CASE
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow, OverrideRow, StaffRow, SupportCourseRow
from db.queries.rows import gathered
from db.queries.settings import in_force
from db.queries.staff_rows import coordinates, methods_of, staff_at_work


def coordinators(on: date) -> list[CaseloadLine]:
    """Every coordinator at work on the day, by name: staff of that role, or an account with it."""
    return list(_coordinators(on))


@Kept
def _coordinators(on: date) -> tuple[CaseloadLine, ...]:
    with reading() as session:
        return tuple(coordinators_within(session, on))


def coordinators_within(session: Session, on: date) -> list[CaseloadLine]:
    """The same within a transaction, which may have given cases to some of them already."""
    counts = _cases(session, on)
    staff = staff_at_work(session, on, coordinates())
    settings, granted = in_force(on), _granted_cases(session)
    return [
        _line(row, Method.SM, {Method.SM: counts[row.id]}, settings, on, granted) for row in staff
    ]


def workers(method: Method, on: date) -> list[CaseloadLine]:
    """Every support worker of the method at work on the day, by name."""
    return list(_workers(method, on))


def _make_workers(method: Method, on: date) -> list[CaseloadLine]:
    with reading() as session:
        staff = [row for row in staff_at_work(session, on) if method in methods_of(row)]
        settings = in_force(on)
        granted = _granted(session)
        active = _courses(session, on)
        return [_line(row, method, active.get(row.id, {}), settings, on, granted) for row in staff]


_workers = Kept(_make_workers, most=4)
"""Both methods, on two days."""


def support_courses(
    session: Session, staff_id: str, on: date, *, but: str | None = None
) -> dict[Method, int]:
    """The worker's active support courses by method (`but` one), within a transaction."""
    others = (SupportCourseRow.worker_id == staff_id, SupportCourseRow.id != (but or ""))
    return _courses(session, on, *others).get(staff_id, {})


def _not_ended_before(
    end_date: InstrumentedAttribute[date | None], on: date
) -> ColumnElement[bool]:
    return or_(end_date.is_(None), end_date >= on)


def _cases(session: Session, on: date) -> Counter[str]:
    assigned = session.execute(
        select(CaseRow.coordinator_id, func.count())
        .where(
            CaseRow.coordinator_id.is_not(None),
            CaseRow.step != Step.REJECTED.value,
            _not_ended_before(CaseRow.end_date, on),
        )
        .group_by(CaseRow.coordinator_id)
    )
    return Counter({staff_id: count for staff_id, count in assigned if staff_id is not None})


def _courses(
    session: Session, on: date, *conditions: ColumnElement[bool]
) -> dict[str, dict[Method, int]]:
    """The active support courses by worker and method; workers without any are not there."""
    counted = session.execute(
        select(SupportCourseRow.worker_id, SupportCourseRow.method, func.count())
        .where(*conditions, _not_ended_before(SupportCourseRow.end_date, on))
        .group_by(SupportCourseRow.worker_id, SupportCourseRow.method)
    )
    found: dict[str, dict[Method, int]] = defaultdict(dict)
    for worker_id, method, count in counted:
        found[worker_id][Method(method)] = count
    return found


def _granted(session: Session) -> dict[str, tuple[Granted, ...]]:
    """Caps set aside for courses that are still open, by worker."""
    rows = session.scalars(
        select(OverrideRow)
        .join(SupportCourseRow, SupportCourseRow.id == OverrideRow.subject_id)
        .where(
            OverrideRow.rule == "R07",
            OverrideRow.staff_id == SupportCourseRow.worker_id,
            SupportCourseRow.end_date.is_(None),
        )
        .order_by(OverrideRow.id)
    )
    return _by_worker(rows)


def _granted_cases(session: Session) -> dict[str, tuple[Granted, ...]]:
    """The recommended number passed for cases that are still open, by coordinator."""
    rows = session.scalars(
        select(OverrideRow)
        .join(CaseRow, CaseRow.id == OverrideRow.case_id)
        .where(
            OverrideRow.rule == "R07",
            OverrideRow.subject_id.is_(None),
            OverrideRow.staff_id == CaseRow.coordinator_id,
            OPEN_CASE,
        )
        .order_by(OverrideRow.id)
    )
    return _by_worker(rows)


def _by_worker(rows: Iterable[OverrideRow]) -> dict[str, tuple[Granted, ...]]:
    return gathered(
        (
            row.staff_id or "",
            Granted(row.rule, None, row.reason, row.date, row.valid_to, row.by_name),
        )
        for row in rows
    )


def workload_of(staff: StaffRow, active: Mapping[Method, int]) -> Workload:
    """The worker with so many young people, as the caps need to know it."""
    return Workload(staff.name, active, staff.fte, bool(staff.aftercare))


def _line(
    staff: StaffRow,
    method: Method,
    active: Mapping[Method, int],
    settings: Settings,
    on: date,
    granted: Mapping[str, tuple[Granted, ...]],
) -> CaseloadLine:
    load = workload_of(staff, active)
    return CaseloadLine(
        staff_id=staff.id,
        name=staff.name,
        method=method,
        active=active.get(method, 0),
        cap=limit_for(method, load, settings, on),
        free=free_places(method, load, settings, on),
        beside=sum(active.get(other, 0) for other in adds_up(method, settings) - {method}),
        overrides=granted.get(staff.id, ()),
        filled=filled(method, load, settings, on),
        part=staff.fte if settings.caps_scaled_by_fte else None,
        aftercare=load.aftercare and method is Method.SM,
    )
