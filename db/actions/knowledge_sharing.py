"""Keep the data and knowledge-sharing model: its rows, and that something was shared."""

import json
from datetime import date

from sqlalchemy.orm import Session

from core.errors import UnknownCode
from core.knowledge_sharing import (
    FIELDS,
    NeedTold,
    check_in_use,
    check_may_share,
    check_untaken,
    checked_need,
    shared_day,
)
from core.permissions import Act, check_may
from core.records.knowledge_sharing import NeedEventKind
from core.records.people import Person
from core.texts import TEXT, optional_text, required_text
from db.actions.reached import fill
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import KnowledgeEventRow, KnowledgeNeedRow, StaffRow
from db.queries.knowledge_sharing import needs_within, staff_within

EDIT, SHARE = Act.EDIT_KNOWLEDGE_SHARING, Act.SHARE_KNOWLEDGE


def add_need(told: NeedTold, *, suggestion: str | None = None, by: Person, on: date) -> str:
    """Put a row into the model, of a suggestion where one is named; returns its id.

    Raises SuggestionTaken and the refusals of `core.knowledge_sharing.checked_need`.
    """
    with transaction() as session:
        check_may(by, EDIT)
        check_untaken(suggestion, needs_within(session))
        row = KnowledgeNeedRow(suggestion=suggestion)
        _tell(session, row, checked_need(told, on), on)
        add(session, row)
        event = _happened(session, row, NeedEventKind.ADDED, by, on)
        note(session, by, EDIT, row, event)
        return row.id


def change_need(need_id: str, told: NeedTold, *, seen_version: int, by: Person, on: date) -> None:
    """Change a row; what it said before stays in its history. Raises NeedRetired."""
    with transaction() as session:
        check_may(by, EDIT)
        row = claim(session, KnowledgeNeedRow, need_id, seen_version)
        check_in_use(row.retired_date)
        before = _said(session, row)
        _tell(session, row, checked_need(told, on), on)
        after = _said(session, row)
        was = {name: value for name, value in before.items() if value != after[name]}
        event = _happened(session, row, NeedEventKind.CHANGED, by, on, was=was)
        note(session, by, EDIT, row, event)


def retire_need(
    need_id: str, *, reason: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Take a row out of use from today on; it can still be read. Raises NeedRetired."""
    with transaction() as session:
        check_may(by, EDIT)
        row = claim(session, KnowledgeNeedRow, need_id, seen_version)
        check_in_use(row.retired_date)
        row.retired_date = on
        why = required_text("reason", reason, TEXT)
        event = _happened(session, row, NeedEventKind.RETIRED, by, on, text=why)
        note(session, by, EDIT, row, event)


def record_shared(
    need_id: str, *, day: date | None, text: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Record that it was shared on a day, with a note; for a project leader and the responsible."""
    with transaction() as session:
        row = find(session, KnowledgeNeedRow, need_id)
        check_may_share(by, row.responsible_id)
        claim(session, KnowledgeNeedRow, need_id, seen_version)
        check_in_use(row.retired_date)
        shared = shared_day(day, row.from_date, on)
        told = optional_text("note", text, TEXT)
        event = _happened(session, row, NeedEventKind.SHARED, by, shared, text=told)
        note(session, by, SHARE, row, event)


def _tell(session: Session, row: KnowledgeNeedRow, told: NeedTold, on: date) -> None:
    able = {staff_id for staff_id, _ in staff_within(session, on)}
    if told.responsible_id not in {None, row.responsible_id, *able}:
        raise UnknownCode("responsible_id", value=told.responsible_id)
    fill(row, **{name: getattr(told, name) for name in FIELDS})


def _said(session: Session, row: KnowledgeNeedRow) -> dict[str, str | None]:
    """What the row says, a member of staff by name."""
    said = {name: getattr(row, name) for name in FIELDS}
    if row.responsible_id:
        said["responsible_id"] = find(session, StaffRow, row.responsible_id).name
    return {name: value and str(value) for name, value in said.items()}


def _happened(
    session: Session,
    row: KnowledgeNeedRow,
    kind: NeedEventKind,
    by: Person,
    day: date,
    *,
    text: str | None = None,
    was: dict[str, str | None] | None = None,
) -> KnowledgeEventRow:
    event = KnowledgeEventRow(
        need_id=row.id,
        kind=kind.value,
        date=day,
        by_name=by.name,
        note=text,
        was=json.dumps(was, ensure_ascii=False) if was else None,
    )
    return add(session, event)
