"""Everything held about one young person, by the table of what is told (`core.life`)."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.correcting import ProtectedElsewhere
from core.life import LOOKED_AT, Line, Told, lines
from core.permissions import Act, check_may
from core.records.people import Person, Reach
from core.records.person_file import Look, Part, PersonFile, ToLookAt
from db.audit import find
from db.clock import day_of
from db.engine import reading
from db.kept import kept_by_case
from db.life.whose import Whose, batches, whose
from db.models import AuditRow, Base, CaseRow, YoungPersonRow
from db.queries.known import check_known, may_be_told
from db.queries.visible import reach_of

ALWAYS = (Told.YES, *LOOKED_AT)


def to_look_at(case_id: str, *, by: Person) -> tuple[ToLookAt, ...]:
    """The tables with values about others, or notes of the staff. Raises as `owned`."""
    reach, young = _case(case_id)
    check_may(by, Act.TELL_PERSON, reach)
    if not may_be_told(young, by):
        raise ProtectedElsewhere
    return _marked(young)


@kept_by_case
def _case(case_id: str) -> tuple[Reach, str]:
    """Who stands around the case, and whose it is."""
    with reading() as session:
        case = find(session, CaseRow, case_id)
        return reach_of(session, case), case.young_person_id


@kept_by_case
def _marked(young: str) -> tuple[ToLookAt, ...]:
    with reading() as session:
        rows = _everything(session, young)
        found = [ToLookAt(table, _to_look_at(session, table, rows)) for table in lines()]
        return tuple(each for each in found if each.values)


def _to_look_at(session: Session, table: str, rows: Whose) -> int:
    columns = [line for line in lines()[table] if line.told in LOOKED_AT]
    return sum(
        value is not None for row in _rows(session, table, columns, rows) for value in row.values()
    )


def owned(session: Session, case_id: str, by: Person) -> Whose:
    """All rows about the young person. Raises NotFound, NotAllowed or ProtectedElsewhere."""
    return _everything(session, _allowed(session, case_id, by))


def _allowed(session: Session, case_id: str, by: Person) -> str:
    """The id of the young person, where they may be told of. Raises as `owned`."""
    case = find(session, CaseRow, case_id)
    check_may(by, Act.TELL_PERSON, reach_of(session, case))
    check_known(session, session.get_one(YoungPersonRow, case.young_person_id), by)
    return case.young_person_id


def _everything(session: Session, young: str) -> Whose:
    cases = session.scalars(select(CaseRow.id).where(CaseRow.young_person_id == young)).all()
    return whose(session, cases, [young])


def collected(
    session: Session, rows: Whose, *, tables: Collection[str], with_cpr: bool, on: date
) -> PersonFile:
    """The file. Of `tables` also what is about others is told; the CPR number where asked for."""
    parts: list[Part] = []
    left_out: Counter[str] = Counter()
    for table in lines():
        columns = [line for line in lines()[table] if _is_told(line, with_cpr=with_cpr)]
        found = tuple(_rows(session, table, columns, rows))
        hidden = {each.column for each in columns if each.told in LOOKED_AT}
        if table not in tables and hidden:
            left_out[table] += sum(row[name] is not None for row in found for name in hidden)
            found = tuple(_without(row, hidden) for row in found)
        if found:
            parts.append(Part(table, found))
    numbers = session.scalars(
        select(CaseRow.number).where(CaseRow.id.in_(rows.cases)).order_by(CaseRow.number)
    )
    return PersonFile(
        case_numbers=tuple(numbers),
        made=on,
        parts=tuple(parts),
        looks=tuple(_looks(session, rows)),
        left_out=MappingProxyType({name: n for name, n in left_out.items() if n}),
    )


def _is_told(line: Line, *, with_cpr: bool) -> bool:
    return line.told in ALWAYS or (line.told is Told.ASKED and with_cpr)


def _without(row: Mapping[str, Any], hidden: Collection[str]) -> Mapping[str, Any]:
    return {name: None if name in hidden else value for name, value in row.items()}


def _rows(
    session: Session, table: str, columns: Collection[Line], rows: Whose
) -> Iterator[Mapping[str, Any]]:
    if not columns:
        return
    kinds: Mapping[str, Any] = {
        mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
    }
    for some in batches(rows.rows.get(table, ())):
        kind = kinds[table]
        for row in session.scalars(select(kind).where(kind.id.in_(some)).order_by(kind.id)):
            yield {each.column: _read(each, getattr(row, each.column)) for each in columns}


_DOCUMENTS = frozenset({"details", "parties", "facts", "people", "content"})
"""Columns that hold a JSON document."""


def _read(line: Line, value: Any) -> Any:
    if line.column in _DOCUMENTS and isinstance(value, str):
        return json.loads(value)
    return value


def _looks(session: Session, rows: Whose) -> Iterator[Look]:
    """From the log: the days, what was done and why; never who."""
    counted: Counter[tuple[date, str, str]] = Counter()
    for some in batches(rows.cases):
        query = select(AuditRow.time, AuditRow.kind, AuditRow.purpose)
        for time, kind, purpose in session.execute(query.where(AuditRow.case_id.in_(some))):
            counted[day_of(time), kind or "change", purpose or ""] += 1
    for (day, kind, purpose), times in sorted(counted.items()):
        yield Look(day, kind, times, purpose or None)
