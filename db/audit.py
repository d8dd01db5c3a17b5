"""Claim a row before changing it, and leave a line of what was changed.

`claim` compares the version the person saw with the row's; `note` writes who, when, what, which
case, before and after, in the same transaction as the change.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, object_session
from sqlalchemy.orm.attributes import History

from core.errors import ChangedByOther, NotFound
from core.permissions import Act
from core.records.access_log import LineKind
from core.records.people import Person
from core.texts import is_whole
from db.clock import now
from db.log.chain import append, facts_of
from db.models import (
    AuditRow,
    DigestRow,
    Keyed,
    RecoveryCodeRow,
    ResetLinkRow,
    SecondFactorRow,
    SessionRow,
    new_id,
)

RowT = TypeVar("RowT", bound=Keyed)

MASKED = frozenset(
    {
        "cpr",
        "password_hash",
        "ticket_hash",
        "cookie_hash",
        "figures",
        "secret",
        "code_hash",
        "token_hash",
    }
)
"""Columns whose content never enters the log; only that they changed."""

COUNTERS = frozenset({"id", "version", "call_version", "cpr_index"})
"""Columns that say nothing of what somebody did."""

SIGNING_IN = (SessionRow, SecondFactorRow, RecoveryCodeRow, ResetLinkRow)
UNKEPT = (*SIGNING_IN, DigestRow)
"""No kept answer (`db.kept`) is made of these rows: to sign in or out leaves them all standing."""


def find(session: Session, kind: type[RowT], row_id: str) -> RowT:
    """The row. Raises NotFound, also for what no key can be: half of a character."""
    row = session.get(kind, row_id) if is_whole(row_id) else None
    if row is None:
        raise NotFound
    return row


def claim(session: Session, kind: type[RowT], row_id: str, seen_version: int) -> RowT:
    """The row, taken for a change: its version counts one up. Raises NotFound or ChangedByOther."""
    row = find(session, kind, row_id)
    if row.version != seen_version:
        raise changed_by_other(session, row, seen_version)
    row.version += 1
    return row


def changed_by_other(session: Session, row: Keyed, seen_version: int) -> ChangedByOther:
    """The refusal that tells who changed the row after that version, when, and to what."""
    lines = session.scalars(
        select(AuditRow)
        .where(AuditRow.row_id == row.id, AuditRow.row_version > seen_version)
        .order_by(AuditRow.row_version)
    ).all()
    changes = {
        column: after for line in lines for column, (_, after) in facts_of(line.changes).items()
    }
    last = lines[-1] if lines else None
    return ChangedByOther(
        name=last.name or "?" if last else "?",
        when=last.time if last else now(),
        changes=changes,
        version=row.version,
    )


def appended_by_other(
    session: Session, table: str, count: int, told: Mapping[str, Any]
) -> ChangedByOther:
    """The refusal where a table that is only appended to has grown since it was seen.

    It tells who appended last, and when. `count` are its rows now; `told` are the fields of the
    last as a form names them.
    """
    last = session.scalars(
        select(AuditRow)
        .where(AuditRow.table_name == table)
        .order_by(AuditRow.sequence.desc().nulls_last())
        .limit(1)
    ).first()
    return ChangedByOther(
        name=last.name or "?" if last else "?",
        when=last.time if last else now(),
        changes=told,
        version=count,
    )


def add(session: Session, row: RowT) -> RowT:
    """Put a new row into the session and return it, with its key set."""
    row.id = row.id or new_id()
    row.version = row.version or 1
    session.add(row)
    return row


def remove(session: Session, row: Keyed) -> None:
    """Take a claimed row out of the store; its line in the log keeps what it held."""
    session.delete(row)


def note(
    session: Session, by: Person | None, act: Act, *rows: Keyed, case_id: str | None = None
) -> None:
    """One line for each changed row. Call it last, before anything is flushed."""
    if not all(isinstance(row, UNKEPT) for row in rows):
        session.info["changed"] = True
    for row in rows:
        append(session, _line(by, act, row, case_id))


def note_act(
    session: Session,
    by: Person | None,
    act: Act,
    subject: str,
    facts: Mapping[str, Sequence[Any]],
    *,
    case_id: str | None = None,
    kind: LineKind = LineKind.CHANGE,
    purpose: str | None = None,
) -> None:
    """One line for an act that changes no row of its own: a look, a search, a file handed out.

    `facts` are [before, after] by name, as of a change; `purpose` says why, where it was asked.
    """
    line = AuditRow(
        time=now(),
        account_id=by.account_id if by else None,
        name=by.name if by else None,
        act=act.value,
        table_name=subject,
        row_id=new_id(),
        case_id=case_id,
        changes=json.dumps(facts, ensure_ascii=False, default=_plain),
        kind=kind.value,
        purpose=purpose,
    )
    append(session, line)


def _line(by: Person | None, act: Act, row: Any, case_id: str | None) -> AuditRow:
    return AuditRow(
        time=now(),
        account_id=by.account_id if by else None,
        name=by.name if by else None,
        act=act.value,
        table_name=row.__tablename__,
        row_id=row.id,
        row_version=row.version,
        case_id=case_id or _case_of(row),
        changes=json.dumps(dict(_changes(row)), ensure_ascii=False),
        kind=(LineKind.SESSION if isinstance(row, SIGNING_IN) else LineKind.CHANGE).value,
    )


def _case_of(row: Any) -> str | None:
    return row.id if row.__tablename__ == "cases" else getattr(row, "case_id", None)


def _changes(row: Keyed) -> Iterable[tuple[str, list[Any]]]:
    session = object_session(row)
    removed = session is not None and row in session.deleted
    columns = inspect(type(row)).columns
    for attribute in inspect(row).attrs:
        if attribute.key in COUNTERS:
            continue
        before, after = (attribute.value, None) if removed else _before_after(attribute.history)
        if before != after:
            name = columns[attribute.key].name
            yield name, _shown(name, before, after)


def _before_after(history: History) -> tuple[Any, Any]:
    before = history.deleted[0] if history.deleted else None
    after = history.added[0] if history.added else None
    return (before, after) if history.has_changes() else (None, None)


def _shown(column: str, before: Any, after: Any) -> list[Any]:
    if column in MASKED:
        return ["•" if before is not None else None, "•" if after is not None else None]
    return [_plain(before), _plain(after)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
