"""One case as a whole: what happened, how far the seven steps are, which rules are set aside."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, MeetingState, Step, TargetGroup
from core.housing import HOMES
from core.permissions import Act, may
from core.records.caseload import Granted
from core.records.people import Person, Reach
from core.records.timeline import Happening, Story, Way
from core.seven_steps import states
from db.conditions import network_meeting
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, HousingRow, MeetingRow, OverrideRow, StaffRow, SupportCourseRow
from db.queries import happenings
from db.queries.housing import rows_of
from db.queries.naming import readable
from db.queries.support import course_rows
from db.queries.visible import reach_of


def story(case_id: str, *, by: Person, on: date) -> Story | None:
    """The whole way of one case; None where there is none or the person may not see it."""
    told = _told(case_id, on)
    if told is None or not may(by, Act.SEE_CASE, told[0]):
        return None
    return readable(told[1], case_id, by=by)


@kept_by_case
def _told(case_id: str, on: date) -> tuple[Reach, Story] | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            return None
        courses, homes = course_rows(session, case_id), rows_of(session, case_id)
        return reach_of(session, case), Story(
            happenings=_newest_first(happenings.of_case(session, case, courses, homes, on)),
            trin=states(_way(session, case, courses, homes, on)),
            overrides=tuple(_in_force(session, case, on)),
        )


def _newest_first(told: Sequence[Happening]) -> tuple[Happening, ...]:
    """By day; of one day the later told is the newer."""
    ordered = sorted(told, key=_day)
    ordered.reverse()
    return tuple(ordered)


def _day(told: Happening) -> date:
    return told.date


def _way(
    session: Session,
    case: CaseRow,
    courses: Sequence[SupportCourseRow],
    homes: Sequence[HousingRow],
    on: date,
) -> Way:
    begun = [course for course in courses if course.start_date <= on]
    still = [course for course in begun if course.end_date is None]
    return Way(
        taken_up=case.taken_up_date is not None or Step(case.step) is Step.ASSESSMENT,
        assessed=case.assessed_date is not None or case.target_group is not None,
        turned_down=case.step == Step.REJECTED.value,
        accepted=case.decision == Decision.ACCEPTED.value,
        coordinated=case.coordinator_id is not None,
        met=_has_met(session, case.id),
        granted_support=case.combination in {Combination.SM_CTI, Combination.SM_ICM},
        homeless=case.target_group == TargetGroup.HOMELESS.value,
        worker_named=bool(courses) or case.contact_worker_id is not None,
        support_begun=bool(begun),
        support_open=bool(still),
        handover_agreed=any(course.handover_agreed_date for course in still),
        home_promised=any(home.allocated_date or home.lease_signed_date for home in homes),
        moved_in=any(home.situation in HOMES and home.from_date <= on for home in homes),
        closed=case.step == Step.CLOSED.value,
    )


def _has_met(session: Session, case_id: str) -> bool:
    held = select(MeetingRow.id).where(
        MeetingRow.case_id == case_id, network_meeting(MeetingState.HELD)
    )
    return session.scalar(held.limit(1)) is not None


def _in_force(session: Session, case: CaseRow, on: date) -> list[Granted]:
    """The rules set aside: until their last day, or as long as the course they stand for."""
    query = (
        select(OverrideRow, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == OverrideRow.staff_id)
        .outerjoin(SupportCourseRow, SupportCourseRow.id == OverrideRow.subject_id)
        .where(
            OverrideRow.case_id == case.id,
            or_(OverrideRow.valid_to.is_(None), OverrideRow.valid_to >= on),
            SupportCourseRow.end_date.is_(None),
        )
        .order_by(OverrideRow.date, OverrideRow.id)
    )
    if case.step in {Step.CLOSED.value, Step.REJECTED.value}:
        return []
    return [
        Granted(row.rule, worker, row.reason, row.date, row.valid_to, row.by_name)
        for row, worker in session.execute(query)
    ]
