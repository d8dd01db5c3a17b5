"""The statements that copy all rows of a case, and of its workers, read from the models."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

STAFF = ("absences", "staff", "staff_competences")
"""Tables of a worker: a copy for every copied team."""

LOOSE = {
    ("distributions", "by_id"),
    ("distributions", "subject_id"),
    ("individual_reports", "by_id"),
    ("meetings", "chair_id"),
    ("meetings", "turn_id"),
}
"""Columns that name a copied row, though no key is declared."""


def owners(without: Sequence[str]) -> Mapping[str, str]:
    """By table, a query of its rows' ids and the case each belongs to; the nearer table first."""
    found = {
        "cases": "SELECT id, id AS case_id FROM cases",
        "young_people": "SELECT young_person_id AS id, id AS case_id FROM cases",
    }
    keys = sorted(_keys())
    while new := next(_reached(keys, found, without), None):
        table, column, target = new
        found[table] = (
            f"SELECT t.id, o.case_id FROM {table} t JOIN ({found[target]}) o ON o.id = t.{column}"
        )
    return found


def _reached(
    keys: Sequence[tuple[str, str, str]], found: Mapping[str, str], without: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    for target in found:
        for key in keys:
            if key[2] == target and key[0] not in {*found, *without, *STAFF}:
                yield key


def copied(owned: Mapping[str, str], base: int) -> list[str]:
    """An INSERT for every table. They read `copies` (id of a case, i, back) and `teams` (i)."""
    return [
        *(_of_staff(table, owned) for table in STAFF),
        *(_of_case(table, owned, base) for table in owned),
    ]


def _of_staff(table: str, owned: Mapping[str, str]) -> str:
    columns = ", ".join(_fresh(table, each, owned, "teams.i", "0", 0) for each in _columns(table))
    return f"INSERT INTO {table} BY NAME SELECT {columns} FROM {table} t, teams"


def _of_case(table: str, owned: Mapping[str, str], base: int) -> str:
    columns = ", ".join(
        _fresh(table, each, owned, "c.i", "c.back", base) for each in _columns(table)
    )
    return (
        f"INSERT INTO {table} BY NAME SELECT {columns} FROM {table} t "
        f"JOIN ({owned[table]}) o ON o.id = t.id JOIN copies c ON c.id = o.case_id "
        "ORDER BY c.i, t.rowid"
    )


def _fresh(
    table: str, column: Any, owned: Mapping[str, str], copy: str, back: str, base: int
) -> str:
    name = f't."{column.name}"'
    return f'{_value(table, column, owned, name, copy, back, base)} AS "{column.name}"'


def _value(
    table: str, column: Any, owned: Mapping[str, str], name: str, copy: str, back: str, base: int
) -> str:
    copied_tables = {*owned, *STAFF}
    targets = {target for source, each, target in _keys() if (source, each) == (table, column.name)}
    if column.name == "id" or targets & copied_tables or (table, column.name) in LOOSE:
        return f"{name} || '-' || {copy}"
    if (table, column.name) == ("cases", "number"):
        return f"{name} + {base} * {copy}"
    kind = str(column.type)
    if kind == "DATE":
        return f"{name} - {back}"
    return f"{name} - to_days({back})" if kind == "DATETIME" else name


def _columns(table: str) -> list[Any]:
    from db.models import Base  # noqa: PLC0415 — only where a store is made

    return list(Base.metadata.tables[table].columns)


def _keys() -> set[tuple[str, str, str]]:
    """Every reference as table, column and target."""
    from db.check import references  # noqa: PLC0415 — only where a store is made

    return references()
