"""Which rows are about which young people: found by the keys that the tables declare."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.models import AuditRow, Base, CaseRow, MergeRow, YoungPersonRow

YOUNG, CASES = YoungPersonRow.__tablename__, CaseRow.__tablename__
AT_ONCE = 500
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The ids of all rows about some cases, and of the young people where they are meant too."""

    rows: Mapping[str, tuple[str, ...]]
    """By table; a table without any is not there."""

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases."""
        return self.rows.get(CASES, ())

    @property
    def young_people(self) -> tuple[str, ...]:
        """The ids of the young people."""
        return self.rows.get(YOUNG, ())

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all rows."""
        return frozenset(each for ids in self.rows.values() for each in ids)


@cache
def ways() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By table about young people: its columns that lead to them, each with the table it names.

    In an order in which each table comes after those it names. A `case_id` leads to a case whether
    a key is declared or not; the log's is looked after by itself.
    """
    found: dict[str, tuple[tuple[str, str], ...]] = {YOUNG: ()}
    for table in Base.metadata.sorted_tables:
        columns = tuple(
            (key.parent.name, key.column.table.name)
            for key in table.foreign_keys
            if key.column.table.name in found
        )
        if not columns and "case_id" in table.c and table.name != AuditRow.__tablename__:
            columns = (("case_id", CASES),)
        if columns:
            found[table.name] = tuple(sorted(columns))
    return MappingProxyType(found)


def whose(session: Session, cases: Collection[str], young_people: Collection[str] = ()) -> Whose:
    """All rows about the cases and the young people, those merged into them included."""
    people = {*young_people, *_merged_into(session, young_people)}
    rows: dict[str, tuple[str, ...]] = {YOUNG: tuple(sorted(people)), CASES: tuple(sorted(cases))}
    for name, columns in ways().items():
        if name not in rows:
            rows[name] = tuple(sorted(_behind(session, Base.metadata.tables[name], columns, rows)))
    return Whose(MappingProxyType({name: ids for name, ids in rows.items() if ids}))


def _merged_into(session: Session, young_people: Collection[str]) -> Iterator[str]:
    for some in batches(young_people):
        yield from session.scalars(
            select(MergeRow.other_id).where(
                MergeRow.kept_id.in_(some), MergeRow.undone_date.is_(None)
            )
        )


def _behind(
    session: Session,
    table: Table,
    columns: Iterable[tuple[str, str]],
    rows: Mapping[str, Collection[str]],
) -> set[str]:
    found: set[str] = set()
    for column, target in columns:
        for some in batches(rows.get(target, ())):
            found.update(session.scalars(select(table.c.id).where(table.c[column].in_(some))))
    return found


def batches(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The ids, some at a time."""
    rest = tuple(ids)
    while rest:
        some, rest = rest[:AT_ONCE], rest[AT_ONCE:]
        yield some
