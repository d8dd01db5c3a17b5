"""What is held of anonymised rows elsewhere: drafts, fingerprints of imports, and in the log."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.anonymising import NOBODY
from core.records.access_log import LineKind
from db.encryption.sealed import SealedDamaged, SealedKeyMissing
from db.life.whose import Whose, batches, ways
from db.log.chain import ACCEPTED, ANONYMISED, CUT, EMPTIED
from db.models import AuditRow, DraftRow, ImportedRow, YoungPersonRow

SHORTEST = 6
"""Letters: a shorter name is part of too many words to be looked for."""


def forget(session: Session, rows: Whose) -> list[str]:
    """Let go of all of it; before the names are gone, since some is found by them.

    Returns the `row_id` of lines of the log that were emptied and belong to none of the cases.
    """
    words = _words_of(session, rows.young_people)
    _delete_drafts(session, rows, words)
    _delete_prints(session, rows)
    return _empty_changes(session, rows, words)


def _words_of(session: Session, young_people: Collection[str]) -> set[str]:
    """Names and CPR numbers, as they are and as JSON may hold them."""
    words: set[str] = set()
    for some in batches(young_people):
        for young in session.scalars(select(YoungPersonRow).where(YoungPersonRow.id.in_(some))):
            words |= {each for each in (young.name, _cpr_of(young)) if each and each != NOBODY}
    long = {word for word in words if len(word) >= SHORTEST}
    return long | {json.dumps(word)[1:-1] for word in long}


def _cpr_of(young: YoungPersonRow) -> str | None:
    """None too where its key is lost: what can not be read can go all the same."""
    try:
        return young.cpr
    except (SealedKeyMissing, SealedDamaged):
        return None


def _names(text: str, words: Collection[str]) -> bool:
    return any(word in text for word in words)


def _content_of(draft: DraftRow) -> str:
    try:
        return draft.content
    except (SealedKeyMissing, SealedDamaged):
        return ""


def _delete_drafts(session: Session, rows: Whose, words: Collection[str]) -> None:
    """Drafts of forms about one of the rows, and drafts that hold the name."""
    ids = rows.ids
    gone = [
        draft.id
        for draft in session.scalars(select(DraftRow))
        if not ids.isdisjoint(_subjects(draft.form))
        or any(word in _content_of(draft) for word in words)
    ]
    for some in batches(gone):
        session.execute(delete(DraftRow).where(DraftRow.id.in_(some)))


def _delete_prints(session: Session, rows: Whose) -> None:
    own = {f"{name}:{each}" for name, ids in rows.rows.items() for each in ids}
    gone = [each for each in session.scalars(select(ImportedRow.id)) if each in own]
    for some in batches(gone):
        session.execute(delete(ImportedRow).where(ImportedRow.id.in_(some)))


def _subjects(form: str) -> Iterator[str]:
    """What a draft can be about: its form is `name.subject`, a subject may have parts."""
    _, _, subject = form.partition(".")
    yield subject
    yield from subject.split(".")


def _empty_changes(session: Session, rows: Whose, words: Collection[str]) -> list[str]:
    """Empty what the log held of the rows; who did what, when, in which case stays.

    Lines that belong to no case are looked through for the names and CPR numbers. Returns the
    `row_id` of emptied lines that belong to none of the cases.
    """
    lines = list(_lines_of(session, rows, words))
    for some in batches(line.id for line in lines):
        session.execute(
            update(AuditRow)
            .where(AuditRow.id.in_(some))
            .values(changes=EMPTIED)
            .execution_options(synchronize_session=False)
        )
    cases = set(rows.cases)
    return sorted({line.row_id for line in lines if line.case_id not in cases})


def _lines_of(session: Session, rows: Whose, words: Collection[str]) -> Iterator[Any]:
    """The lines about the rows, in the cases, or in no case and with the name."""
    cases, own = set(rows.cases), {name: set(ids) for name, ids in rows.rows.items()}
    query = select(
        AuditRow.id,
        AuditRow.case_id,
        AuditRow.table_name,
        AuditRow.row_id,
        AuditRow.kind,
        AuditRow.changes,
    ).where(AuditRow.changes != EMPTIED, AuditRow.table_name.not_in((CUT, ACCEPTED, ANONYMISED)))
    for line in session.execute(query):
        about = line.case_id in cases or line.row_id in own.get(line.table_name, ())
        changed = line.kind == LineKind.CHANGE.value and line.table_name in ways()
        somebody_else = line.case_id is not None or changed
        if about or (not somebody_else and _names(line.changes, words)):
            yield line
