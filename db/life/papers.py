"""What is held of anonymised rows elsewhere: drafts, fingerprints of imports, and in the log."""

import json
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from core.anonymising import NOBODY
from db.life.whose import Whose, batches
from db.models import AuditRow, DraftRow, ImportedRow, YoungPersonRow

SHORTEST = 6
"""Letters: a shorter name is part of too many words to be looked for."""


def forget(session: Session, rows: Whose) -> None:
    """Let go of all of it; before the names are gone, since some is found by them."""
    words = _words_of(session, rows.young_people)
    _delete_drafts(session, rows, words)
    _delete_prints(session, rows)
    _empty_changes(session, rows, words)


def _words_of(session: Session, young_people: Collection[str]) -> set[str]:
    """Names and CPR numbers, as they are and as JSON may hold them."""
    words: set[str] = set()
    for some in batches(young_people):
        for young in session.scalars(select(YoungPersonRow).where(YoungPersonRow.id.in_(some))):
            words |= {each for each in (young.name, young.cpr) if each and each != NOBODY}
    long = {word for word in words if len(word) >= SHORTEST}
    return long | {json.dumps(word)[1:-1] for word in long}


def _delete_drafts(session: Session, rows: Whose, words: Collection[str]) -> None:
    """Drafts of forms about one of the rows, and drafts that hold the name."""
    ids = rows.ids
    gone = [
        row_id
        for row_id, form, content in session.execute(
            select(DraftRow.id, DraftRow.form, DraftRow.content)
        )
        if not ids.isdisjoint(_subjects(form)) or any(word in content for word in words)
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


def _empty_changes(session: Session, rows: Whose, words: Collection[str]) -> None:
    """Empty what the log held of the rows; who did what, when, in which case stays.

    Lines that belong to no case are looked through for the names and CPR numbers.
    """
    for some in batches(_lines_of(session, rows)):
        _empty(session, AuditRow.id.in_(some))
    for word in words:
        held = AuditRow.changes.contains(word, autoescape=True)
        _empty(session, AuditRow.case_id.is_(None) & held)


def _lines_of(session: Session, rows: Whose) -> list[str]:
    """The lines about the rows, or in the cases."""
    cases, own = set(rows.cases), {name: set(ids) for name, ids in rows.rows.items()}
    query = select(AuditRow.id, AuditRow.case_id, AuditRow.table_name, AuditRow.row_id)
    return [
        line_id
        for line_id, case_id, table, row_id in session.execute(
            query.where(AuditRow.changes != "{}")
        )
        if case_id in cases or row_id in own.get(table, ())
    ]


def _empty(session: Session, which: ColumnElement[bool]) -> None:
    session.execute(
        update(AuditRow)
        .where(which)
        .values(changes="{}")
        .execution_options(synchronize_session=False)
    )
