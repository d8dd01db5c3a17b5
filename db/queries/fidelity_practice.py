"""What the indicators of fidelity look at, in a fixed number of statements; for `fidelity` only.

Nobody's rights are asked here: the answer never leaves `db.queries.fidelity` unfiltered.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, HousingGroup, MeetingState, Method, Variant
from core.cti_progress import met_out
from core.fidelity.measured import Practice
from core.fidelity.of_caseloads import WorkerPractice
from core.housing import has_home
from core.records.fidelity import AgreementMade, CasePractice, MeetingHeld, SupportGiven
from core.records.housing import HousingLine
from core.support import Phase, Span
from db.conditions import network_meeting
from db.engine import reading
from db.models import (
    AgreementRow,
    CaseRow,
    ContactRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    NetworkPersonRow,
    OverrideRow,
    PauseRow,
    PhasePlanRow,
    StaffRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.caseloads import spans
from db.queries.meeting_facts import alone
from db.queries.rows import gathered, rows

MadeT = TypeVar("MadeT")


def practice() -> Practice:
    """All accepted cases and all workers, of all times."""
    with reading() as session:
        return Practice(tuple(_cases(session)), tuple(_workers(session)))


def _cases(session: Session) -> list[CasePractice]:
    meetings = _grouped(session, _MEETINGS, lambda row: MeetingHeld(*row))
    before = {case_id: tuple(sorted(days)) for case_id, days in alone(session).items()}
    measured = _grouped(session, _MEASURED, itemgetter(0))
    agreements = _grouped(session, _AGREEMENTS, lambda row: AgreementMade(*row))
    support = _support(session)
    marked = {row[0] for row in rows(session, _MARKED)}
    return [
        CasePractice(
            id=case_id,
            variant=Variant(variant),
            birth_date=birth_date,
            combination=Combination(combination) if combination else None,
            decided=decided,
            start=start,
            end=end,
            coordinated=coordinator_id is not None,
            adult_marked=case_id in marked,
            meetings=meetings.get(case_id, ()),
            alone=before.get(case_id, ()),
            measured=measured.get(case_id, ()),
            agreements=agreements.get(case_id, ()),
            support=support.get(case_id, ()),
        )
        for (
            case_id,
            variant,
            birth_date,
            combination,
            decided,
            start,
            end,
            coordinator_id,
        ) in rows(session, _CASES)
    ]


_CASES = (
    select(
        CaseRow.id,
        CaseRow.variant,
        YoungPersonRow.birth_date,
        CaseRow.combination,
        CaseRow.decision_date,
        CaseRow.start_date,
        CaseRow.end_date,
        CaseRow.coordinator_id,
    )
    .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
    .where(CaseRow.decision == Decision.ACCEPTED.value)
    .order_by(CaseRow.number)
)
_MEETINGS = (
    select(
        MeetingRow.case_id,
        MeetingRow.date,
        MeetingRow.next_meeting_date,
        MeetingRow.professionals_only_pre_meeting,
        MeetingRow.young_person_attended,
        MeetingRow.young_person_had_the_floor,
        MeetingRow.responsibilities_agreed,
        MeetingRow.follow_up_agreed,
        MeetingRow.network_map_exists,
        MeetingRow.network_map_used,
        MeetingRow.has_chosen_adult,
    )
    .where(network_meeting(MeetingState.HELD))
    .order_by(MeetingRow.date, MeetingRow.id)
)
_MEASURED = select(MeasurementRow.case_id, MeasurementRow.date).order_by(MeasurementRow.date)
_AGREEMENTS = (
    select(
        GoalRow.case_id, AgreementRow.follow_up_date, AgreementRow.status, AgreementRow.done_date
    )
    .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
    .order_by(AgreementRow.follow_up_date, AgreementRow.id)
)
_MARKED = select(NetworkPersonRow.case_id).where(NetworkPersonRow.chosen_adult.is_(True)).distinct()


def _grouped(
    session: Session, query: Executable, made: Callable[[Sequence[Any]], MadeT]
) -> dict[str, tuple[MadeT, ...]]:
    """What is made of each row after its first column, by the first column."""
    told = session.connection().execute(query).all()
    return gathered((key, made(values)) for key, *values in told)


# ---------------------------------------------------------------- support


def _support(session: Session) -> dict[str, tuple[SupportGiven, ...]]:
    pauses = _grouped(session, _PAUSES, lambda row: Span(*row))
    plans = _grouped(session, _PLANS, tuple)
    homes = _grouped(session, _HOUSING, _housing_line)
    contacts = _grouped(session, _CONTACTS, tuple)

    def made(row: Sequence[Any]) -> SupportGiven:
        case_id, course_id, method, start, end, reason, follow_on, handover = row
        talked = contacts.get(case_id, ())
        return SupportGiven(
            method=Method(method),
            start=start,
            end=end,
            end_reason=reason,
            follow_on=follow_on,
            handover=handover,
            home_at_start=has_home(homes.get(case_id, ()), start),
            plans={Phase(phase): day for phase, day in plans.get(course_id, ())},
            talks=tuple(day for day, _, _ in talked),
            out=tuple(day for day, mode, place in talked if met_out(mode, place)),
            pauses=pauses.get(course_id, ()),
        )

    return _grouped(session, _COURSES, made)


_COURSES = select(
    SupportCourseRow.case_id,
    SupportCourseRow.case_id.label("of"),
    SupportCourseRow.id,
    SupportCourseRow.method,
    SupportCourseRow.start_date,
    SupportCourseRow.end_date,
    SupportCourseRow.end_reason,
    SupportCourseRow.follow_on_support,
    SupportCourseRow.handover_agreed_date,
).order_by(SupportCourseRow.start_date, SupportCourseRow.id)
_PAUSES = select(PauseRow.course_id, PauseRow.from_date, PauseRow.to_date)
_PLANS = select(PhasePlanRow.course_id, PhasePlanRow.phase, PhasePlanRow.made_date).where(
    PhasePlanRow.course_id.is_not(None), PhasePlanRow.made_date.is_not(None)
)
_CONTACTS = (
    select(ContactRow.case_id, ContactRow.date, ContactRow.mode, ContactRow.place)
    .where(ContactRow.method == Method.CTI.value, ContactRow.activity == "direct_contact")
    .order_by(ContactRow.date)
)
_HOUSING = select(
    HousingRow.case_id,
    HousingRow.situation,
    HousingRow.from_date,
    HousingRow.to_date,
    HousingRow.allocated_date,
    HousingRow.lease_signed_date,
    HousingRow.waiting_list_date,
)


def _housing_line(row: Sequence[Any]) -> HousingLine:
    situation, *days = row
    return HousingLine("", 0, situation, HousingGroup.UNKNOWN, *days)


# ---------------------------------------------------------------- workers


def _workers(session: Session) -> list[WorkerPractice]:
    held = gathered((span.staff_id, span) for span in spans(session))
    aside = _grouped(session, _ASIDE, lambda row: Span(*row))
    return [
        WorkerPractice(
            id=staff_id,
            name=name,
            held=held[staff_id],
            aside=aside.get(staff_id, ()),
            fte=fte,
            aftercare=bool(aftercare),
        )
        for staff_id, name, fte, aftercare in rows(session, _STAFF)
        if staff_id in held
    ]


_STAFF = select(StaffRow.id, StaffRow.name, StaffRow.fte, StaffRow.aftercare).order_by(StaffRow.id)
_ASIDE = select(OverrideRow.staff_id, OverrideRow.date, OverrideRow.valid_to).where(
    OverrideRow.rule == "R07", OverrideRow.staff_id.is_not(None)
)
