"""The log as a chain (ADR 18): each line holds the hash of the one before it.

So no line can be altered, taken out or put in between without a trace.
A line's hash covers all it says; of `changes` it covers a hash, so that what was written about a
person can be emptied when they are anonymised. That the chain still has its end is what the anchor
(`db.log.anchor`) is for.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from core.records.access_log import LineKind
from db.bulk import bulk_update
from db.models import AuditRow

ROOT = "0" * 64
"""Stands before the first line."""
EMPTIED = ""
"""What `changes` is where the person it was about has been anonymised."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Flaw(StrEnum):
    """What can be wrong with a line."""

    EDITED = "edited"
    """It does not say what it said when it was written."""
    MISSING_BEFORE = "missing_before"
    """One or more lines before it are gone."""
    UNCHAINED = "unchained"
    """It was put in beside the program."""
    EMPTIED = "emptied"
    """Its content was taken out, though nobody was anonymised."""
    TAIL_LOST = "tail_lost"
    """It was acknowledged, and is not in the store: an older file has been put in its place."""
    ANCHOR_MISSING = "anchor_missing"
    """The file beside the store is gone: whether the end of the log is there can not be known."""
    ANCHOR_FORGED = "anchor_forged"
    """A line of the file beside the store was not written by this program with this key."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold; `found` is the hash of what stands there now."""

    sequence: int
    flaw: Flaw
    found: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last line: its number and its hash."""

    sequence: int = 0
    line_hash: str = ROOT


COVERED = (
    "account_id",
    "name",
    "act",
    "kind",
    "table_name",
    "row_id",
    "row_version",
    "case_id",
    "purpose",
    "changes_hash",
)
"""The columns that a line's hash covers besides its number, its time and the line before."""

CUT = "log_cut"
"""Subject of a line that says how far the log was deleted when its time had come."""
ACCEPTED = "log_accepted"
"""Subject of a line that says which breaks somebody has looked into."""
ANONYMISED = "anonymised"
"""Subject of a line that says whose lines were emptied (`case_id`, or `row_ids` in its facts)."""


_OF_THE_CHAIN = ("sequence", "kind", "changes_hash", "previous_hash", "line_hash")


def text_hash(content: str) -> str:
    """SHA-256 of a text, 64 hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def line_hash(sequence: int, time: datetime, before: str, covered: Iterable[object]) -> str:
    """The hash of a line. Each value carries its length, so that none can run into the next."""
    microseconds = (time - _EPOCH) // timedelta(microseconds=1)
    return text_hash(",".join(map(_measured, (before, sequence, microseconds, *covered))))


def _measured(value: object) -> str:
    return "-" if value is None else f"{len(str(value).encode())}:{value}"


def head_of(session: Session) -> Head:
    """The last line as this transaction sees it."""
    known = session.info.get("head")
    if known is None:
        query = (
            select(AuditRow.sequence, AuditRow.line_hash)
            .where(AuditRow.sequence.is_not(None))
            .order_by(AuditRow.sequence.desc())
            .limit(1)
        )
        row = session.execute(query).first()
        known = session.info["head"] = _head(row)
    return Head(known.sequence, known.line_hash)


def _head(row: Any) -> Head:
    return Head(row[0], row[1] or ROOT) if row else Head()


def append(session: Session, row: AuditRow) -> None:
    """Put a line at the end of the chain. Only inside `transaction()`: one writer at a time."""
    head = head_of(session)
    row.kind = row.kind or LineKind.CHANGE.value
    row.sequence, row.previous_hash = head.sequence + 1, head.line_hash
    row.changes_hash = text_hash(row.changes)
    covered = (getattr(row, column) for column in COVERED)
    row.line_hash = line_hash(row.sequence, row.time, head.line_hash, covered)
    session.info["head"] = Head(row.sequence, row.line_hash)
    session.add(row)


def chained(session: Session, columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same for many lines given by column, to be inserted in bulk."""
    head, count = head_of(session), len(columns["id"])
    columns["kind"] = [
        kind or LineKind.CHANGE.value for kind in columns.get("kind", [None] * count)
    ]
    columns["changes_hash"] = [text_hash(changes) for changes in columns["changes"]]
    columns["sequence"] = [head.sequence + 1 + index for index in range(count)]
    columns["previous_hash"], columns["line_hash"] = [], []
    for index in range(count):
        covered = (columns[name][index] if name in columns else None for name in COVERED)
        number, time = columns["sequence"][index], columns["time"][index]
        columns["previous_hash"].append(head.line_hash)
        head = Head(number, line_hash(number, time, head.line_hash, covered))
        columns["line_hash"].append(head.line_hash)
    session.info["head"] = head
    return columns


def adopt(connection: Connection) -> None:
    """Bring lines from before the chain into it, in the order they came."""
    with Session(connection) as session:
        names = ("id", "time", "changes", *COVERED)
        query = select(*(getattr(AuditRow, name) for name in names))
        rows = session.execute(
            query.where(AuditRow.sequence.is_(None)).order_by(AuditRow.time, AuditRow.id)
        ).all()
        columns = {name: [getattr(row, name) for row in rows] for name in names}
        written = chained(session, columns)
        bulk_update(session, AuditRow, {name: written[name] for name in ("id", *_OF_THE_CHAIN)})


def facts_of(changes: str) -> Mapping[str, Any]:
    """What a line says of itself; nothing where it was emptied."""
    content = json.loads(changes) if changes else {}
    return content if isinstance(content, dict) else {}
