"""What `check` looks at besides the rows: the log, the list of who is anonymised, file, backups."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from core.errors import RuleBroken
from core.words import DEFAULT, refusal_sentence
from db.check import Fault
from db.clock import now
from db.engine import Store
from db.life import returned
from db.log.chain_check import breaks
from db.models import Base
from db.safekeeping.backup_keys import backup_keys
from db.safekeeping.backup_proof import opened
from db.safekeeping.backups import Backup, backups, discard, part_of
from db.settings import settings

TOO_OLD = 3
"""Days without a further backup, from which it is told."""
ASKED = 200
"""Rows of each table that are asked for by their key."""
READ_ALL: Mapping[str, str] = MappingProxyType(
    {
        "duckdb": 'SELECT max(hash(COLUMNS(*))) FROM "{0}"',
        "postgresql": 'SELECT max(md5(CAST(line AS TEXT))) FROM "{0}" AS line',
    }
)
"""By dialect, what reads every column of every row of a table."""


def file_faults(store: Store, *, deep: bool) -> Iterator[Fault]:
    """Where the log does not hold, keys do not fit, or backups are missing or can not be read.

    `deep` reads every page of the store and opens every backup; else the newest one.
    """
    for each in breaks(store):
        yield Fault("log_broken", {"sequence": each.sequence, "flaw": each.flaw.value})
    with store.engine.connect() as connection:
        if deep:
            yield from _unreadable(connection)
        yield from _keys(connection, deep=deep)
    yield from _returned(store)
    if store.path is not None and settings().backup_minutes:
        yield from _backups(store, deep=deep)


def _returned(store: Store) -> Iterator[Fault]:
    """Who was anonymised and is there by name again, since a copy was put back."""
    count = returned(store)
    if count:
        yield Fault("gone_returned", {"n": count})


def _keys(connection: Connection, *, deep: bool) -> Iterator[Fault]:
    """Keys against rows: as many different keys as rows, and what is asked for by key is found."""
    for table, kind in sorted(Base.metadata.tables.items()):
        key = [column.name for column in kind.primary_key]
        columns = ", ".join(f'"{name}"' for name in key)
        query = f'SELECT count(*), count(DISTINCT ({columns})) FROM "{table}"'  # noqa: S608 — our own tables
        rows, different = connection.execute(text(query)).one()
        if rows != different:
            yield Fault("keys_twice", {"table": table, "rows": rows, "keys": different})
        if deep and len(key) == 1:
            yield from _by_key(connection, table, key[0])


def _by_key(connection: Connection, table: str, key: str) -> Iterator[Fault]:
    """Up to ASKED rows, each asked for by its key: the index against the rows."""
    listed = text(f'SELECT "{key}" FROM "{table}" ORDER BY random() LIMIT {ASKED}')  # noqa: S608
    one = text(f'SELECT count(*) FROM "{table}" WHERE "{key}" = :key')  # noqa: S608
    keys = connection.execute(listed).scalars().all()
    found = sum(connection.execute(one, {"key": each}).scalar_one() for each in keys)
    if found != len(keys):
        yield Fault("keys_twice", {"table": table, "rows": len(keys), "keys": found})


def _unreadable(connection: Connection) -> Iterator[Fault]:
    """Every column of every table, read to the last page."""
    for table in sorted(Base.metadata.tables):
        try:
            connection.execute(text(READ_ALL[connection.dialect.name].format(table)))
        except DBAPIError as fault:
            connection.rollback()
            yield Fault("page_damaged", {"table": table, "why": str(fault.orig)[:120]})


def _backups(store: Store, *, deep: bool) -> Iterator[Fault]:
    there = backups(store.path) if store.path else ()
    if there and (now() - there[0].made).days >= TOO_OLD:
        yield Fault("backup_old", {"days": TOO_OLD})
    for each in there if deep else there[:1]:
        yield from _backup(store, each)


def _backup(store: Store, backup: Backup) -> Iterator[Fault]:
    scratch = part_of(store.path, "proof") if store.path else backup.path.with_suffix(".part")
    try:
        opened(backup.path, scratch, backup_keys(store.url))
    except RuleBroken as refusal:
        why = refusal_sentence(DEFAULT, refusal)
        yield Fault("backup_bad", {"path": backup.path.name, "why": why})
    finally:
        discard(scratch)
