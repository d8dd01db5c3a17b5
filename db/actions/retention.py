"""Carry out what has fallen due, and hold back a case that must be kept."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.permissions import Act, check_may
from core.records.people import Person
from core.records.retention import RetentionPreview
from core.retention import (
    DueChanged,
    HeldAlready,
    HoldEnded,
    HoldTold,
    NothingDue,
    NotLookedThrough,
    What,
    checked_hold,
    in_use,
    mark_of,
)
from db.actions.reached import check_not_anonymised
from db.audit import add, claim, find, note, note_act
from db.engine import transaction
from db.life import anonymise, remember
from db.models import AnonymisedRow, CaseRow, RetentionHoldRow
from db.queries.retention import TIME_OF, due_before, found
from db.queries.visible import reach_of

_ACT = Act.CARRY_OUT_RETENTION


def carry_out(*, looked: bool, seen_version: int, by: Person, on: date) -> int:
    """Anonymise the cases that are due, delete what else is; returns how many cases.

    Who is limited to areas does so in these.

    `looked`: the person says that they have seen the list; `seen_version` is its mark
    (`core.retention.mark_of`). Raises NotLookedThrough, DueChanged where other cases are due now,
    NothingDue where nothing is.
    """
    with transaction() as session:
        check_may(by, _ACT)
        preview = found(session, on, by)
        due = [case.case_id for case in preview.due(on)]
        _check(preview, due, looked=looked, seen_version=seen_version)
        rows = anonymise(session, due, _people(session, due), on, by=by)
        _delete(session, on)
        _note(session, by, preview)
        remember(rows.cases, rows.young_people, on)
        return len(due)


def _check(
    preview: RetentionPreview, due: Collection[str], *, looked: bool, seen_version: int
) -> None:
    if not any(kind.now for kind in preview.kinds if kind.decided):
        raise NothingDue
    if mark_of(due) != seen_version:
        raise DueChanged
    if not looked:
        raise NotLookedThrough("looked")


def _people(session: Session, cases: Collection[str]) -> list[str]:
    """The young people all of whose cases are among these, or anonymised already."""
    done = select(AnonymisedRow.id).where(AnonymisedRow.kind == "case")
    gone = {*cases, *(each.partition(":")[2] for each in session.scalars(done))}
    owners = dict(session.execute(select(CaseRow.id, CaseRow.young_person_id)).all())
    staying = {owner for case_id, owner in owners.items() if case_id not in gone}
    return sorted({owners[case_id] for case_id in cases} - staying)


def _delete(session: Session, on: date) -> None:
    for period in in_use(on):
        if period.what is What.DELETE:
            table, moment = TIME_OF[period.kind]
            session.execute(
                delete(table)
                .where(moment < due_before(period, on))
                .execution_options(synchronize_session=False)
            )


def _note(session: Session, by: Person, preview: RetentionPreview) -> None:
    """One line with the numbers."""
    facts = {kind.kind: [kind.now, 0] for kind in preview.kinds if kind.decided and kind.now}
    note_act(session, by, _ACT, "retention", facts)


def hold(number: int | None, told: HoldTold, *, by: Person, on: date) -> None:
    """Keep a case though its time is up. Raises NotFound, Anonymised, HeldAlready."""
    with transaction() as session:
        check_may(by, _ACT)
        case = find_number(session, number)
        check_may(by, _ACT, reach_of(session, case))
        check_not_anonymised(session, case.id)
        if any(each.case_number == case.number for each in found(session, on, by).holds):
            raise HeldAlready("number", number=str(case.number))
        clean = checked_hold(told, on)
        row = RetentionHoldRow(
            case_id=case.id,
            reason=clean.reason,
            from_date=on,
            until=clean.until,
            by_name=by.name,
        )
        note(session, by, _ACT, add(session, row))


def end_hold(hold_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """The case is no longer held back. Raises HoldEnded."""
    with transaction() as session:
        check_may(by, _ACT)
        row = find(session, RetentionHoldRow, hold_id)
        check_may(by, _ACT, reach_of(session, find(session, CaseRow, row.case_id)))
        claim(session, RetentionHoldRow, hold_id, seen_version)
        if row.ended_date is not None:
            raise HoldEnded
        row.ended_date = on
        note(session, by, _ACT, row)


def find_number(session: Session, number: int | None) -> CaseRow:
    """The case of a number. Raises NotFound."""
    case = session.scalar(select(CaseRow).where(CaseRow.number == (number or 0)))
    if case is None:
        raise NotFound("number")
    return case
