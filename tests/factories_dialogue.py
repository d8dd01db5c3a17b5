"""Measurements with scores, and individual reports, in the store; all defaulted."""

from datetime import date

from core.records.reports import ReportKind, ReportState
from db.models import MeasurementRow, ReportRow, new_id
from tests.factories import ON, put


def put_scores(
    case_id: str, day: date = ON, *, scored_by: str | None = "joint", **scores: int | None
) -> str:
    """A measurement with these scores by life domain; returns its id."""
    row = MeasurementRow(id=new_id(), case_id=case_id, date=day, scored_by=scored_by, **scores)
    put(row)
    return row.id


def put_report(
    case_id: str,
    *,
    kind: ReportKind = ReportKind.COLLAB,
    state: ReportState = ReportState.SUBMITTED,
    from_date: date = date(2026, 2, 1),
    to_date: date = date(2026, 4, 30),
    **told: str | None,
) -> str:
    """A report; returns its id."""
    submitted = to_date if state is ReportState.SUBMITTED else None
    row = ReportRow(
        id=new_id(),
        version=1,
        case_id=case_id,
        kind=kind.value,
        state=state.value,
        from_date=from_date,
        to_date=to_date,
        by_id="karen",
        by_name="Karen Kold",
        submitted_date=submitted,
        **told,
    )
    put(row)
    return row.id
