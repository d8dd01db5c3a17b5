"""Questions about the half-year reports: who writes them sees all, others the locked ones."""

import json
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.half_year import SECTIONS, covering
from core.permissions import Act, may
from core.records.half_year import HalfYearEvent, HalfYearReport, ReportFigures
from core.records.people import Person
from core.tallies import Period
from db.engine import reading
from db.kept import Kept
from db.models import HalfYearEventRow, HalfYearReportRow
from db.queries import releases
from db.queries.rows import gathered


def every_report(*, by: Person) -> tuple[HalfYearReport, ...]:
    """The reports that the person may read, newest first."""
    if not may(by, Act.SEE_AGGREGATES):
        return ()
    writes = may(by, Act.WRITE_HALF_YEAR_REPORT)
    return tuple(each for each in _reports() if writes or each.locked_time is not None)


def report(period: Period, *, by: Person) -> HalfYearReport | None:
    """The report of that half-year; None where there is none that the person may read."""
    return next((each for each in every_report(by=by) if each.period == period), None)


def released(period: Period, *, by: Person, on: date) -> ReportFigures | None:
    """What is released of the half-year now; None where too few young people were there (R19)."""
    found = covering(releases.offered(by=by, on=on), period)
    if found is None:
        return None
    return ReportFigures(found, releases.figures(found, None, by=by, on=on))


@Kept
def _reports() -> tuple[HalfYearReport, ...]:
    """All of them, those that are being written too: nobody's rights are asked."""
    query = select(HalfYearReportRow)
    with reading() as session:
        rows = session.scalars(query.order_by(HalfYearReportRow.from_date.desc())).all()
        events = _events(session, [row.id for row in rows])
        return tuple(_report(row, events.get(row.id, ())) for row in rows)


def _events(
    session: Session, report_ids: Collection[str]
) -> Mapping[str, tuple[HalfYearEvent, ...]]:
    """What happened to these reports, oldest first."""
    rows = session.scalars(
        select(HalfYearEventRow)
        .where(HalfYearEventRow.report_id.in_(report_ids))
        .order_by(HalfYearEventRow.time, HalfYearEventRow.id)
    )
    return gathered(
        (row.report_id, HalfYearEvent(row.kind, row.time, row.by_name, row.reason)) for row in rows
    )


def _report(row: HalfYearReportRow, events: tuple[HalfYearEvent, ...]) -> HalfYearReport:
    return HalfYearReport(
        id=row.id,
        period=Period(row.from_date, row.to_date),
        texts={section: getattr(row, section) for section in SECTIONS},
        frozen=_frozen(row),
        hidden_below=row.hidden_below,
        locked_time=row.locked_time,
        locked_by=row.locked_by,
        version=row.version,
        events=events,
    )


def _frozen(row: HalfYearReportRow) -> ReportFigures | None:
    if row.figures is None or row.figures_from is None or row.figures_to is None:
        return None
    return ReportFigures(Period(row.figures_from, row.figures_to), json.loads(row.figures))
