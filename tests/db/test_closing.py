"""Support courses and cases end, go on afterwards, and are opened again."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.caseload import CapAside, CaseloadFull
from core.closing import (
    CaseClosed,
    CaseEnding,
    CtiTooEarly,
    FollowOnMissing,
    FurtherGoal,
    InvolvementMissing,
    StillOpen,
    SupportEnding,
    SupportStillOpen,
)
from core.codes import Combination, Method, Role, Step
from core.errors import (
    ChangedByOther,
    DatesOutOfOrder,
    MissingValue,
    NotAllowed,
    NotFound,
    WrongStep,
)
from core.housing import HousingOverlaps, WayHome
from core.referral import OpenCaseExists
from core.support import SupportAlreadyOpen, SupportEnded, WorkerNotAtWork
from db import actions, queries
from db.engine import Store, reading
from db.models import CaseEventRow, CaseRow, MeetingRow, PauseRow, StaffRow, SupportCourseRow
from tests.factories import person, put, put_staff
from tests.factories_support import (
    COORDINATOR,
    WORKER,
    put_course,
    put_courses,
    put_home,
    put_supported_case,
)

ON = date(2026, 12, 4)
END = date(2026, 12, 2)
LEAD = person(Role.PROJECT_LEAD, name="Lone Lund", account_id="lead", staff_id="lead")
KAREN = person(Role.COORDINATOR, name="Karen Kold", account_id="karen", staff_id=COORDINATOR)
IDA = person(Role.SUPPORT_WORKER, name="Ida Iversen", account_id="ida", staff_id=WORKER)
ASIDE = CapAside(reason="Genoptages", until=date(2027, 1, 31))


@pytest.fixture
def staff(store: Store) -> Store:
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI;ICM")
    return store


def stored(kind: type, row_id: str):
    with reading() as session:
        return session.get(kind, row_id)


def supported(method: Method = Method.CTI, step: Step = Step.SUPPORT, **columns: object):
    case = put_supported_case(step=step, combination=Combination(f"SM_{method.value}"))
    return case, put_course(case.id, method=method, **columns)


def end_support(course_id: str, **changes: object) -> None:
    how = {"by": IDA, "on": ON, "seen_version": 1}
    how |= {name: changes.pop(name) for name in tuple(changes) if name in how}
    values = {
        "end_date": END,
        "end_reason": "planned",
        "follow_on_support": "section_85",
        **changes,
    }
    actions.closing.close_support_course(course_id, SupportEnding(**values), **how)


def end_case(case_id: str, **changes: object) -> None:
    how = {"by": KAREN, "on": ON, "seen_version": 1}
    how |= {name: changes.pop(name) for name in tuple(changes) if name in how}
    values = {
        "end_date": ON,
        "closure_reason": "planned",
        "young_person_involved": True,
        "team_involved": True,
        "housing_situation": "own_home",
        "in_education": True,
        "education_type": "fgu",
        "employment": "not_relevant",
        **changes,
    }
    actions.closing.close_case(case_id, CaseEnding(**values), **how)


# ---------------------------------------------------------------- support


@pytest.mark.parametrize("step", [Step.SUPPORT, Step.MOVED_IN])
def test_the_support_worker_ends_the_course_and_the_case_stands_on_the_sixth_step(staff, step):
    case, course = supported(step=step)
    end_support(course.id)
    [told] = queries.support.courses(case.id, by=LEAD)
    assert (told.end_date, told.end_reason, told.follow_on_support) == (
        END,
        "planned",
        "section_85",
    )
    assert stored(CaseRow, case.id).step == Step.SUPPORT_ENDED


def test_without_a_decision_on_what_follows_nothing_ends(staff):
    case, course = supported()
    with pytest.raises(FollowOnMissing):
        end_support(course.id, follow_on_support=None)
    assert stored(SupportCourseRow, course.id).end_date is None
    assert stored(CaseRow, case.id).step == Step.SUPPORT


def test_an_early_end_of_cti_is_kept_with_its_reason(staff):
    case, course = supported()
    with pytest.raises(CtiTooEarly):
        end_support(course.id, end_date=END - timedelta(days=1))
    end_support(course.id, end_date=END - timedelta(days=1), early_reason="Klarer sig selv")
    [override] = queries.support.courses(case.id, by=LEAD)[0].overrides
    assert (override.rule, override.reason, override.by_name) == (
        "R05",
        "Klarer sig selv",
        "Ida Iversen",
    )


def test_a_pause_that_goes_on_ends_with_the_course(staff):
    _, course = supported()
    put(
        PauseRow(id="p", version=1, course_id=course.id, from_date=date(2026, 11, 1), reason="away")
    )
    end_support(course.id)
    assert stored(PauseRow, "p").to_date == END


def test_a_course_ends_once(staff):
    _, course = supported(end_date=END)
    with pytest.raises(SupportEnded):
        end_support(course.id, by=LEAD)


def test_a_stale_page_cannot_end_a_course(staff):
    _, course = supported()
    with pytest.raises(ChangedByOther):
        end_support(course.id, seen_version=3)


def test_a_worker_of_another_course_cannot_end_it(staff):
    _, course = supported(worker_id="jens")
    with pytest.raises(NotFound):
        end_support(course.id)


# ---------------------------------------------------------------- the case


def test_a_case_cannot_be_closed_while_support_is_open(staff):
    case, _ = supported()
    with pytest.raises(SupportStillOpen) as refused:
        end_case(case.id)
    assert refused.value.facts == {"method": Method.CTI}


def test_a_support_worker_cannot_close_a_case(staff):
    case, _ = supported()
    with pytest.raises(NotAllowed):
        end_case(case.id, by=IDA)


def test_a_closed_case_says_how_the_young_person_lives_learns_and_works(staff):
    case = put_supported_case()
    put_home(case.id, situation="shelter_110", from_date=date(2026, 1, 1))
    end_case(case.id, closure_note="Det går godt")
    told = queries.closing.closure(case.id, by=LEAD)
    assert stored(CaseRow, case.id).step == Step.CLOSED
    assert (told.end_date, told.closure_reason, told.young_person_involved) == (
        ON,
        "planned",
        True,
    )
    assert (told.housing_situation, told.in_education, told.education_type) == (
        "own_home",
        True,
        "fgu",
    )
    lines = queries.housing.history(case.id, by=LEAD)
    assert [(line.situation, line.from_date, line.to_date) for line in lines] == [
        ("shelter_110", date(2026, 1, 1), ON),
        ("own_home", ON, None),
    ]


def test_a_home_that_has_not_changed_is_not_written_twice(staff):
    case = put_supported_case()
    put_home(case.id, from_date=date(2026, 4, 1))
    end_case(case.id)
    assert len(queries.housing.history(case.id, by=LEAD)) == 1


def test_a_closure_before_the_last_known_home_is_refused(staff):
    case = put_supported_case()
    put_home(case.id, situation="hotel", from_date=date(2026, 12, 1))
    with pytest.raises(HousingOverlaps) as refused:
        end_case(case.id, end_date=date(2026, 11, 1))
    assert refused.value.field == "housing_situation"


def test_a_case_cannot_end_before_its_support_did(staff):
    case, course = supported()
    end_support(course.id)
    with pytest.raises(DatesOutOfOrder):
        end_case(case.id, end_date=END - timedelta(days=1), seen_version=2)


def test_a_case_cannot_be_closed_without_saying_who_was_involved(staff):
    with pytest.raises(InvolvementMissing):
        end_case(put_supported_case().id, team_involved=None)


@pytest.mark.parametrize("step", [Step.REFERRED, Step.ASSESSMENT, Step.CLOSED])
def test_only_an_accepted_open_case_can_be_closed(staff, step: Step):
    with pytest.raises(WrongStep):
        end_case(put_supported_case(step=step).id)


def test_a_further_goal_has_somebody_responsible(staff):
    case = put_supported_case()
    goal = FurtherGoal(
        text="Blive i lejligheden",
        action="Ringe til viceværten",
        responsible="Mentor Mona",
        follow_up_date=date(2027, 1, 15),
    )
    actions.closing.add_further_goal(case.id, goal, by=KAREN, on=ON)
    [line] = queries.closing.closure(case.id, by=LEAD).further_goals
    assert (line.text, line.action, line.responsible, line.follow_up_date) == (
        "Blive i lejligheden",
        "Ringe til viceværten",
        "Mentor Mona",
        date(2027, 1, 15),
    )


def test_a_support_worker_writes_no_further_goals(staff):
    case, _ = supported()
    goal = FurtherGoal(text="a", action="b", responsible="c", follow_up_date=ON)
    with pytest.raises(NotAllowed):
        actions.closing.add_further_goal(case.id, goal, by=IDA, on=ON)


# ---------------------------------------------------------------- opened again


def reopen_support(course_id: str, **changes: object) -> None:
    values = {"reason": "For tidligt", "seen_version": 1, "by": KAREN, "on": ON, **changes}
    actions.reopening.reopen_support(course_id, **values)


def reopen_case(case_id: str, **changes: object) -> None:
    values = {"reason": "Mistede boligen", "seen_version": 1, "by": KAREN, "on": ON, **changes}
    actions.reopening.reopen_case(case_id, **values)


def ended_course(method: Method = Method.ICM):
    return supported(
        method,
        Step.SUPPORT_ENDED,
        end_date=END,
        end_reason="planned",
        follow_on_support="section_85",
        follow_on_note="To timer om ugen",
    )


def events(case: CaseRow) -> list[CaseEventRow]:
    with reading() as session:
        return list(
            session.scalars(select(CaseEventRow).where(CaseEventRow.case_id == case.id)).all()
        )


def test_a_reopened_course_goes_on_and_its_ending_is_kept(staff):
    case, course = ended_course()
    reopen_support(course.id)
    row = stored(SupportCourseRow, course.id)
    assert (row.end_date, row.end_reason, row.follow_on_support) == (None, None, None)
    assert stored(CaseRow, case.id).step == Step.SUPPORT
    [event] = events(case)
    assert (event.kind, event.reason, event.by_name) == (
        "support_reopened",
        "For tidligt",
        "Karen Kold",
    )
    assert json.loads(event.details) == {
        "id": course.id,
        "end_date": "2026-12-02",
        "end_reason": "planned",
        "follow_on_support": "section_85",
        "follow_on_note": "To timer om ugen",
    }


def test_a_reopened_course_stands_on_the_fifth_step_where_the_home_is_lived_in(staff):
    case, course = ended_course()
    put_home(case.id, from_date=date(2026, 6, 1))
    reopen_support(course.id)
    assert stored(CaseRow, case.id).step == Step.MOVED_IN


def test_the_caps_hold_for_a_reopening(staff):
    case, course = ended_course()
    put_courses(8, method=Method.ICM)
    with pytest.raises(CaseloadFull):
        reopen_support(course.id)
    assert stored(SupportCourseRow, course.id).end_date == END
    with pytest.raises(NotAllowed):
        reopen_support(course.id, aside=ASIDE)
    reopen_support(course.id, by=LEAD, aside=ASIDE)
    assert stored(CaseRow, case.id).step == Step.SUPPORT


def test_a_course_that_ended_today_takes_its_own_place_back(staff):
    case = put_supported_case(step=Step.SUPPORT_ENDED, combination=Combination.SM_ICM)
    put_courses(7, method=Method.ICM)
    course = put_course(case.id, method=Method.ICM, end_date=ON, end_reason="planned")
    reopen_support(course.id)
    assert stored(SupportCourseRow, course.id).end_date is None


def test_a_course_cannot_be_reopened_on_a_closed_case(staff):
    case = put_supported_case(step=Step.CLOSED, end_date=ON)
    course = put_course(case.id, end_date=END)
    with pytest.raises(CaseClosed):
        reopen_support(course.id)


def test_an_open_course_cannot_be_reopened_nor_one_beside_another(staff):
    case, course = supported()
    with pytest.raises(StillOpen):
        reopen_support(course.id)
    earlier = put_course(case.id, start_date=date(2026, 2, 2), end_date=date(2026, 2, 9))
    with pytest.raises(SupportAlreadyOpen):
        reopen_support(earlier.id)


def test_a_course_cannot_be_reopened_without_a_reason_or_with_a_worker_who_has_left(staff):
    _, course = ended_course()
    with pytest.raises(MissingValue):
        reopen_support(course.id, reason=None)
    put(StaffRow(id="gone", name="Er Væk", role="x", methods="CTI", active_to=END))
    _, of_another = supported(step=Step.SUPPORT_ENDED, worker_id="gone", end_date=END)
    with pytest.raises(WorkerNotAtWork):
        reopen_support(of_another.id)


def test_a_support_worker_reopens_nothing(staff):
    case, course = ended_course()
    with pytest.raises(NotFound):
        reopen_support(course.id, by=IDA)
    with pytest.raises(NotFound):
        reopen_case(case.id, by=IDA)


def closed_case(**columns: object) -> CaseRow:
    return put_supported_case(
        step=Step.CLOSED,
        end_date=ON,
        closure_reason="planned",
        closure_note="Det går godt",
        closure_young_person_involved=True,
        closure_team_involved=False,
        **columns,
    )


def test_a_reopened_case_keeps_what_its_closure_said(staff):
    case = closed_case()
    reopen_case(case.id)
    row = stored(CaseRow, case.id)
    assert (row.end_date, row.closure_reason, row.closure_young_person_involved) == (
        None,
        None,
        None,
    )
    [event] = events(case)
    assert event.kind == "case_reopened"
    assert json.loads(event.details) == {
        "id": case.id,
        "end_date": "2026-12-04",
        "closure_reason": "planned",
        "closure_note": "Det går godt",
        "closure_young_person_involved": True,
        "closure_team_involved": False,
    }
    [told] = queries.closing.closure(case.id, by=LEAD).reopenings
    assert (told.reason, told.by_name) == ("Mistede boligen", "Karen Kold")


def test_a_reopened_case_stands_where_its_records_say(staff):
    fresh, met, supported_once = closed_case(), closed_case(), closed_case()
    put(MeetingRow(case_id=met.id, date=date(2026, 3, 1), kind="network", state="held"))
    put_course(supported_once.id, end_date=END)
    for case in (fresh, met, supported_once):
        reopen_case(case.id)
    assert [stored(CaseRow, case.id).step for case in (fresh, met, supported_once)] == [
        Step.START_UP,
        Step.COLLABORATION,
        Step.SUPPORT_ENDED,
    ]


def test_a_case_cannot_be_reopened_twice_or_without_a_reason(staff):
    case = closed_case()
    with pytest.raises(MissingValue):
        reopen_case(case.id, reason=" ")
    reopen_case(case.id)
    with pytest.raises(StillOpen):
        reopen_case(case.id, seen_version=2)


def test_a_case_cannot_be_reopened_beside_another_open_one(staff):
    case = closed_case()
    put(
        CaseRow(
            id="second",
            version=1,
            number=4711,
            step=Step.REFERRED.value,
            variant="H",
            young_person_id=case.young_person_id,
            referral_date=ON,
        )
    )
    with pytest.raises(OpenCaseExists) as refused:
        reopen_case(case.id)
    assert refused.value.facts == {"number": "4711"}


# ---------------------------------------------------------------- whole ways


def test_cti_from_its_start_to_the_closure_and_back(staff):
    case = put_supported_case()
    put_home(case.id, situation="shelter_110", from_date=date(2026, 1, 1))
    begun = date(2026, 3, 2)
    home = queries.housing.history(case.id, by=KAREN)[0]
    way = WayHome(lease_signed_date=date(2026, 3, 1))
    actions.housing.record_way_home(home.id, way, seen_version=1, by=KAREN, on=begun)
    course = actions.support.start_support(
        case.id,
        method="CTI",
        worker_id=WORKER,
        start_date=begun,
        seen_version=1,
        by=KAREN,
        on=begun,
    )
    actions.housing.move_in(case.id, from_date=date(2026, 3, 10), by=IDA, on=date(2026, 3, 10))
    assert stored(CaseRow, case.id).step == Step.MOVED_IN
    actions.support.agree_handover(course, agreed_date=END, seen_version=1, by=IDA, on=END)
    end_support(course, seen_version=2)
    end_case(case.id, seen_version=stored(CaseRow, case.id).version)
    reopen_case(case.id, seen_version=stored(CaseRow, case.id).version)
    reopen_support(course, seen_version=3)
    assert stored(CaseRow, case.id).step == Step.MOVED_IN


def test_icm_from_its_start_to_the_closure(staff):
    case = put_supported_case(combination=Combination.SM_ICM)
    begun = date(2026, 3, 2)
    course = actions.support.start_support(
        case.id,
        method="ICM",
        worker_id=WORKER,
        start_date=begun,
        seen_version=1,
        by=KAREN,
        on=begun,
    )
    actions.housing.move_in(case.id, from_date=date(2026, 8, 1), by=IDA, on=date(2026, 8, 1))
    assert stored(CaseRow, case.id).step == Step.MOVED_IN
    end_support(course, end_reason="planned", follow_on_support="none")
    end_case(case.id, seen_version=stored(CaseRow, case.id).version)
    assert stored(CaseRow, case.id).step == Step.CLOSED
