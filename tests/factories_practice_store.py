"""Practice as the indicators of fidelity see it, written into a real store."""

from core.caseload_months import Held
from core.codes import MeetingState, Method, Step, Variant
from core.fidelity.measured import Practice
from core.records.fidelity import CasePractice, MeetingHeld, SupportGiven
from db.models import (
    AgreementRow,
    Base,
    CaseRow,
    ContactRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    PhasePlanRow,
    StaffRow,
    SupportCourseRow,
    YoungPersonRow,
    new_id,
)
from tests.factories import put


def put_practice(practice: Practice) -> None:
    """Write the practice into the store, as if it had been recorded there."""
    rows = [StaffRow(id=each, name=each, role="coordinator") for each in ("k", *Method)]
    for number, case in enumerate(practice.cases, start=1):
        rows += _case_rows(case, number)
    for worker in practice.workers:
        rows.append(StaffRow(id=worker.id, name=worker.name, role="support_worker"))
        for place, held in enumerate(worker.held):
            rows += _held_rows(held, f"{worker.id}{place}")
    put(*rows)


def _case_rows(case: CasePractice, number: int) -> list[Base]:
    return [
        YoungPersonRow(id=case.id, name=f"Ung {number}", birth_date=case.birth_date),
        CaseRow(
            id=case.id,
            number=number,
            step=Step.CLOSED.value if case.end else Step.COLLABORATION.value,
            young_person_id=case.id,
            variant=case.variant.value,
            referral_date=case.decided or case.start,
            decision_date=case.decided,
            decision="accepted",
            combination=case.combination.value if case.combination else None,
            coordinator_id="k" if case.coordinated else None,
            start_date=case.start,
            end_date=case.end,
        ),
        *(MeetingRow(case_id=case.id, **_held(each)) for each in case.meetings),
        *(MeasurementRow(case_id=case.id, date=day) for day in case.measured),
        GoalRow(id=case.id, case_id=case.id, set_date=case.start, text="Et mål"),
        *(
            AgreementRow(
                goal_id=case.id,
                text="En aftale",
                responsible="Karen Kold",
                follow_up_date=each.due,
                status=each.status,
                done_date=each.done,
            )
            for each in case.agreements
        ),
        *(row for each in case.support for row in _course_rows(case, each)),
    ]


def _held(meeting: MeetingHeld) -> dict[str, object]:
    return {
        "date": meeting.day,
        "kind": "network",
        "state": MeetingState.HELD.value,
        "next_meeting_date": meeting.next_day,
        "professionals_only_pre_meeting": meeting.alone,
        "young_person_attended": meeting.attended,
        "young_person_had_the_floor": meeting.floor,
        "responsibilities_agreed": meeting.responsibilities,
        "follow_up_agreed": meeting.follow_up,
        "network_map_exists": meeting.map_exists,
        "network_map_used": meeting.map_used,
        "has_chosen_adult": meeting.chosen_adult,
    }


def _course_rows(case: CasePractice, course: SupportGiven) -> list[Base]:
    row = SupportCourseRow(
        id=new_id(),
        case_id=case.id,
        method=course.method.value,
        worker_id=course.method.value,
        start_date=course.start,
        end_date=course.end,
        end_reason=course.end_reason,
        follow_on_support=course.follow_on,
        handover_agreed_date=course.handover,
    )
    home = HousingRow(case_id=case.id, from_date=course.start, situation="own_home")
    plans = [
        PhasePlanRow(case_id=case.id, course_id=row.id, phase=phase.value, made_date=day)
        for phase, day in course.plans.items()
    ]
    contacts = [
        ContactRow(
            case_id=case.id,
            worker_id=course.method.value,
            date=day,
            method=course.method.value,
            activity="direct_contact",
            minutes=60,
            mode="face_to_face",
            place="home" if day in course.out else "office",
        )
        for day in course.talks
    ]
    return [row, *([home] if course.home_at_start else []), *plans, *contacts]


def _held_rows(held: Held, key: str) -> list[Base]:
    """Somebody of the worker's who was not visiteret, so that no other indicator counts them."""
    sm = held.method is Method.SM
    case = CaseRow(
        id=key,
        number=0,
        step=Step.COLLABORATION.value,
        young_person_id=key,
        variant=Variant.H.value,
        referral_date=held.first,
        coordinator_id=held.staff_id if sm else None,
        start_date=held.first,
    )
    course = SupportCourseRow(
        case_id=key, method=held.method.value, worker_id=held.staff_id, start_date=held.first
    )
    return [YoungPersonRow(id=key, name=key), case, *([] if sm else [course])]
