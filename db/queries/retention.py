"""What falls due now and in the months ahead, by kind; numbers and case numbers, no content."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.calendar import add_months
from core.codes import Step
from core.permissions import Act, check_may
from core.records.people import Person
from core.records.retention import DueCase, DueKind, Hold, RetentionPreview
from core.retention import AHEAD_MONTHS, Keeping, What, in_use, last_day, length
from db.clock import danish_midnight
from db.conditions import LAST_DAY
from db.engine import reading
from db.kept import Kept
from db.models import (
    AnonymisedRow,
    CaseRow,
    DigestRow,
    DraftRow,
    RetentionHoldRow,
    SessionRow,
)
from db.queries.settings import in_force
from db.queries.visible import within_areas

STEP_OF: Mapping[str, Step] = MappingProxyType(
    {"closed_case": Step.CLOSED, "turned_down": Step.REJECTED}
)
"""Where a case of the kind stands."""
TIME_OF: Mapping[str, tuple[type[Any], Any]] = MappingProxyType(
    {
        "draft": (DraftRow, DraftRow.saved_time),
        "session": (SessionRow, func.coalesce(SessionRow.ended_time, SessionRow.seen_time)),
        "digest": (DigestRow, DigestRow.tried_time),
    }
)
"""What is deleted, and the moment its time is counted from."""


def preview(on: date, *, by: Person) -> RetentionPreview:
    """What falls due now and soon, in the areas the person is limited to. Raises NotAllowed."""
    check_may(by, Act.SEE_RETENTION)
    return _preview(on, by)


def _make(on: date, by: Person) -> RetentionPreview:
    with reading() as session:
        return found(session, on, by)


_preview = Kept(_make, most=16)


def found(session: Session, on: date, by: Person) -> RetentionPreview:
    """The same within a session, for the action that carries it out."""
    there = within_areas(by)
    holds = tuple(_holds(session, on, there))
    cases = tuple(
        sorted(_cases(session, holds, on, there), key=lambda one: (one.last_day, one.number))
    )
    kinds = tuple(_kind(session, period, cases, on) for period in in_use(on))
    return RetentionPreview(kinds, cases, holds)


def _holds(session: Session, on: date, there: ColumnElement[bool]) -> Iterator[Hold]:
    query = (
        select(RetentionHoldRow, CaseRow.number)
        .join(CaseRow, CaseRow.id == RetentionHoldRow.case_id)
        .where(RetentionHoldRow.ended_date.is_(None), there)
        .order_by(CaseRow.number, RetentionHoldRow.id)
    )
    for row, number in session.execute(query):
        if row.until is None or row.until >= on:
            yield Hold(
                row.id, row.version, number, row.reason, row.from_date, row.until, row.by_name
            )


def _cases(
    session: Session, holds: tuple[Hold, ...], on: date, there: ColumnElement[bool]
) -> Iterator[DueCase]:
    held, ahead = {hold.case_number: hold for hold in holds}, add_months(on, AHEAD_MONTHS)
    done = set(session.scalars(select(AnonymisedRow.id).where(AnonymisedRow.kind == "case")))
    for period in (each for each in in_use(on) if each.what is What.ANONYMISE):
        long = _length(period, on)
        query = select(CaseRow.id, CaseRow.number, LAST_DAY).where(
            CaseRow.step == STEP_OF[period.kind].value, there
        )
        for case_id, number, day in session.execute(query):
            last = last_day(period, day, long)
            if last <= ahead and f"case:{case_id}" not in done:
                yield DueCase(case_id, number, period.kind, day, last, held.get(number))


def _length(period: Keeping, on: date) -> int:
    long = length(period, in_force(on))
    return period.proposed if long is None else long


def _kind(session: Session, period: Keeping, cases: tuple[DueCase, ...], on: date) -> DueKind:
    decided = length(period, in_force(on)) is not None
    if period.what is What.ANONYMISE:
        own = [case for case in cases if case.kind == period.kind]
        due = [case for case in own if case.last_day < on]
        held = sum(case.hold is not None for case in due)
        now, soon = len(due) - held, len(own) - len(due)
    else:
        held, now = 0, _older(session, period, on)
        soon = _older(session, period, add_months(on, AHEAD_MONTHS)) - now
    return DueKind(
        kind=period.kind,
        what=period.what,
        long=_length(period, on),
        unit=period.unit,
        source=period.source,
        decided=decided,
        now=now,
        soon=soon,
        held=held,
    )


def _older(session: Session, period: Keeping, on: date) -> int:
    table, moment = TIME_OF[period.kind]
    query = select(func.count(table.id)).where(moment < due_before(period, on))
    return session.scalar(query) or 0


def due_before(period: Keeping, on: date) -> datetime:
    """Whatever ended before this moment is due on the day."""
    day = on - timedelta(days=_length(period, on))
    return danish_midnight(day)
