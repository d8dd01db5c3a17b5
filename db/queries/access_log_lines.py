"""Lines of the log as records, and as far as somebody limited to areas may read them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.access_log import LineKind, LogLine
from core.records.people import Person
from db.engine import reading
from db.log.chain import facts_of
from db.models import AuditRow, CaseRow
from db.queries.visible import visible_to

_OPEN_FACTS = (LineKind.SESSION.value, LineKind.SYSTEM.value)
"""Kinds whose content is about no young person."""


def lines_of(session: Session, numbers: Collection[int], *, whole: bool) -> tuple[LogLine, ...]:
    """The lines with these numbers, newest first. `whole`: with case and content."""
    if not numbers:
        return ()
    query = select(AuditRow).where(
        AuditRow.sequence.between(min(numbers), max(numbers)), AuditRow.sequence.in_(numbers)
    )
    rows = session.scalars(query.order_by(AuditRow.sequence.desc())).all()
    cases = _case_numbers(session, {row.case_id for row in rows if row.case_id} if whole else ())
    return tuple(_line(row, cases, whole=whole) for row in rows)


def _case_numbers(session: Session, ids: Collection[str]) -> Mapping[str, int]:
    if not ids:
        return {}
    query = select(CaseRow.id, CaseRow.number).where(CaseRow.id.in_(ids))
    return {row.id: row.number for row in session.execute(query)}


def _line(row: AuditRow, cases: Mapping[str, int], *, whole: bool) -> LogLine:
    return LogLine(
        id=row.id,
        sequence=row.sequence or 0,
        time=row.time,
        account_id=row.account_id,
        name=row.name,
        kind=LineKind(row.kind or LineKind.CHANGE),
        act=row.act,
        subject=row.table_name,
        row_version=row.row_version,
        about_case=row.case_id is not None,
        case_number=cases.get(row.case_id or ""),
        purpose=row.purpose if whole or row.kind in _OPEN_FACTS else None,
        facts=_facts(row) if whole or row.kind in _OPEN_FACTS else None,
    )


def _facts(row: AuditRow) -> Mapping[str, tuple[Any, Any]]:
    return {
        name: (pair[0], pair[1])
        for name, pair in facts_of(row.changes).items()
        if isinstance(pair, list) and len(pair) == 2  # noqa: PLR2004 — before and after
    }


def narrowed(lines: Iterable[LogLine], by: Person) -> tuple[LogLine, ...]:
    """To who is limited to areas: without case and content where they do not see the case."""
    told = tuple(lines)
    if not by.areas:
        return told
    numbers = {each.case_number for each in told}
    with reading() as session:
        seen = set(
            session.scalars(
                select(CaseRow.number).where(CaseRow.number.in_(numbers - {None}), visible_to(by))
            )
        )
    return tuple(each if each.case_number in seen else _bare(each) for each in told)


def _bare(line: LogLine) -> LogLine:
    if line.kind.value in _OPEN_FACTS:
        return replace(line, case_number=None)
    return replace(line, case_number=None, purpose=None, facts=None)
