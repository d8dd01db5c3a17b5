"""The rows that the story of one case is told from, within a transaction.

They come in one statement, and a second one for what hangs on other rows than the case: on its
support courses and applications for a home, and on members of staff.
"""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import (
    CaseEventRow,
    CaseRow,
    ChildNotificationRow,
    ConsentRow,
    GoalRow,
    HomeApplicationRow,
    HomeEventRow,
    HomeOfferRow,
    HousingRow,
    IcmAgreementRow,
    IcmReviewRow,
    MeasurementRow,
    MeetingRow,
    OverrideRow,
    PauseRow,
    PhasePlanRow,
    ReportRow,
    ShelterStayRow,
    StaffRow,
    StatusRow,
    SupportCourseRow,
)
from db.queries.happenings import staff_in
from db.together import Answers, Part, Together


def rows_of_story(session: Session, case_id: str) -> Answers | None:
    """All parts by name, in the order in which they are told; None where there is no such case."""
    told = _OF_CASE.of(session, case_id=case_id)
    if not told["cases"]:
        return None
    courses = [course.id for course in told["courses"]]
    applications = [application.id for application in told["applications"]]
    staff = staff_in(told)
    if not (courses or applications or staff):
        return {**told, **_FURTHER.nothing}
    further = _FURTHER.of(session, courses=courses, applications=applications, staff=list(staff))
    return {**told, **further}


def _of_case(
    case_id: InstrumentedAttribute[str],
    *columns: InstrumentedAttribute[Any],
    order: tuple[str, ...] = ("id",),
) -> Part:
    return Part(select(*columns).where(case_id == bindparam("case_id")), order)


def _among(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True))


_OF_CASE = Together(
    cases=_of_case(
        CaseRow.id,
        CaseRow.id,
        CaseRow.step,
        CaseRow.referral_date,
        CaseRow.referrer_name,
        CaseRow.referrer_organisation,
        CaseRow.referral_reason,
        CaseRow.taken_up_date,
        CaseRow.assessed_date,
        CaseRow.target_group,
        CaseRow.decision,
        CaseRow.decision_date,
        CaseRow.decision_reason,
        CaseRow.reject_reason,
        CaseRow.combination,
        CaseRow.coordinator_id,
        CaseRow.contact_worker_id,
        CaseRow.start_date,
        CaseRow.end_date,
        CaseRow.closure_reason,
        CaseRow.closure_note,
    ),
    events=_of_case(
        CaseEventRow.case_id,
        CaseEventRow.id,
        CaseEventRow.date,
        CaseEventRow.kind,
        CaseEventRow.reason,
        CaseEventRow.details,
    ),
    overrides=_of_case(
        OverrideRow.case_id,
        OverrideRow.id,
        OverrideRow.date,
        OverrideRow.rule,
        OverrideRow.subject_id,
        OverrideRow.staff_id,
        OverrideRow.by_name,
        OverrideRow.reason,
        OverrideRow.valid_to,
    ),
    consents=_of_case(
        ConsentRow.case_id,
        ConsentRow.id,
        ConsentRow.given_date,
        ConsentRow.withdrawn_date,
        ConsentRow.party,
    ),
    meetings=_of_case(
        MeetingRow.case_id, MeetingRow.id, MeetingRow.date, MeetingRow.kind, MeetingRow.state
    ),
    goals=_of_case(
        GoalRow.case_id,
        GoalRow.id,
        GoalRow.set_date,
        GoalRow.closed_date,
        GoalRow.status,
        GoalRow.text,
    ),
    homes=_of_case(
        HousingRow.case_id,
        HousingRow.id,
        HousingRow.from_date,
        HousingRow.situation,
        HousingRow.waiting_list_date,
        HousingRow.allocated_date,
        HousingRow.lease_signed_date,
        order=("from_date", "id"),
    ),
    applications=_of_case(HomeApplicationRow.case_id, HomeApplicationRow.id),
    home_events=_of_case(
        HomeEventRow.case_id,
        HomeEventRow.id,
        HomeEventRow.date,
        HomeEventRow.kind,
        HomeEventRow.note,
        order=("date", "id"),
    ),
    stays=_of_case(
        ShelterStayRow.case_id,
        ShelterStayRow.id,
        ShelterStayRow.from_date,
        ShelterStayRow.to_date,
        ShelterStayRow.place_kind,
        ShelterStayRow.section_85a_date,
        order=("from_date", "id"),
    ),
    courses=_of_case(
        SupportCourseRow.case_id,
        SupportCourseRow.id,
        SupportCourseRow.method,
        SupportCourseRow.worker_id,
        SupportCourseRow.start_date,
        SupportCourseRow.end_date,
        SupportCourseRow.end_reason,
        SupportCourseRow.follow_on_note,
        SupportCourseRow.handover_agreed_date,
        order=("start_date", "id"),
    ),
    plans=_of_case(
        PhasePlanRow.case_id,
        PhasePlanRow.id,
        PhasePlanRow.phase,
        PhasePlanRow.made_date,
        PhasePlanRow.plan,
        PhasePlanRow.closed_date,
        PhasePlanRow.closing_note,
    ),
    measurements=_of_case(
        MeasurementRow.case_id, MeasurementRow.id, MeasurementRow.date, MeasurementRow.kind
    ),
    statuses=_of_case(
        StatusRow.case_id,
        StatusRow.id,
        StatusRow.date,
        StatusRow.in_education,
        StatusRow.education_type,
        StatusRow.employment,
    ),
    reports=_of_case(ReportRow.case_id, ReportRow.id, ReportRow.kind, ReportRow.submitted_date),
    notifications=_of_case(
        ChildNotificationRow.case_id,
        ChildNotificationRow.id,
        ChildNotificationRow.date,
        ChildNotificationRow.by_name,
        ChildNotificationRow.unit,
        order=("date", "id"),
    ),
)

_FURTHER = Together(
    pauses=Part(
        select(
            PauseRow.id, PauseRow.from_date, PauseRow.to_date, PauseRow.reason, PauseRow.note
        ).where(_among(PauseRow.course_id, "courses")),
        order=("id",),
    ),
    agreements=Part(
        select(IcmAgreementRow.id, IcmAgreementRow.agreed_date, IcmAgreementRow.goals).where(
            _among(IcmAgreementRow.course_id, "courses")
        ),
        order=("agreed_date", "id"),
    ),
    reviews=Part(
        select(IcmReviewRow.id, IcmReviewRow.review_date, IcmReviewRow.reason).where(
            _among(IcmReviewRow.course_id, "courses")
        ),
        order=("review_date", "id"),
    ),
    offers=Part(
        select(
            HomeOfferRow.id,
            HomeOfferRow.offered_date,
            HomeOfferRow.description,
            HomeOfferRow.answer,
            HomeOfferRow.answered_date,
            HomeOfferRow.reason,
        ).where(_among(HomeOfferRow.application_id, "applications")),
        order=("offered_date", "id"),
    ),
    staff=Part(select(StaffRow.id, StaffRow.name).where(_among(StaffRow.id, "staff"))),
)
