"""Look through the store for what keys would have kept out: orphans, and cases on a wrong step.

DuckDB's own keys are not used (ADR 2), so this looks instead; run it each night.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import Step
from core.exchange import sheets
from core.pathway import stands_on
from db.engine import reading
from db.exchange.tables import TABLES
from db.footing import footings
from db.models import Base, CaseRow


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold; its sentence is `exchange.line.<code>`."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def faults(on: date) -> list[Fault]:
    """Everything in the store that does not hold together; empty when all is in order."""
    with reading() as session:
        return [*_orphans(session), *_wrong_steps(session, on), *_numbers_twice(session)]


def references() -> set[tuple[str, str, str]]:
    """Every reference as table, column and target: declared keys, and the format's own."""
    declared = {
        (table.name, key.parent.name, key.column.table.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
    }
    exchanged = {
        (TABLES[name].__tablename__, column.name, TABLES[column.refers_to].__tablename__)
        for name, columns in sheets().items()
        for column in columns.values()
        if column.refers_to
    }
    return declared | exchanged


def _orphans(session: Session) -> Iterator[Fault]:
    tables: dict[str, Any] = dict(Base.metadata.tables)
    for name, column, target in sorted(references()):
        row, value = tables[name].c, tables[name].c[column]
        known = select(tables[target].c.id)
        query = (
            select(row.id, value).where(value.is_not(None), value.not_in(known)).order_by(row.id)
        )
        for row_id, missing in session.execute(query):
            facts = {"table": name, "row_id": row_id, "column": column, "value": missing}
            yield Fault("orphan", facts)


def _wrong_steps(session: Session, on: date) -> Iterator[Fault]:
    expected = {case_id: stands_on(footing) for case_id, footing in footings(session, on).items()}
    query = select(CaseRow.id, CaseRow.number, CaseRow.step).order_by(CaseRow.number)
    for case_id, number, step in session.execute(query):
        if step != expected[case_id].value:
            facts = {"number": str(number), "found": Step(step), "expected": expected[case_id]}
            yield Fault("wrong_step", facts)


def _numbers_twice(session: Session) -> Iterator[Fault]:
    query = (
        select(CaseRow.number, func.count())
        .group_by(CaseRow.number)
        .having(func.count() > 1)
        .order_by(CaseRow.number)
    )
    for number, count in session.execute(query):
        yield Fault("number_twice", {"number": str(number), "n": count})
