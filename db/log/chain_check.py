"""Whether the log is what it was when it was written: the chain, and the anchor beside it.

The database computes the hashes itself: half a million lines take about three seconds.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.engine import Store
from db.log.chain import (
    ACCEPTED,
    ANONYMISED,
    COVERED,
    CUT,
    EMPTIED,
    ROOT,
    Break,
    Flaw,
    Head,
    facts_of,
    head_of,
)
from db.models import AuditRow

_MEASURED = (
    "CASE WHEN {0} IS NULL THEN '-' "
    "ELSE {1}(CAST({0} AS VARCHAR)) || ':' || CAST({0} AS VARCHAR) END"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a database calls the functions that a line's hash is computed with."""

    bytes: str
    microseconds: str
    hash: str


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "duckdb": Words("strlen", "epoch_us(time)", "sha256({0})"),
        "postgresql": Words(
            "octet_length",
            "CAST(extract(epoch FROM time) * 1000000 AS BIGINT)",
            "encode(sha256(convert_to({0}, 'UTF8')), 'hex')",
        ),
    }
)


def _standing(dialect: str) -> str:
    """Every line that does not stand where and as it should, and those that were emptied."""
    words = WORDS[dialect]
    pieces = ("previous_hash", "sequence", words.microseconds, *COVERED)
    measured = ", ".join(_MEASURED.format(piece, words.bytes) for piece in pieces)
    found = words.hash.format(f"concat_ws(',', {measured})")
    return f"""
SELECT * FROM (
    SELECT sequence, row_id, case_id, line_hash, changes = '' AS emptied, {found} AS found,
        line_hash IS DISTINCT FROM {found}
            OR (changes <> '' AND changes_hash <> {words.hash.format("changes")}) AS edited,
        lag(sequence) OVER (ORDER BY sequence) AS before,
        previous_hash IS DISTINCT FROM lag(line_hash) OVER (ORDER BY sequence) AS loose
    FROM audit WHERE sequence IS NOT NULL
) AS line
WHERE edited OR emptied OR before IS DISTINCT FROM sequence - 1 OR loose
ORDER BY sequence
"""  # noqa: S608 — put together from names in this file alone


def breaks(store: Store) -> tuple[Break, ...]:
    """Everything that does not hold and that nobody has accepted; empty when all is in order.

    Where there is an anchor, no other process writes meanwhile: a line that the anchor knew and
    this view did not would look lost.
    """
    with store.sessions(bind=store.engine) as session, ExitStack() as left:
        if store.anchor is not None:
            store.turn.take(session)
            left.callback(store.turn.give)
        accepted = _accepted(session)
        found = [*_in_the_chain(session), *_at_the_anchor(session, store)]
    return tuple(each for each in found if (each.sequence, each.flaw, each.found) not in accepted)


def _in_the_chain(session: Session) -> Iterator[Break]:
    """The lines that do not fit, and those that came in beside the program."""
    first, emptied_rightly = _beginning(session), _anonymised(session)
    for row in session.execute(text(_standing(session.get_bind().dialect.name))):
        if row.edited:
            yield Break(row.sequence, Flaw.EDITED, row.found)
        elif row.before is None:
            if Head(row.sequence - 1, _previous(session, row.sequence)) != first:
                yield Break(row.sequence, Flaw.MISSING_BEFORE, str(row.line_hash))
        elif row.before != row.sequence - 1 or row.loose:
            yield Break(row.sequence, Flaw.MISSING_BEFORE, str(row.line_hash))
        if row.emptied and not emptied_rightly & {row.case_id, row.row_id}:
            yield Break(row.sequence, Flaw.EMPTIED, str(row.line_hash))
    loose = select(AuditRow.id).where(AuditRow.sequence.is_(None)).order_by(AuditRow.id)
    for row_id in session.scalars(loose):
        yield Break(0, Flaw.UNCHAINED, row_id)


def _previous(session: Session, sequence: int) -> str:
    query = select(AuditRow.previous_hash).where(AuditRow.sequence == sequence)
    return session.scalars(query).first() or ""


def _beginning(session: Session) -> Head:
    """Where the log may begin: after the last cut that it tells of itself."""
    cuts = [facts_of(changes) for changes in _told(session, CUT)]
    last = max(cuts, key=lambda facts: int(facts["to"][1]), default=None)
    return Head(int(last["to"][1]), str(last["hash"][1])) if last else Head(0, ROOT)


def _anonymised(session: Session) -> frozenset[str]:
    """The cases and rows whose lines may be empty."""
    query = select(AuditRow.case_id, AuditRow.changes).where(AuditRow.table_name == ANONYMISED)
    ids: set[str] = set()
    for case_id, changes in session.execute(query):
        ids |= {case_id} if case_id else set()
        ids.update(str(each) for each in facts_of(changes).get("row_ids", [None, []])[1])
    return frozenset(ids)


def _accepted(session: Session) -> frozenset[tuple[int, str, str]]:
    return frozenset(
        (int(sequence), str(flaw), str(found))
        for changes in _told(session, ACCEPTED)
        for sequence, flaw, found in facts_of(changes)["breaks"][1]
    )


def _told(session: Session, subject: str) -> list[str]:
    query = select(AuditRow.changes).where(
        AuditRow.table_name == subject, AuditRow.changes != EMPTIED
    )
    return list(session.scalars(query.order_by(AuditRow.sequence)))


def _at_the_anchor(session: Session, store: Store) -> Iterator[Break]:
    """Whether the lines that the anchor has seen are still there."""
    last = head_of(session)
    anchor = store.anchor
    if anchor is None or (last.sequence == 0 and not anchor.exists()):
        return
    if not anchor.exists():
        yield Break(last.sequence, Flaw.ANCHOR_MISSING, last.line_hash)
        return
    seen = anchor.read()
    if not seen.sound:
        yield Break(seen.heads[-1].sequence if seen.heads else 0, Flaw.ANCHOR_FORGED)
        return
    standing = _hashes(session, [head.sequence for head in seen.heads])
    begun = _beginning(session).sequence
    for head in reversed(seen.heads):
        if head.sequence > last.sequence:
            yield Break(head.sequence, Flaw.TAIL_LOST, head.line_hash)
            return
        if head.sequence > begun and standing.get(head.sequence) != head.line_hash:
            yield Break(head.sequence, Flaw.EDITED, standing.get(head.sequence) or "")
            return


def _hashes(session: Session, sequences: list[int]) -> Mapping[int, Any]:
    query = select(AuditRow.sequence, AuditRow.line_hash)
    return {
        sequence: found
        for sequence, found in session.execute(query.where(AuditRow.sequence.in_(sequences)))
        if sequence is not None
    }
