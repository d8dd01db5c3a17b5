"""Copy a store into another database, either way, and prove that both hold the same.

Everything is done in one transaction of the new store, while nobody writes to the old one: rows,
counts, hashes and tallies. What lies beside a file (keys, anchor, backups) is not copied.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isclose
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from core.codes import Variant
from core.permissions import Act
from core.records.access_log import LineKind
from core.tallies import Period
from db.audit import note_act
from db.bulk import put_in_bulk
from db.copy_errors import (
    CopyBehind,
    CopyKeyDiffers,
    CopyNotEqual,
    CopyOfNothing,
    CopyOntoItself,
    CopyOrphans,
    CopyTargetFull,
    CopyUnfit,
)
from db.encryption.key_ring import Secret
from db.encryption.keys import secret_key
from db.encryption.sealing import sealed_under_others
from db.engine import Store, close_store, open_store, store_path
from db.log.chain import head_of
from db.migrate import migrate, migrations, schema_version
from db.models import Base, CaseRow
from db.queries.tallies import figures_in
from db.safekeeping.start_check import check_before_opening

AT_ONCE = 20_000
"""Rows held in memory at a time."""
INSERT = "INSERT INTO {table} ({names}) SELECT {names} FROM bulk_rows"
CLOSE = 1e-9
"""Figures are equal within this share: an average is summed in another order elsewhere."""
COPIED = "store_copied"
"""Subject of the line that the new store begins its own log with."""

Print = tuple[int, str]
"""Of a table: how many rows, and the hash of what they hold."""
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy was proved by: rows by table, and how many tallies were equal."""

    rows: Mapping[str, int]
    tallies: int


def copy_store(
    source: str, target: str, *, on: date, progress: Progress = lambda *_: None
) -> Copied:
    """Fill the empty store at `target` with all of the one at `source`.

    The new store is made where there is none; it is open for this process afterwards. Raises those
    of `db.copy_errors`, or whatever keeps a store from being opened; the new one then stays empty.
    """
    _check_addresses(source, target)
    close_store()
    with ExitStack() as left:
        old = Store(source)
        left.callback(old.close)
        new = open_store(target)
        migrate(new)
        reads = left.enter_context(old.sessions(bind=old.engine))
        old.turn.take(reads)
        left.callback(old.turn.give)
        _check_version(reads.connection())
        return _copied(reads, new, on, progress)


def _check_addresses(source: str, target: str) -> None:
    if source == target:
        raise CopyOntoItself
    path = store_path(source)
    if path is not None and not path.exists():
        raise CopyOfNothing(path=path)
    check_before_opening(path)


def _check_version(connection: Connection) -> None:
    found, known = schema_version(connection), migrations()[-1].version
    if found != known:
        raise CopyBehind(found=found, known=known)


def _copied(reads: Session, new: Store, on: date, progress: Progress) -> Copied:
    with new.write_lock, new.sessions(bind=new.engine) as writes:
        begun = new.turn.take(writes)
        try:
            _check_empty(writes)
            done = _filled(reads, writes, on, progress)
            _begin_log(writes, done)
            new.turn.count(writes)
            writes.flush()
            begun.commit()
        except IntegrityError as fault:
            begun.rollback()
            raise CopyOrphans from fault
        except BaseException:
            begun.rollback()
            raise
        finally:
            new.turn.give()
            new.changed_unseen()
        new.begin_anchor_anew(head_of(writes))
    return done


def _check_empty(writes: Session) -> None:
    for table in _tables():
        if writes.execute(select(func.count()).select_from(table)).scalar_one():
            raise CopyTargetFull(table=table.name)


def _tables() -> Sequence[Table]:
    return Base.metadata.sorted_tables


def _filled(reads: Session, writes: Session, on: date, progress: Progress) -> Copied:
    prints = {}
    for table in _tables():
        prints[table.name] = _fill(reads.connection(), writes.connection(), table)
        progress(table.name, prints[table.name][0])
    _check_keys(writes.connection())
    found = {table.name: print_of(writes.connection(), table) for table in _tables()}
    different = sorted(name for name in prints if prints[name] != found[name])
    if different:
        raise CopyNotEqual(what=", ".join(different))
    rows = {name: counted for name, (counted, _) in found.items()}
    return Copied(rows, _equal_tallies(reads, writes, on))


def _fill(reads: Connection, writes: Connection, table: Table) -> Print:
    """Copy one table, and take its print from the rows as they were read."""
    names, told = [column.name for column in table.columns], _Printing()
    for rows in _in_order(reads, table):
        told.add(rows)
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        try:
            put_in_bulk(writes, table.name, columns, INSERT)
        except DataError as fault:
            raise CopyUnfit(table=table.name) from fault
    return told.print


def print_of(connection: Connection, table: Table) -> Print:
    """Rows and hash of a table; the same from every database that holds the same."""
    told = _Printing()
    for rows in _in_order(connection, table):
        told.add(rows)
    return told.print


def _in_order(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execute(query, execution_options={"stream_results": True}) as found:
        for rows in found.partitions(AT_ONCE):
            yield [tuple(row) for row in rows]


class _Printing:
    """The print of the rows so far, in the order of their keys."""

    def __init__(self) -> None:
        self._rows = 0
        self._hash = hashlib.sha256()

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows += len(rows)
        for row in rows:
            self._hash.update(repr([_plain(value) for value in row]).encode())

    @property
    def print(self) -> Print:
        return self._rows, self._hash.hexdigest()


def _plain(value: Any) -> Any:
    """A moment is the same moment in every time zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _check_keys(writes: Connection) -> None:
    if sealed_under_others(writes, Secret(secret_key())):
        raise CopyKeyDiffers


def _equal_tallies(reads: Session, writes: Session, on: date) -> int:
    """Every figure of every year and of all, for both variants and each; how many there were."""
    count = 0
    for period in _periods(reads, on):
        for variant in (None, *Variant):
            told, found = (figures_in(each, period, variant) for each in (reads, writes))
            different = [key for key in told if not equal(told[key], found.get(key))]
            if different:
                raise CopyNotEqual(
                    what=f"{', '.join(different)} ({period.from_date}, {period.to_date})"
                )
            count += len(told)
    return count


def _periods(reads: Session, on: date) -> Iterator[Period]:
    first = reads.scalar(select(func.min(CaseRow.referral_date))) or on
    yield Period(min(first, on), on)
    for year in range(first.year, on.year + 1):
        yield Period(date(year, 1, 1), date(year, 12, 31))


def equal(told: Any, found: Any) -> bool:
    """Whether two figures are the same, down to the last part."""
    if isinstance(told, Mapping) and isinstance(found, Mapping):
        return told.keys() == found.keys() and all(equal(told[key], found[key]) for key in told)
    if isinstance(told, list | tuple) and isinstance(found, list | tuple):
        return len(told) == len(found) and all(map(equal, told, found))
    if isinstance(told, int | float) and isinstance(found, int | float):
        return isclose(told, found, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(told == found)


def _begin_log(writes: Session, done: Copied) -> None:
    facts = {"rows": [None, sum(done.rows.values())], "tallies": [None, done.tallies]}
    note_act(writes, None, Act.EXCHANGE_DATA, COPIED, facts, kind=LineKind.SYSTEM)
