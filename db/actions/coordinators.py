"""Give a case its coordinator, and pass it on to another."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.caseload import CapAside, Handing
from core.codes import Step
from core.coordinators import (
    CoordinatorAssigned,
    SameCoordinator,
    check_coordinator,
    override_reason_for,
)
from core.meetings import CoordinatorMissing
from core.pathway import ACCEPTED_STEPS, check_step
from core.permissions import Act
from core.records.people import Person
from core.texts import TEXT, check_order, past_date, required_text
from db.actions.asides import set_aside
from db.actions.events import happened
from db.actions.reached import claimed_case
from db.audit import add, note
from db.engine import transaction
from db.models import CaseEventRow, CaseRow, OverrideRow
from db.queries.caseload import coordinators_within
from db.queries.network import COORDINATOR_CHANGED

RULE = "R07"


def assign(
    case_id: str,
    *,
    coordinator_id: str | None,
    start_date: date | None,
    override_reason: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Give the case its first coordinator and its start date; not before the decision."""
    with transaction() as session:
        case = _claimed(session, case_id, seen_version, by)
        if case.coordinator_id is not None and case.start_date is not None:
            raise CoordinatorAssigned
        day = past_date("start_date", start_date, on)
        check_order("start_date", case.decision_date, day)
        aside = CapAside(reason=override_reason)
        granted = _taken_on(session, case, coordinator_id, aside, by, on)
        case.start_date = day
        note(session, by, Act.ASSIGN_COORDINATOR, case, *granted)


def change(
    case_id: str,
    *,
    coordinator_id: str | None,
    changed_date: date | None,
    reason: str | None,
    override_reason: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Pass the case on to another coordinator; the day and the reason stay in the events."""
    with transaction() as session:
        case = _claimed(session, case_id, seen_version, by)
        if case.coordinator_id is None:
            raise CoordinatorMissing
        if coordinator_id == case.coordinator_id:
            raise SameCoordinator("coordinator_id")
        day = past_date("changed_date", changed_date, on)
        check_order("changed_date", case.start_date, day)
        why = required_text("reason", reason, TEXT)
        how = Handing(day, why, CapAside(reason=override_reason))
        passed_on(session, case, how, coordinator_id=coordinator_id, by=by, on=on)


def passed_on(
    session: Session,
    case: CaseRow,
    how: Handing,
    *,
    coordinator_id: str | None,
    by: Person,
    on: date,
) -> None:
    """Give a claimed case to another coordinator, within the transaction of who asks."""
    before = case.coordinator_id or ""
    ended = _end_overrides(session, case, how.day)
    granted = _taken_on(session, case, coordinator_id, how.aside, by, on)
    event = add(session, _event(case, before, how.reason, how.day, by))
    note(session, by, Act.ASSIGN_COORDINATOR, case, event, *ended, *granted)


def _claimed(session: Session, case_id: str, seen_version: int, by: Person) -> CaseRow:
    case = claimed_case(session, case_id, seen_version, act=Act.ASSIGN_COORDINATOR, by=by)
    check_step(Step(case.step), ACCEPTED_STEPS)
    return case


def _taken_on(
    session: Session,
    case: CaseRow,
    coordinator_id: str | None,
    aside: CapAside,
    by: Person,
    on: date,
) -> list[OverrideRow]:
    """Set the coordinator; the override that this takes, where it takes one."""
    # Only one writer at a time, so the count can not change before the commit.
    line = check_coordinator(coordinator_id, coordinators_within(session, on))
    already = case.coordinator_id == line.staff_id
    reason = None if already else override_reason_for(line, aside.reason)
    case.coordinator_id = line.staff_id
    if reason is None:
        return []
    override = set_aside(
        session,
        RULE,
        case.id,
        reason,
        staff_id=line.staff_id,
        until=aside.until,
        by=by,
        on=on,
    )
    return [override]


def _end_overrides(session: Session, case: CaseRow, day: date) -> list[OverrideRow]:
    rows = session.scalars(
        select(OverrideRow).where(
            OverrideRow.case_id == case.id,
            OverrideRow.rule == RULE,
            OverrideRow.staff_id == case.coordinator_id,
            OverrideRow.subject_id.is_(None),
            or_(OverrideRow.valid_to.is_(None), OverrideRow.valid_to > day),
        )
    ).all()
    for row in rows:
        row.valid_to = day
        row.version += 1
    return list(rows)


def _event(case: CaseRow, before: str, reason: str, day: date, by: Person) -> CaseEventRow:
    return happened(
        case.id,
        COORDINATOR_CHANGED,
        day=day,
        reason=reason,
        details={"before": before, "after": case.coordinator_id},
        by=by,
    )
