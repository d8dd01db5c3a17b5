"""Write, lock and open again the half-year report."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.half_year import (
    SECTIONS,
    Texts,
    check_closed_half_year,
    check_locked,
    check_open,
    checked_texts,
)
from core.permissions import Act, check_may
from core.records.half_year import ReportFigures
from core.records.people import Person
from core.suppression import threshold
from core.tallies import Period
from core.texts import TEXT, required_text
from db.audit import add, claim, note
from db.clock import now
from db.engine import transaction
from db.models import HalfYearEventRow, HalfYearReportRow
from db.queries import half_year_reports, settings

LOCKED, REOPENED = "locked", "reopened"
_WRITE = Act.WRITE_HALF_YEAR_REPORT


def write(
    period: Period, texts: Texts, *, lock: bool = False, seen_version: int, by: Person, on: date
) -> str:
    """Keep the texts of a half-year's report, and lock it if wished; returns its id.

    A locked report holds the figures as they are released today. `seen_version` is 0 where there
    was no report yet. Raises NoClosedHalfYear, HalfYearLocked, TooLong, on locking MissingValue.
    """
    check_may(by, _WRITE)
    check_closed_half_year(period, on)
    found = half_year_reports.released(period, by=by, on=on) if lock else None
    with transaction() as session:
        row = _claimed(session, period, seen_version)
        check_open(locked=row.locked_time is not None)
        _set(row, checked_texts(texts, locking=lock))
        if lock:
            _freeze(row, found)
            row.hidden_below = threshold(settings.in_force(on).suppression_k)
            row.locked_time, row.locked_by = now(), by.name
            _happened(session, row, LOCKED, by, None)
        note(session, by, _WRITE, row)
        return row.id


def reopen(report_id: str, *, reason: str | None, seen_version: int, by: Person) -> None:
    """Make a locked report a draft again; what it held stays in its history with the reason.

    Raises HalfYearNotLocked or MissingValue.
    """
    with transaction() as session:
        check_may(by, _WRITE)
        row = claim(session, HalfYearReportRow, report_id, seen_version)
        check_locked(locked=row.locked_time is not None)
        _happened(session, row, REOPENED, by, required_text("reason", reason, TEXT))
        _freeze(row, None)
        row.hidden_below, row.locked_time, row.locked_by = None, None, None
        note(session, by, _WRITE, row)


def _claimed(session: Session, period: Period, seen_version: int) -> HalfYearReportRow:
    query = select(HalfYearReportRow).where(
        HalfYearReportRow.from_date == period.from_date,
        HalfYearReportRow.to_date == period.to_date,
    )
    row = session.scalars(query).first()
    if row is None:
        new = HalfYearReportRow(from_date=period.from_date, to_date=period.to_date)
        return add(session, new)
    return claim(session, HalfYearReportRow, row.id, seen_version)


def _set(row: HalfYearReportRow, texts: Texts) -> None:
    for section in SECTIONS:
        setattr(row, section, texts[section])


def _texts(row: HalfYearReportRow) -> Texts:
    return {section: getattr(row, section) for section in SECTIONS}


def _freeze(row: HalfYearReportRow, found: ReportFigures | None) -> None:
    row.figures = json.dumps(found.figures, ensure_ascii=False) if found else None
    row.figures_from = found.period.from_date if found else None
    row.figures_to = found.period.to_date if found else None


def _happened(
    session: Session, row: HalfYearReportRow, kind: str, by: Person, reason: str | None
) -> None:
    held = {**_texts(row), "figures": json.loads(row.figures) if row.figures else None}
    event = HalfYearEventRow(
        report_id=row.id,
        kind=kind,
        time=now(),
        by_name=by.name,
        reason=reason,
        held=json.dumps(held, ensure_ascii=False),
    )
    add(session, event)
