"""Keep the agreements with NGOs: make one, change or renew it, end it; each in its history."""

import json
from datetime import date

from sqlalchemy.orm import Session

from core.ngo_agreement_checks import (
    FIELDS,
    NgoAgreementTold,
    check_not_ended,
    checked_agreement,
    checked_end,
)
from core.permissions import Act, check_may
from core.records.ngo_agreements import NgoAgreementEventKind
from core.records.people import Person
from db.actions.owned import claim_told
from db.actions.reached import fill
from db.audit import add, note
from db.engine import transaction
from db.models import NgoAgreementEventRow, NgoAgreementRow
from db.queries.ngo_agreement_rows import agreement_of, agreements_within
from db.several import joined

ACT = Act.EDIT_KNOWLEDGE_SHARING


def make_agreement(told: NgoAgreementTold, *, by: Person, on: date) -> str:
    """Record an agreement with an NGO, signed or on its way; returns the id.

    Raises the refusals of `core.ngo_agreement_checks.checked_agreement`.
    """
    with transaction() as session:
        check_may(by, ACT)
        checked = checked_agreement(told, agreements_within(session), on)
        row = NgoAgreementRow()
        _tell(row, checked)
        add(session, row)
        event = _happened(session, row, NgoAgreementEventKind.MADE, by, on)
        note(session, by, ACT, row, event)
        return row.id


def change_agreement(
    agreement_id: str, told: NgoAgreementTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Change or renew an agreement; what it said before stays in its history.

    Raises NgoAgreementEnded and the refusals of making one.
    """
    with transaction() as session:
        check_may(by, ACT)
        row = claim_told(session, NgoAgreementRow, agreement_id, seen_version)
        check_not_ended(agreement_of(row))
        others = [each for each in agreements_within(session) if each.id != row.id]
        checked, before = checked_agreement(told, others, on), _said(row)
        _tell(row, checked)
        after = _said(row)
        was = {name: value for name, value in before.items() if value != after[name]}
        event = _happened(session, row, NgoAgreementEventKind.CHANGED, by, on, was)
        note(session, by, ACT, row, event)


def end_agreement(
    agreement_id: str,
    *,
    ended_date: date | None,
    reason: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """End an agreement from a day on, and why; from then on it opens nothing."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim_told(session, NgoAgreementRow, agreement_id, seen_version)
        day, why = checked_end(agreement_of(row), ended_date, reason, on)
        fill(row, ended_date=day, ended_reason=why)
        event = _happened(session, row, NgoAgreementEventKind.ENDED, by, on)
        note(session, by, ACT, row, event)


def _tell(row: NgoAgreementRow, told: NgoAgreementTold) -> None:
    columns = {name: getattr(told, name) for name in FIELDS}
    fill(row, **columns | {"information_types": joined(told.information_types)})


def _said(row: NgoAgreementRow) -> dict[str, str | None]:
    """What the row says, days and codes as text."""
    said = {name: getattr(row, name) for name in FIELDS}
    return {name: value and str(value) for name, value in said.items()}


def _happened(
    session: Session,
    row: NgoAgreementRow,
    kind: NgoAgreementEventKind,
    by: Person,
    on: date,
    was: dict[str, str | None] | None = None,
) -> NgoAgreementEventRow:
    event = NgoAgreementEventRow(
        agreement_id=row.id,
        kind=kind.value,
        date=on,
        by_name=by.name,
        was=json.dumps(was, ensure_ascii=False) if was else None,
    )
    return add(session, event)
