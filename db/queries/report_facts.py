"""What the records say of a period of one case, for the individual reports; for `reports` only."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import MeetingState, all_codes
from core.records.reports import ReportFacts, ReportKind
from core.reports import METHODS
from db.conditions import AGREEMENT_STATUS, network_meeting
from db.models import AgreementRow, ContactRow, GoalRow, MeasurementRow, MeetingRow, StatusRow
from db.queries.housing import rows_of


def facts_of(
    session: Session, case_id: str, kind: ReportKind, first: date, last: date
) -> ReportFacts:
    """The facts of the days `first` to `last`, both included; states are those on the last day."""
    contacts, minutes = _contacts(session, case_id, kind, first, last)
    status = _status(session, case_id, last)
    goals = _goals(session, case_id, last)
    return ReportFacts(
        meetings=_meetings(session, case_id, first, last),
        agreements=_agreements(session, case_id, first, last),
        contacts=contacts,
        minutes=minutes,
        housing=_housing(session, case_id, last),
        in_education=status.in_education if status else None,
        education_type=status.education_type if status else None,
        employment=status.employment if status else None,
        scores=_scores(session, case_id, last),
        open_goals=tuple(goal.text for goal in goals if not _closed(goal, last)),
        reached_goals=tuple(
            goal.text
            for goal in goals
            if goal.status == "reached" and goal.closed_date and first <= goal.closed_date <= last
        ),
    )


def stored(facts: ReportFacts) -> str:
    """The facts as they are kept with a submitted report."""
    return json.dumps(asdict(facts), ensure_ascii=False)


def read(text: str) -> ReportFacts:
    """The facts that were kept with a report."""
    told: dict[str, Any] = json.loads(text)
    for name in ("open_goals", "reached_goals"):
        told[name] = tuple(told[name])
    return ReportFacts(**told)


def _meetings(session: Session, case_id: str, first: date, last: date) -> int:
    query = select(func.count()).where(
        MeetingRow.case_id == case_id,
        network_meeting(MeetingState.HELD),
        MeetingRow.date.between(first, last),
    )
    return session.scalar(query) or 0


def _agreements(session: Session, case_id: str, first: date, last: date) -> Mapping[str, int]:
    rows = session.scalars(
        select(AGREEMENT_STATUS)
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .where(GoalRow.case_id == case_id, AgreementRow.follow_up_date.between(first, last))
    )
    counted = Counter(rows)
    return {status: counted[status] for status in all_codes("agreement_status")}


def _contacts(
    session: Session, case_id: str, kind: ReportKind, first: date, last: date
) -> tuple[int, Mapping[str, int]]:
    rows = session.execute(
        select(ContactRow.activity, func.count(), func.sum(ContactRow.minutes))
        .where(
            ContactRow.case_id == case_id,
            ContactRow.method.in_(sorted(method.value for method in METHODS[kind])),
            ContactRow.date.between(first, last),
        )
        .group_by(ContactRow.activity)
        .order_by(ContactRow.activity)
    ).all()
    return sum(number for _, number, _ in rows), {
        activity: int(minutes) for activity, _, minutes in rows
    }


def _housing(session: Session, case_id: str, last: date) -> str | None:
    known = [
        row
        for row in rows_of(session, case_id)
        if row.from_date <= last and (row.to_date is None or last < row.to_date)
    ]
    return known[-1].situation if known else None


def _status(session: Session, case_id: str, last: date) -> StatusRow | None:
    query = select(StatusRow).where(StatusRow.case_id == case_id, StatusRow.date <= last)
    return session.scalar(query.order_by(StatusRow.date.desc(), StatusRow.id.desc()).limit(1))


def _scores(session: Session, case_id: str, last: date) -> Mapping[str, int]:
    rows = session.scalars(
        select(MeasurementRow)
        .where(MeasurementRow.case_id == case_id, MeasurementRow.date <= last)
        .order_by(MeasurementRow.date, MeasurementRow.id)
    ).all()
    latest: dict[str, int] = {}
    for domain in all_codes("life_domain"):
        scores = [getattr(row, domain) for row in rows if getattr(row, domain) is not None]
        if scores:
            latest[domain] = scores[-1]
    return latest


def _goals(session: Session, case_id: str, last: date) -> list[GoalRow]:
    query = select(GoalRow).where(GoalRow.case_id == case_id, GoalRow.set_date <= last)
    return list(session.scalars(query.order_by(GoalRow.set_date, GoalRow.id)))


def _closed(goal: GoalRow, last: date) -> bool:
    if goal.closed_date is not None:
        return goal.closed_date <= last
    return goal.status not in (None, "open")
