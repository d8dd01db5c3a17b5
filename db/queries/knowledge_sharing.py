"""Questions about the data and knowledge-sharing model; kept until something is saved."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import knowledge_sharing
from core.permissions import Act, Scope, may, scopes
from core.records.knowledge_sharing import Need, NeedEvent, NeedEventKind
from core.records.people import Person
from core.records.programme import ProgrammeDue
from db.engine import danish, reading
from db.kept import Kept
from db.models import KnowledgeEventRow, KnowledgeNeedRow, StaffRow
from db.queries.rows import gathered
from db.queries.staff_rows import choices_at_work


def model(*, by: Person) -> tuple[Need, ...]:
    """All rows, those out of use too; none for who has nothing to do with the model."""
    return _model() if may(by, Act.SHARE_KNOWLEDGE) else ()


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """What is overdue or due within a month; nobody's rights are asked."""
    return _dues(on)


def own_dues(*, by: Person, on: date) -> tuple[ProgrammeDue, ...]:
    """The same: all for a project leader, for others what they are responsible for themselves."""
    allowed = scopes(by, Act.SHARE_KNOWLEDGE)
    if Scope.ALL in allowed:
        return _dues(on)
    return tuple(each for each in _dues(on) if allowed and each.staff_id in by.stands_for)


@Kept
def staff(on: date) -> tuple[tuple[str, str], ...]:
    """Who can be responsible: everybody at work on the day, by name; id and name."""
    with reading() as session:
        return staff_within(session, on)


def staff_within(session: Session, on: date) -> tuple[tuple[str, str], ...]:
    """The same within a transaction."""
    return choices_at_work(session, on)


def needs_within(session: Session) -> tuple[Need, ...]:
    """All rows with what happened to them, within a transaction."""
    newest = (KnowledgeEventRow.date.desc(), KnowledgeEventRow.id.desc())
    events = session.scalars(select(KnowledgeEventRow).order_by(*newest))
    happened = gathered((event.need_id, _event(event)) for event in events)
    rows = session.execute(
        select(KnowledgeNeedRow, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == KnowledgeNeedRow.responsible_id)
        .order_by(danish(KnowledgeNeedRow.party), KnowledgeNeedRow.id)
    )
    return tuple(_need(row, name, happened.get(row.id, ())) for row, name in rows)


@Kept
def _model() -> tuple[Need, ...]:
    with reading() as session:
        return needs_within(session)


@Kept
def _dues(on: date) -> tuple[ProgrammeDue, ...]:
    return knowledge_sharing.dues(_model(), on)


def _event(row: KnowledgeEventRow) -> NeedEvent:
    was = json.loads(row.was) if row.was else {}
    return NeedEvent(NeedEventKind(row.kind), row.date, row.by_name, row.note, was)


def _need(row: KnowledgeNeedRow, name: str | None, events: tuple[NeedEvent, ...]) -> Need:
    return Need(
        id=row.id,
        version=row.version,
        party=row.party,
        need=row.need,
        responsible_id=row.responsible_id,
        responsible=name or row.responsible or "",
        format=row.format,
        frequency=row.frequency,
        can_share=row.can_share,
        may_share=row.may_share,
        basis=row.basis,
        basis_note=row.basis_note,
        must_share=row.must_share,
        from_date=row.from_date,
        retired_date=row.retired_date,
        suggestion=row.suggestion,
        events=events,
    )
