"""Anonymise: every column of every row by the table of `core.life`.

What the tallies need stays; nothing that somebody wrote does. The caller decides who and when.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Table, case, select, update
from sqlalchemy.orm import Session

from core.anonymising import DASH, NOBODY, coarse_birth_date, scrubbed
from core.codes import Combination, Method, Step, Variant, code_lists
from core.life import Gone, lines
from core.milestones import MILESTONES
from core.permissions import Act
from core.records.fidelity import CasePractice, MeetingHeld
from core.records.people import Person
from core.support import Phase
from db.audit import note_act
from db.life.papers import forget
from db.life.whose import Whose, batches, whose
from db.log.chain import ANONYMISED
from db.models import (
    AnonymisedRow,
    Base,
    CaseEventRow,
    CaseRow,
    MeetingRow,
    StaffRow,
    YoungPersonRow,
)

_SET: Mapping[Gone, Callable[[Column[Any]], Any]] = MappingProxyType(
    {
        Gone.BLANK: lambda column: case((column.is_(None), None), else_=DASH),
        Gone.CLEAR: lambda _: None,
        Gone.NAME: lambda _: NOBODY,
        Gone.LIST: lambda column: case((column.is_(None), None), else_="[]"),
        Gone.OBJECT: lambda column: case((column.is_(None), None), else_="{}"),
    }
)
"""What is written by one statement for all rows; the others are looked at row by row."""


def anonymise(
    session: Session,
    cases: Collection[str],
    young_people: Collection[str],
    on: date,
    *,
    by: Person | None = None,
) -> Whose:
    """Anonymise the cases, and the young people themselves where all their cases are among them.

    Returns the rows it was about. The log keeps who did what when; what it held of these rows goes,
    and a line for each case tells so. `by` is None after a restore.
    """
    session.flush()
    rows = whose(session, cases, young_people)
    _coarsen(session, rows)
    _scrub(session, rows)
    emptied = forget(session, rows)
    for name, ids in rows.rows.items():
        _overwrite(session, Base.metadata.tables[name], ids)
    _mark(session, "case", rows.cases, on)
    _mark(session, "young_person", rows.young_people, on)
    session.expire_all()
    session.info["changed"] = True
    for case_id in rows.cases:
        note_act(session, by, Act.CARRY_OUT_RETENTION, ANONYMISED, {}, case_id=case_id)
    if emptied:
        facts = {"row_ids": [None, emptied]}
        note_act(session, by, Act.CARRY_OUT_RETENTION, ANONYMISED, facts)
    return rows


def _overwrite(session: Session, table: Table, ids: Collection[str]) -> None:
    values = {
        line.column: _SET[line.gone](table.c[line.column])
        for line in lines()[table.name]
        if line.gone in _SET
    }
    if values:
        for some in batches(ids):
            session.execute(
                update(table)
                .where(table.c.id.in_(some))
                .values({**values, "version": table.c.version + 1})
            )


def _mark(session: Session, kind: str, ids: Collection[str], on: date) -> None:
    marked = {f"{kind}:{each}" for each in ids}
    for some in batches(sorted(marked)):
        marked.difference_update(
            session.scalars(select(AnonymisedRow.id).where(AnonymisedRow.id.in_(some)))
        )
    session.add_all(AnonymisedRow(id=each, kind=kind, date=on) for each in sorted(marked))
    session.flush()


# ---------------------------------------------------------------- row by row


def _coarsen(session: Session, rows: Whose) -> None:
    practice = _practice(session, rows.young_people)
    for some in batches(rows.young_people):
        for young in session.scalars(select(YoungPersonRow).where(YoungPersonRow.id.in_(some))):
            if young.birth_date is not None:
                young.birth_date = coarse_birth_date(young.birth_date, practice[young.id])
    session.flush()


def _practice(session: Session, young_people: Collection[str]) -> dict[str, list[CasePractice]]:
    """By young person: their courses, as far as ages are reckoned in them."""
    found: dict[str, list[CasePractice]] = defaultdict(list)
    for some in batches(young_people):
        met: dict[str, list[MeetingHeld]] = defaultdict(list)
        held = (
            select(MeetingRow.case_id, MeetingRow.date)
            .join(CaseRow, CaseRow.id == MeetingRow.case_id)
            .where(CaseRow.young_person_id.in_(some))
            .order_by(MeetingRow.date, MeetingRow.id)
        )
        for case_id, day in session.execute(held):
            met[case_id].append(MeetingHeld(day))
        for row in session.scalars(select(CaseRow).where(CaseRow.young_person_id.in_(some))):
            found[row.young_person_id].append(
                CasePractice(
                    id=row.id,
                    variant=Variant(row.variant),
                    start=row.start_date,
                    end=row.end_date,
                    meetings=tuple(met[row.id]),
                )
            )
    return found


def _scrub(session: Session, rows: Whose) -> None:
    ids = rows.rows.get(CaseEventRow.__tablename__, ())
    if not ids:
        return
    known = {*session.scalars(select(StaffRow.id)), *rows.ids, *_codes()}
    for some in batches(ids):
        for event in session.scalars(select(CaseEventRow).where(CaseEventRow.id.in_(some))):
            event.details = scrubbed(event.details, known)
    session.flush()


def _codes() -> Iterator[str]:
    for kind in (Combination, Method, Step, Variant, Phase):
        yield from (each.value for each in kind)
    for codes in code_lists().values():
        yield from (each.code for each in codes)
    yield from (each.kind for each in MILESTONES)
