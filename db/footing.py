"""What the store records of cases, as far as it decides where they stand (`core.pathway`)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Decision, MeetingState
from core.housing import HOMES
from core.pathway import Footing
from db.conditions import Only, network_meeting, of_cases
from db.models import CaseRow, HousingRow, MeetingRow, SupportCourseRow

_TURNED_DOWN = frozenset({Decision.REJECTED, Decision.WITHDRAWN})
FEW = 100
"""So many cases are asked for by their ids; of more, all are read and those are picked out."""


def footings(session: Session, on: date, cases: Only = None) -> dict[str, Footing]:
    """The footing of each case by id; of all cases where none are named.

    A case that has started without a decision on record counts as accepted: imported histories
    leave the decision out, and nobody starts unaccepted.
    """
    few = cases if cases is None or len(cases) <= FEW else None
    course = select(SupportCourseRow.case_id, SupportCourseRow.end_date)
    courses = session.execute(course.where(of_cases(SupportCourseRow.case_id, few))).all()
    ever = {case_id for case_id, _ in courses}
    running = {case_id for case_id, end in courses if end is None}
    held, housed = _met(session, few), _housed(session, on, few)
    query = select(
        CaseRow.id, CaseRow.decision, CaseRow.start_date, CaseRow.end_date, CaseRow.taken_up_date
    ).where(of_cases(CaseRow.id, few))
    return {
        case_id: Footing(
            taken_up=taken_up is not None,
            accepted=decision == Decision.ACCEPTED or (decision is None and start is not None),
            turned_down=decision in _TURNED_DOWN,
            ended=end is not None,
            network_meeting_held=case_id in held,
            support_open=case_id in running,
            support_ever=case_id in ever,
            housed_in_own_home=case_id in housed,
        )
        for case_id, decision, start, end, taken_up in session.execute(query)
        if cases is None or case_id in cases
    }


def _met(session: Session, cases: Only) -> set[str]:
    """The cases whose network meeting was held."""
    query = select(MeetingRow.case_id).where(
        network_meeting(MeetingState.HELD), of_cases(MeetingRow.case_id, cases)
    )
    return set(session.scalars(query))


def _housed(session: Session, on: date, cases: Only) -> set[str]:
    """The cases of who lives in a home of their own on that day."""
    query = select(HousingRow.case_id).where(
        HousingRow.situation.in_(HOMES),
        HousingRow.from_date <= on,
        HousingRow.to_date.is_(None),
        of_cases(HousingRow.case_id, cases),
    )
    return set(session.scalars(query))
