"""Seal what a store holds: plain values at the migration, everything anew when a key is replaced.

`SEALED` names every sealed column there is; a new one gets its row here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, text

from core.errors import RuleBroken
from core.exchange import sheets
from db.bulk import put_in_bulk
from db.encryption.key_ring import Secret, in_use
from db.encryption.sealed import index_under, opened, seal
from db.exchange.fingerprints import (
    NEVER,
    fingerprint,
    sealed_fingerprint,
)
from db.exchange.fingerprints import (
    SEALED as SEALED_ON_SHEETS,
)
from db.models.around import DRAFT
from db.models.people import CPR
from db.models.sealed_text import place
from db.models.signing_in import SECOND_FACTOR

AT_ONCE = 50_000
"""Rows taken at a time."""

UPDATE = (
    "UPDATE {table} SET {pairs}version = {table}.version "
    "FROM bulk_rows WHERE {table}.id = bulk_rows.id"
)
"""Versions stay: nobody has changed what the rows say."""

Reader = Callable[["SealedColumn", str, str], str]
"""The plain text of what a row holds in a sealed column."""


class LeftUnderOld(RuleBroken):
    """A table holds sealed values that `SEALED` does not name (facts: columns)."""

    code = "left_under_old"


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column that is held sealed, its purpose, and the column of its blind index."""

    table: str
    column: str
    purpose: str
    index: str | None = None


ONCE_PLAIN: tuple[SealedColumn, ...] = (
    SealedColumn("young_people", "cpr", CPR, index="cpr_index"),
    SealedColumn("drafts", "content", DRAFT),
)
"""What an earlier version held in plain text."""

SEALED = (*ONCE_PLAIN, SealedColumn("second_factors", "secret", SECOND_FACTOR))


def seal_plain(connection: Connection) -> int:
    """Seal the plain values of an earlier version, and return how many."""
    secret = in_use()
    counted = sum(_seal(connection, each, _as_it_is, secret) for each in ONCE_PLAIN)
    _mark_anew(connection, fingerprint, secret)
    return counted


def seal_anew(connection: Connection, old: Secret, new: Secret) -> int:
    """Seal everything under the new secret, whatever it is sealed under; return how many values.

    Raises LeftUnderOld where anything still needs another secret.
    """
    counted = sum(_seal(connection, each, _as_sealed, new) for each in SEALED)
    _mark_anew(connection, lambda value: sealed_fingerprint(value, old), new)
    left = sealed_under_others(connection, new)
    if left:
        raise LeftUnderOld(columns=", ".join(sorted(left)))
    return counted


def sealed_under_others(connection: Connection, secret: Secret) -> dict[str, int]:
    """How many values by `table.column` need another secret than this one.

    Every text column of every table is looked at, so that none is forgotten in `SEALED`.
    """
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_catalog = current_database() AND table_schema = current_schema() "
        "AND data_type IN ('VARCHAR', 'character varying', 'text') "
        "ORDER BY table_name, ordinal_position"
    )
    found: dict[str, int] = {}
    rows = connection.execute(query).all()
    for table, columns in groupby(rows, key=itemgetter(0)):
        found |= _under_others(connection, table, [name for _, name in columns], secret)
    return found


def _under_others(
    connection: Connection, table: str, columns: Sequence[str], secret: Secret
) -> dict[str, int]:
    each = 'count(*) FILTER (WHERE "{0}" LIKE :any AND "{0}" NOT LIKE :ours)'
    counted = ", ".join(each.format(name) for name in columns)
    query = f'SELECT {counted} FROM "{table}"'  # noqa: S608 — names of our own tables
    held = {"any": "s1.________.%", "ours": f"s1.{secret.id}.%"}
    counts = connection.execute(text(query), held).one()
    return {f"{table}.{name}": n for name, n in zip(columns, counts, strict=True) if n}


def _as_it_is(_: SealedColumn, __: str, held: str) -> str:
    return held


def _as_sealed(column: SealedColumn, row_id: str, held: str) -> str:
    return opened(column.purpose, held, place(column.table, row_id))


def _seal(connection: Connection, column: SealedColumn, read: Reader, secret: Secret) -> int:
    rows = _held(connection, column)
    for start in range(0, len(rows), AT_ONCE):
        told = {key: read(column, key, held) for key, held in rows[start : start + AT_ONCE]}
        put_in_bulk(connection, column.table, _columns(column, told, secret), UPDATE)
    return len(rows)


def _held(connection: Connection, column: SealedColumn) -> Sequence[tuple[str, str]]:
    query = f"SELECT id, {column.column} FROM {column.table} WHERE {column.column} IS NOT NULL"  # noqa: S608
    return [(row_id, held) for row_id, held in connection.execute(text(query))]


def _columns(
    column: SealedColumn, told: Mapping[str, str], secret: Secret
) -> dict[str, Sequence[str]]:
    places = [place(column.table, key) for key in told]
    columns: dict[str, Sequence[str]] = {
        "id": list(told),
        column.column: [
            seal(column.purpose, each, bound, secret)
            for each, bound in zip(told.values(), places, strict=True)
        ],
    }
    if column.index is not None:
        columns[column.index] = [
            index_under(secret, column.purpose, each) for each in told.values()
        ]
    return columns


def _mark_anew(connection: Connection, before: Callable[[object], str], secret: Secret) -> None:
    """Marks of sent CPR numbers under the key in use; one whose value is not known is forgotten."""
    where = list(sheets()["young_people"]).index(next(iter(SEALED_ON_SHEETS))) * len(NEVER)
    rows = dict(_new_marks(connection, where, before, secret))
    if rows:
        put_in_bulk(
            connection,
            "imported_rows",
            {"id": list(rows), "prints": list(rows.values())},
            UPDATE,
        )


def _new_marks(
    connection: Connection, where: int, before: Callable[[object], str], secret: Secret
) -> Iterator[tuple[str, str]]:
    query = text(
        "SELECT m.id, m.prints, y.id, y.cpr FROM imported_rows m LEFT JOIN young_people y "
        "ON m.id = 'young_people:' || y.id WHERE m.id LIKE 'young_people:%'"
    )
    for mark_id, prints, row_id, held in connection.execute(query).all():
        mark = prints[where : where + len(NEVER)]
        if mark in {NEVER, fingerprint(None), ""}:
            continue
        digits = opened(CPR, held, place("young_people", row_id)) if held else None
        known = digits is not None and before(digits) == mark
        new = sealed_fingerprint(digits, secret) if known else NEVER
        yield mark_id, prints[:where] + new + prints[where + len(NEVER) :]
