"""What open cases have of meetings and milestones, each in one statement.

Nobody's rights are asked here: `db.queries.overview` and `db.queries.fidelity` narrow it.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.duties import MEETINGS_A_YEAR
from core.milestones import standing
from db.conditions import Only, network_meeting, of_cases
from db.models import CaseEventRow, MeetingRow, ParticipantRow
from db.queries.milestones import KINDS as MILESTONE_KINDS
from db.queries.rows import by_case, gathered, rows


def meetings(session: Session, on: date, only: Only) -> dict[str, Sequence[date | None]]:
    """By case: the last network meeting held, what it agreed for the next, and the third last.

    Then the day of the last, where professionals met without the young person before it.
    """
    place = func.row_number().over(
        partition_by=MeetingRow.case_id, order_by=(MeetingRow.date.desc(), MeetingRow.id.desc())
    )
    held = (
        select(
            MeetingRow.case_id,
            MeetingRow.date,
            MeetingRow.next_meeting_date,
            MeetingRow.professionals_only_pre_meeting.label("alone"),
            place.label("nth"),
        )
        .where(
            network_meeting(MeetingState.HELD),
            MeetingRow.date <= on,
            of_cases(MeetingRow.case_id, only),
        )
        .subquery()
    )
    query = select(
        held.c.case_id,
        func.min(case((held.c.nth == 1, held.c.date))).label("last"),
        func.min(case((held.c.nth == 1, held.c.next_meeting_date))).label("agreed"),
        func.min(case((held.c.nth == MEETINGS_A_YEAR, held.c.date))).label("third_last"),
        func.min(case((and_(held.c.nth == 1, held.c.alone.is_(True)), held.c.date))).label(
            "deviated"
        ),
    ).group_by(held.c.case_id)
    return {row[0]: row[1:] for row in rows(session, query)}


def planned(session: Session, only: Only) -> dict[str, date]:
    """By case: the earliest network meeting that is planned."""
    return by_case(
        session,
        select(MeetingRow.case_id, func.min(MeetingRow.date))
        .where(network_meeting(MeetingState.PLANNED), of_cases(MeetingRow.case_id, only))
        .group_by(MeetingRow.case_id),
    )


def alone(session: Session, only: Only = None) -> dict[str, tuple[date, ...]]:
    """By case: the days of pre-meetings that somebody, but not the young person, came or comes to.

    The same rule as `core.preparing.professionals_only`.
    """
    held = MeetingRow.state == MeetingState.HELD.value
    there = or_(MeetingRow.state == MeetingState.PLANNED.value, _came(held))
    young = func.count(case((ParticipantRow.role == "young_person", 1)))
    query = (
        select(MeetingRow.case_id, MeetingRow.date)
        .join(ParticipantRow, ParticipantRow.meeting_id == MeetingRow.id)
        .where(MeetingRow.kind == "pre_meeting", there, of_cases(MeetingRow.case_id, only))
        .group_by(MeetingRow.case_id, MeetingRow.id, MeetingRow.date)
        .having(young == 0)
    )
    return gathered((case_id, day) for case_id, day in rows(session, query))


def _came(held: ColumnElement[bool]) -> ColumnElement[bool]:
    told = ParticipantRow.attended
    return and_(held, or_(told.is_(None), told.is_(True)))


def milestones(session: Session, only: Only) -> dict[str, frozenset[str]]:
    """By case: the milestones that somebody has said are done, and not taken back since."""
    query = (
        select(CaseEventRow.case_id, CaseEventRow.kind, CaseEventRow.details)
        .where(CaseEventRow.kind.in_(MILESTONE_KINDS), of_cases(CaseEventRow.case_id, only))
        .order_by(CaseEventRow.id)
    )
    told = gathered((case_id, (kind, details)) for case_id, kind, details in rows(session, query))
    return {case_id: frozenset(standing(happened)) for case_id, happened in told.items()}


def not_followed(without: Sequence[date], last: date | None, deviated: date | None) -> date | None:
    """The first pre-meeting without the young person since the last network meeting (R10)."""
    since = [day for day in without if last is None or day > last]
    return min([*since, *([deviated] if deviated else [])], default=None)
