"""Which table holds which sheet, and how its rows are read in the columns of the format."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import all_codes
from core.exchange import sheets
from db.models import (
    AgreementRow,
    CaseRow,
    ConsentRow,
    ContactRow,
    FidelityRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    NetworkPersonRow,
    ParticipantRow,
    RiskIndicatorRow,
    StaffRow,
    StatusRow,
    SupportCourseRow,
    YoungPersonRow,
)

TABLES: Mapping[str, type[Any]] = MappingProxyType(
    {
        "young_people": YoungPersonRow,
        "staff": StaffRow,
        "cases": CaseRow,
        "support_courses": SupportCourseRow,
        "housing": HousingRow,
        "measurements": MeasurementRow,
        "statuses": StatusRow,
        "meetings": MeetingRow,
        "participants": ParticipantRow,
        "network_people": NetworkPersonRow,
        "goals": GoalRow,
        "agreements": AgreementRow,
        "consents": ConsentRow,
        "contacts": ContactRow,
        "fidelity": FidelityRow,
    }
)

RISKS = "risk_indicators"
"""The one column that has a table of its own."""


def own_columns(sheet: str) -> list[str]:
    """The columns of a sheet that its own table holds."""
    return [name for name in sheets()[sheet] if name != RISKS]


def stored_rows(session: Session, sheet: str) -> Iterable[tuple[str, dict[str, Any]]]:
    """Every row of a sheet by its id, in the columns of the format, in the order of the ids."""
    kind, names = TABLES[sheet], own_columns(sheet)
    columns = kind.__table__.c
    query = select(kind.id, *(columns[name] for name in names)).order_by(kind.id)
    risks = _risks(session) if sheet == "cases" else {}
    for row_id, *values in session.execute(query):
        row = kind.as_told(row_id, dict(zip(names, values, strict=True)))
        if sheet == "cases":
            row[RISKS] = risks.get(row_id)
        yield row_id, row


def _risks(session: Session) -> dict[str, str | None]:
    found: dict[str, list[str]] = defaultdict(list)
    for case_id, indicator in session.execute(
        select(RiskIndicatorRow.case_id, RiskIndicatorRow.indicator)
    ):
        found[case_id].append(indicator)
    return {case_id: in_order(indicators) for case_id, indicators in found.items()}


def in_order(indicators: Iterable[str]) -> str | None:
    """Risk indicators as one text: each once, in the order of the list, strange ones after."""
    order = {code: index for index, code in enumerate(all_codes("risk_indicator"))}
    distinct = sorted(set(indicators), key=lambda code: (order.get(code, len(order)), code))
    return ";".join(distinct) or None
