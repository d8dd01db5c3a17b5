"""Bring a store up to the newest schema: numbered SQL files, forward only, a backup copy first.

The files are the same for every database. Keys and indexes, which DuckDB has none of, follow them.

What SQL can not say is a function in `STEPS`, run after the file of its number in one transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from db.clock import now
from db.engine import Store, backup_copy
from db.errors import StoreTooNew, StoreUnreadable
from db.log.chain import adopt, head_of
from db.models import Base

FOLDER = Path(__file__).parent / "migrations"


def _seal(connection: Connection) -> None:
    from db.encryption.sealing import seal_plain  # noqa: PLC0415 — it knows the exchange, which knows us

    seal_plain(connection)


CHAINS, SEALS = 25, 30
"""The migration that makes the log a chain, and the one that seals what was plain."""

STEPS: Mapping[int, Callable[[Connection], object]] = {CHAINS: adopt, SEALS: _seal}
"""By version: what is done in code after the statements."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: `0001_first.sql` is version 1."""

    version: int
    name: str
    sql: str

    @property
    def statements(self) -> list[str]:
        """The statements of the file, in order."""
        return [part for part in (piece.strip() for piece in self.sql.split(";")) if part]


def migrations(folder: Path = FOLDER) -> list[Migration]:
    """All migrations, in order."""
    return [
        Migration(int(file.name[:4]), file.stem[5:], file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    ]


def schema_version(connection: Connection) -> int:
    """The version a store stands at; 0 for an empty one. Raises StoreUnreadable."""
    tables = set(inspect(connection).get_table_names())
    if "schema_versions" in tables:
        return int(
            connection.execute(text("SELECT max(version) FROM schema_versions")).scalar_one() or 0
        )
    if tables:
        raise StoreUnreadable(path=connection.engine.url.database)
    return 0


def _applied(connection: Connection) -> frozenset[int]:
    """The versions a store has; numbers may have gaps that are filled later."""
    return frozenset(connection.execute(text("SELECT version FROM schema_versions")).scalars())


def migrate(store: Store, *, to: int | None = None, folder: Path = FOLDER) -> list[int]:
    """Apply what is missing and return the versions applied.

    A store with rows is copied beside itself first (`NAME.before-0002.duckdb`). Raises StoreTooNew
    where the store is newer than the program; then nothing is touched.
    """
    with store.turn.migrating():
        return _migrated(store, to, folder)


def _migrated(store: Store, to: int | None, folder: Path) -> list[int]:
    known = migrations(folder)
    newest = known[-1].version if to is None else to
    with store.engine.connect() as connection:
        found = schema_version(connection)
        applied = _applied(connection) if found else frozenset()
    if found > known[-1].version:
        raise StoreTooNew(found=found, known=known[-1].version)
    missing = [step for step in known if step.version not in applied and step.version <= newest]
    if missing and found and store.path is not None:
        backup_copy(store, _backup_name(store.path, missing[0].version))
    for step in missing:
        with store.write_lock, store.engine.begin() as connection:
            _apply(connection, step, store.turn.worded)
    if to is None:
        with store.write_lock, store.engine.begin() as connection:
            store.turn.lay_keys(connection, Base.metadata)
    if any(step.version in STEPS for step in missing):
        _anchor(store)
    if found and any(step.version == SEALS for step in missing):
        store.rewrite()
    return [step.version for step in missing]


def _backup_name(path: Path, version: int) -> Path:
    stamp = now().strftime("%Y%m%dT%H%M%S%f")
    return path.with_name(f"{path.stem}.before-{version:04}.{stamp}{path.suffix}")


def _anchor(store: Store) -> None:
    with store.write_lock, store.sessions() as session:
        store.tell_anchor(head_of(session))


def _apply(connection: Connection, step: Migration, worded: Callable[[str], str]) -> None:
    for statement in step.statements:
        connection.exec_driver_sql(worded(statement))
    if step.version in STEPS:
        STEPS[step.version](connection)
    connection.execute(
        text(
            "INSERT INTO schema_versions (version, name, applied) "
            "VALUES (:version, :name, :applied)"
        ),
        {"version": step.version, "name": step.name, "applied": now()},
    )
