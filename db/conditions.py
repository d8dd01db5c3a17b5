"""Conditions that several statements share, on cases, meetings and agreements."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from core.agreements import AgreementStatus
from core.codes import MeetingState
from core.meetings import NETWORK
from core.pathway import OPEN_STEPS
from db.models import AgreementRow, CaseRow, MeetingRow

Only = Collection[str] | None
"""The ids of the cases asked about; None: all."""

OPEN_CASE: ColumnElement[bool] = CaseRow.step.in_([step.value for step in OPEN_STEPS])
"""The case is not closed, and was not turned down."""

LAST_DAY: ColumnElement[date] = func.coalesce(
    CaseRow.end_date, CaseRow.decision_date, CaseRow.referral_date
)
"""Of a case that is not open: the day from which it is kept."""

AGREEMENT_STATUS: ColumnElement[str] = func.coalesce(
    AgreementRow.status, AgreementStatus.OPEN.value
)
"""How an agreement stands; imported rows may leave it blank, which is open."""

OPEN_AGREEMENT: ColumnElement[bool] = or_(
    AgreementRow.status.is_(None), AgreementRow.status == AgreementStatus.OPEN.value
)
"""Nobody has said how the agreement went."""


def network_meeting(state: MeetingState) -> ColumnElement[bool]:
    """The meeting is a network meeting, and held, planned or cancelled."""
    return and_(MeetingRow.kind == NETWORK, MeetingRow.state == state.value)


def of_cases(case_id: InstrumentedAttribute[str], only: Only) -> ColumnElement[bool]:
    """The row is of one of the cases."""
    return true() if only is None else case_id.in_(only)
