"""Merge two rows of one young person, and undo it: every reference moves, nothing is thrown away.

The other row stays as it was, without cases. Fields taken from it change places with those of the
kept row, so that undoing puts back exactly what was.
"""

import json
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Step
from core.merging import (
    MergedAlready,
    SamePerson,
    UndoChanged,
    check_one_open,
    check_undo,
    checked_fields,
)
from core.pathway import OPEN_STEPS
from core.permissions import Act, check_may
from core.records.people import Person
from core.retention import Anonymised, NotLookedThrough
from db.audit import add, claim, find, note
from db.clock import now
from db.engine import transaction
from db.models import AnonymisedRow, CaseRow, MergeRow, YoungPersonRow
from db.queries.known import check_both_reached, check_known

_ACT = Act.MERGE_PEOPLE


def merge(
    kept_id: str,
    other_id: str,
    *,
    take: Collection[str],
    seen_versions: tuple[int, int],
    looked: bool,
    by: Person,
    on: date,
) -> str:
    """Let the cases of the other be the kept young person's; returns the id of the merge.

    `take` are the fields that the kept one gets from the other; `looked`: the person says that they
    have seen both. Raises SamePerson, BothOpen, MergedAlready, Anonymised, NotLookedThrough,
    ProtectedElsewhere.
    """
    with transaction() as session:
        check_may(by, _ACT)
        if kept_id == other_id:
            raise SamePerson
        kept = find(session, YoungPersonRow, kept_id)
        other = find(session, YoungPersonRow, other_id)
        check_known(session, kept, by)
        check_known(session, other, by)
        check_both_reached(session, kept, other, by)
        claim(session, YoungPersonRow, kept.id, seen_versions[0])
        claim(session, YoungPersonRow, other.id, seen_versions[1])
        _check_mergeable(session, kept, other)
        if not looked:
            raise NotLookedThrough("looked")
        cases = _cases(session, other.id)
        for case in cases:
            case.young_person_id, case.version = kept.id, case.version + 1
        fields = checked_fields(take)
        _swap(kept, other, fields)
        row = _row(kept, other, cases, fields, by, on)
        note(session, by, _ACT, add(session, row), kept, other, *cases)
        return row.id


def undo(merge_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """Give the other young person their cases and fields back.

    Raises MergeUndone, UndoTooLate, UndoChanged, Anonymised.
    """
    with transaction() as session:
        check_may(by, _ACT)
        row = find(session, MergeRow, merge_id)
        kept = find(session, YoungPersonRow, row.kept_id)
        other = find(session, YoungPersonRow, row.other_id)
        check_both_reached(session, kept, other, by)
        claim(session, MergeRow, merge_id, seen_version)
        check_undo(row.date, row.undone_date, on)
        _check_untouched(session, row, kept, other)
        cases = [find(session, CaseRow, case_id) for case_id in json.loads(row.case_ids)]
        for case in cases:
            case.young_person_id, case.version = other.id, case.version + 1
        kept.version, other.version = kept.version + 1, other.version + 1
        _swap(kept, other, json.loads(row.fields))
        row.undone_date, row.undone_by = on, by.name
        note(session, by, _ACT, row, kept, other, *cases)


def _check_mergeable(session: Session, kept: YoungPersonRow, other: YoungPersonRow) -> None:
    _check_there(session, kept, other)
    merged = select(MergeRow.id).where(
        MergeRow.other_id.in_([kept.id, other.id]), MergeRow.undone_date.is_(None)
    )
    if session.scalar(merged) is not None:
        raise MergedAlready
    check_one_open(_open(session, kept.id), _open(session, other.id))


def _check_there(session: Session, *young: YoungPersonRow) -> None:
    ids = [f"young_person:{each.id}" for each in young]
    ids += [f"case:{case.id}" for each in young for case in _cases(session, each.id)]
    if session.scalar(select(AnonymisedRow.id).where(AnonymisedRow.id.in_(ids))) is not None:
        raise Anonymised


def _check_untouched(
    session: Session, row: MergeRow, kept: YoungPersonRow, other: YoungPersonRow
) -> None:
    _check_there(session, kept, other)
    if (kept.version, other.version) != (row.kept_version, row.other_version):
        raise UndoChanged
    mine = {case.id for case in _cases(session, kept.id)}
    if not mine.issuperset(json.loads(row.case_ids)):
        raise UndoChanged


def _cases(session: Session, young_person_id: str) -> list[CaseRow]:
    query = select(CaseRow).where(CaseRow.young_person_id == young_person_id)
    return list(session.scalars(query.order_by(CaseRow.number)))


def _open(session: Session, young_person_id: str) -> list[int]:
    cases = _cases(session, young_person_id)
    return [case.number for case in cases if Step(case.step) in OPEN_STEPS]


def _swap(one: YoungPersonRow, other: YoungPersonRow, fields: Collection[str]) -> None:
    for name in fields:
        mine, theirs = getattr(one, name), getattr(other, name)
        setattr(one, name, theirs)
        setattr(other, name, mine)


def _row(
    kept: YoungPersonRow,
    other: YoungPersonRow,
    cases: Collection[CaseRow],
    fields: Collection[str],
    by: Person,
    on: date,
) -> MergeRow:
    return MergeRow(
        kept_id=kept.id,
        other_id=other.id,
        case_ids=json.dumps([case.id for case in cases]),
        fields=json.dumps(list(fields)),
        kept_version=kept.version,
        other_version=other.version,
        date=on,
        time=now(),
        by_name=by.name,
    )
