"""Phases of CTI, agreements and reviews of ICM, contact building, and changes of method."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.caseload import CapAside, CaseloadFull
from core.codes import Coded, Combination, Method, Role, Step
from core.cti import (
    ClosingTold,
    LaterPhaseClosed,
    NoSuchPhase,
    PhaseClosed,
    PhaseNotClosed,
    PlanTold,
)
from core.errors import (
    ChangedByOther,
    DatesOutOfOrder,
    MissingValue,
    NotAllowed,
    NotFound,
    ReasonMissing,
)
from core.icm import IcmAgreementTold, IcmReviewTold, OnlyInIcm
from core.method_change import MethodChange, SameMethod
from core.records.overview import DueKind
from core.records.people import Person
from core.support import (
    HomeMissing,
    MethodNotGranted,
    NobodyBuildsContact,
    OnlyInCti,
    Phase,
    SameWorker,
    SupportAlreadyOpen,
    SupportEnded,
    WorkerWithoutMethod,
)
from db import actions, queries
from db.check import faults
from db.engine import Store, reading
from db.models import CaseRow, ContactRow, new_id
from tests.factories import ON, person, put, put_staff
from tests.factories_support import (
    COORDINATOR,
    WORKER,
    put_course,
    put_courses,
    put_home,
    put_supported_case,
)

LEAD = person(Role.PROJECT_LEAD, name="Lone Lund", account_id="lead", staff_id="lead")
KAREN = person(Role.COORDINATOR, name="Karen Kold", account_id="karen", staff_id=COORDINATOR)
IDA = person(Role.SUPPORT_WORKER, name="Ida Iversen", account_id="ida", staff_id=WORKER)
JENS = person(Role.SUPPORT_WORKER, name="Jens Juul", account_id="jens", staff_id="jens")
A_DAY = timedelta(days=1)
START = date(2026, 3, 2)
PLAN = PlanTold(made_date=date(2026, 3, 10), focus_areas=("housing", "economy"), plan="Møbler")
NOTE = ClosingTold(closed_date=date(2026, 6, 1), closing_note="Det gik.")
LATER = date(2026, 6, 2)


@pytest.fixture(autouse=True)
def _staff(store: Store) -> None:
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI;ICM")
    put_staff("Jens Juul", "support_worker", staff_id="jens", methods="CTI")


def running(method: Method = Method.CTI, *, group: str = "homeless", **columns):
    granted = Combination(f"SM_{method.value}")
    case = put_supported_case(
        step=Step.SUPPORT, combination=granted, target_group=group, expected_need="nine_months"
    )
    put_home(case.id, situation="shelter_110", from_date=START)
    return case, put_course(case.id, method=method, start_date=START, **columns)


def plan(case, course, **changes):
    told = {"phase": Phase.TRANSITION, "told": PLAN, "seen_version": 0, "by": IDA, "on": ON}
    told |= changes
    phase, typed = told.pop("phase"), told.pop("told")
    actions.phases.make_plan(case.id, course.id if course else None, phase, typed, **told)


def close(case, course, **changes):
    told = {"phase": Phase.TRANSITION, "told": NOTE, "seen_version": 0, "by": IDA, "on": LATER}
    told |= changes
    phase, typed = told.pop("phase"), told.pop("told")
    actions.phases.close_phase(case.id, course.id if course else None, phase, typed, **told)


def file_of(case, by: Person = LEAD):
    return queries.support_file.of_case(case.id, by=by)


def courses_of(case):
    return queries.support.courses(case.id, by=LEAD)


def dues(case, on=ON):
    standing = queries.overview.standing(case.number, by=LEAD, on=on)
    return {each.kind: each.due_date for each in standing.dues}


def meet(case, day, worker_id=WORKER, **columns):
    values = {
        "method": "CTI",
        "activity": "direct_contact",
        "minutes": 45,
        "mode": "face_to_face",
        "place": "home",
        **columns,
    }
    put(ContactRow(id=new_id(), case_id=case.id, worker_id=worker_id, date=day, **values))


# ---------------------------------------------------------------- phases


def test_a_plan_is_made_changed_and_closed_and_what_is_due_follows():
    case, course = running()
    assert dues(case)[DueKind.CTI_PLAN] == date(2026, 3, 16)
    plan(case, course)
    assert dues(case, LATER)[DueKind.CTI_PLAN] == date(2026, 6, 16)
    plan(case, course, told=replace(PLAN, focus_areas=("network",)), seen_version=1)
    close(case, course, seen_version=2)
    [told] = file_of(case).plans
    assert (told.focus_areas, told.plan, told.closing_note) == (("network",), "Møbler", "Det gik.")
    assert dues(case, date(2026, 8, 20))[DueKind.CTI_CLOSING] == date(2026, 9, 1)
    with pytest.raises(PhaseClosed):
        plan(case, course, seen_version=3, on=LATER)
    close(case, course, told=replace(NOTE, closing_note="Det gik godt."), seen_version=3)
    assert file_of(case).plans[0].closing_note == "Det gik godt."
    assert faults(ON) == []


def test_two_who_plan_the_same_phase_at_once_do_not_overwrite_each_other():
    case, course = running()
    plan(case, course)
    with pytest.raises(ChangedByOther):
        plan(case, course)
    with pytest.raises(ChangedByOther):
        close(case, course)
    assert len(file_of(case).plans) == 1


def test_phases_belong_to_the_course_of_cti_and_to_who_is_on_the_case():
    case, course = running()
    other, icm = running(Method.ICM)
    with pytest.raises(NotFound):
        plan(case, course, by=JENS)
    with pytest.raises(NoSuchPhase):
        plan(case, icm)
    with pytest.raises(OnlyInCti):
        plan(other, icm)
    with pytest.raises(NoSuchPhase):
        plan(case, course, phase=Phase.CONTACT)
    assert file_of(case, by=JENS) is None


def test_an_ended_course_takes_a_closing_note_but_no_plan():
    case, course = running(end_date=date(2026, 4, 1))
    with pytest.raises(SupportEnded):
        plan(case, course, by=KAREN)
    early = replace(NOTE, closed_date=date(2026, 4, 1))
    close(case, course, told=early, by=KAREN, on=ON)
    with pytest.raises(NoSuchPhase):
        close(case, course, phase=Phase.TRY_OUT, told=early, by=KAREN, on=ON)


def test_meetings_of_the_first_phase_are_counted_until_they_are_enough():
    case, _ = running()
    for days in (1, 8):
        meet(case, START + timedelta(days=days), with_network=True)
    meet(case, START + timedelta(days=12), place="office")
    meet(case, START - A_DAY)
    assert dues(case)[DueKind.CTI_MEETINGS] == date(2026, 6, 1)
    meet(case, START + timedelta(days=15), place="community")
    assert DueKind.CTI_MEETINGS not in dues(case)


def test_a_phase_closed_by_mistake_is_opened_again_while_no_later_one_is_closed():
    case, course = running()
    plan(case, course)
    close(case, course, seen_version=1)
    [row] = file_of(case).plans

    def open_again(seen, reason="Forkert fase", by=IDA):
        actions.phases.open_again(row.id, reason, seen_version=seen, by=by, on=LATER)

    for refusal, told in (
        (MissingValue, {"reason": " "}),
        (ChangedByOther, {"seen": 1}),
        (NotFound, {"by": JENS}),
    ):
        with pytest.raises(refusal):
            open_again(**({"seen": 2} | told))
    late = date(2026, 9, 1)
    note = ClosingTold(closed_date=late, closing_note="Videre.")
    close(case, course, phase=Phase.TRY_OUT, told=note, on=late)
    with pytest.raises(LaterPhaseClosed):
        open_again(2)
    second = file_of(case).plan(course.id, Phase.TRY_OUT)
    actions.phases.open_again(second.id, "Forkert fase", seen_version=1, by=IDA, on=late)
    open_again(2)
    opened = file_of(case).plan(course.id, Phase.TRANSITION)
    assert (opened.closed_date, opened.closing_note, opened.plan) == (None, None, "Møbler")
    with pytest.raises(PhaseNotClosed):
        open_again(3)
    told = queries.timeline.story(case.id, by=LEAD, on=late).happenings
    back = [each.facts["before"] for each in told if each.kind == "phase_opened_again"]
    assert set(back) == {Coded("phase", Phase.TRANSITION), Coded("phase", Phase.TRY_OUT)}
    close(case, course, seen_version=3)


def test_the_timeline_tells_of_plans_and_notes():
    case, course = running()
    plan(case, course)
    told = queries.timeline.story(case.id, by=LEAD, on=ON)
    assert "phase_planned" in {each.kind for each in told.happenings}


# ---------------------------------------------------------------- ICM

AGREED = IcmAgreementTold(agreed_date=date(2026, 3, 5), goals="FGU", contacts=2, per="week")
REVIEW = IcmReviewTold(review_date=date(2026, 5, 1), still_needed=True, reason="Boligen er ny.")


def test_an_agreement_gives_way_to_a_newer_one_and_stays_in_the_history():
    case, course = running(Method.ICM)
    assert dues(case)[DueKind.ICM_AGREEMENT] == date(2026, 3, 16)
    actions.icm.agree(course.id, AGREED, seen_id=None, by=IDA, on=ON)
    [first] = file_of(case).agreements
    newer = replace(AGREED, contacts=1, agreed_date=ON)
    with pytest.raises(ChangedByOther):
        actions.icm.agree(course.id, newer, seen_id=None, by=IDA, on=ON)
    actions.icm.agree(course.id, newer, seen_id=first.id, by=IDA, on=ON)
    assert [each.contacts for each in file_of(case).agreements] == [2, 1]
    assert DueKind.ICM_AGREEMENT not in dues(case)


def test_a_review_sets_the_day_of_the_next():
    case, course = running(Method.ICM)
    actions.icm.review(course.id, REVIEW, seen_id=None, by=IDA, on=ON)
    assert dues(case, date(2026, 7, 20))[DueKind.ICM_REVIEW] == date(2026, 8, 1)
    [first] = file_of(case).reviews
    before = replace(REVIEW, review_date=date(2026, 4, 30))
    with pytest.raises(DatesOutOfOrder):
        actions.icm.review(course.id, before, seen_id=first.id, by=IDA, on=ON)


def test_the_last_agreement_and_the_last_review_are_corrected_and_only_those():
    case, course = running(Method.ICM)
    first = IcmAgreementTold(agreed_date=START, goals="Sove hjemme", contacts=2, per="week")
    actions.icm.agree(course.id, first, seen_id=None, by=IDA, on=ON)
    [one] = file_of(case).agreements
    mended = replace(first, goals="Bo hjemme")
    actions.icm.correct_agreement(one.id, mended, seen_version=1, by=IDA, on=ON)
    [one] = file_of(case).agreements
    assert (one.goals, one.version) == ("Bo hjemme", 2)
    newer = replace(first, agreed_date=START + A_DAY)
    actions.icm.agree(course.id, newer, seen_id=one.id, by=IDA, on=ON)
    with pytest.raises(ChangedByOther):
        actions.icm.correct_agreement(one.id, mended, seen_version=2, by=IDA, on=ON)
    last = file_of(case).agreements[-1]
    with pytest.raises(DatesOutOfOrder):
        early = replace(newer, agreed_date=START - A_DAY)
        actions.icm.correct_agreement(last.id, early, seen_version=1, by=IDA, on=ON)
    told = IcmReviewTold(review_date=ON, still_needed=False, reason="Det går selv")
    actions.icm.review(course.id, told, seen_id=None, by=IDA, on=ON)
    [review] = file_of(case).reviews
    needed = replace(told, still_needed=True)
    with pytest.raises(NotFound):
        actions.icm.correct_review(review.id, needed, seen_version=1, by=JENS, on=ON)
    actions.icm.correct_review(review.id, needed, seen_version=1, by=IDA, on=ON)
    assert [each.still_needed for each in file_of(case).reviews] == [True]


def test_agreements_and_reviews_belong_to_icm():
    _, course = running()
    with pytest.raises(OnlyInIcm):
        actions.icm.agree(course.id, AGREED, seen_id=None, by=IDA, on=ON)
    with pytest.raises(OnlyInIcm):
        actions.icm.review(course.id, REVIEW, seen_id=None, by=IDA, on=ON)


# ---------------------------------------------------------------- contact building


def waiting(**columns):
    return put_supported_case(decision_date=date(2026, 2, 1), **columns)


def name(case, **changes):
    told = {"worker_id": "jens", "since": ON, "reason": None, "seen_version": 1, "by": KAREN}
    actions.contact_building.name_worker(case.id, **(told | changes), on=ON)


def test_who_builds_contact_reaches_the_case_records_contacts_and_plans():
    case = waiting()
    assert file_of(case, by=JENS) is None
    name(case)
    told = file_of(case, by=JENS).building
    assert (told.worker_name, told.since, told.granted) == ("Jens Juul", ON, date(2026, 2, 1))
    assert [each.number for each in queries.contacts.own_young_people(by=JENS)] == [case.number]
    assert queries.overview.standing(case.number, by=JENS, on=ON) is not None
    assert queries.support.own_methods(case.id, by=JENS) == (Method.CTI,)
    plan(case, None, phase=Phase.CONTACT, by=JENS, told=replace(PLAN, made_date=ON, focus_areas=()))
    assert file_of(case).plan(None, Phase.CONTACT).plan == "Møbler"


def test_when_cti_begins_the_contact_building_becomes_the_courses_and_the_builder_lets_go():
    case = waiting()
    put_home(case.id, from_date=ON)
    name(case)
    plan(case, None, phase=Phase.CONTACT, by=JENS, told=replace(PLAN, made_date=ON))
    course_id = actions.support.start_support(
        case.id, method="CTI", worker_id=WORKER, start_date=ON, seen_version=2, by=KAREN, on=ON
    )
    assert file_of(case).plan(course_id, Phase.CONTACT) is not None
    assert file_of(case, by=JENS) is None
    with reading() as session:
        row = session.get(CaseRow, case.id)
    assert (row.contact_worker_id, row.contact_since) == (None, ON)


def test_another_builder_takes_a_reason_and_both_stand_in_the_history():
    case = waiting()
    name(case)
    with pytest.raises(SameWorker):
        name(case, reason="x", seen_version=2)
    with pytest.raises(MissingValue):
        name(case, worker_id=WORKER, seen_version=2)
    name(case, worker_id=WORKER, reason="Jens er syg", seen_version=2)
    told = queries.timeline.story(case.id, by=LEAD, on=ON).happenings
    [changed] = [each for each in told if each.kind == "contact_worker_changed"]
    assert changed.facts == {"before": "Jens Juul", "after": "Ida Iversen"}
    assert file_of(case, by=JENS) is None


def stop(case, **changes):
    told = {"last_day": ON, "reason": "Boligen kom ikke", "seen_version": 2, "by": KAREN}
    actions.contact_building.stop(case.id, **(told | changes), on=ON)


def test_contact_building_is_stopped_with_a_reason_and_the_history_stays():
    case = waiting()
    with pytest.raises(NobodyBuildsContact):
        stop(case, seen_version=1)
    name(case, since=ON - A_DAY)
    for refusal, changes in (
        (MissingValue, {"reason": " "}),
        (MissingValue, {"last_day": None}),
        (DatesOutOfOrder, {"last_day": ON - A_DAY * 2}),
        (ChangedByOther, {"seen_version": 1}),
        (NotAllowed, {"by": JENS}),
    ):
        with pytest.raises(refusal):
            stop(case, **changes)
    stop(case)
    assert file_of(case, by=JENS) is None
    building = file_of(case).building
    assert (building.worker_id, building.since) == (None, ON - A_DAY)
    told = queries.timeline.story(case.id, by=LEAD, on=ON).happenings
    [stopped] = [each for each in told if each.kind == "contact_building_stopped"]
    assert (stopped.facts["before"], stopped.said) == ("Jens Juul", "Boligen kom ikke")
    assert [each.kind for each in told].count("contact_building") == 1
    name(case, seen_version=3)
    assert file_of(case, by=JENS) is not None


def test_contact_building_that_does_not_hold_is_refused():
    put_staff("Inger Is", "support_worker", staff_id="inger", methods="ICM")
    with pytest.raises(WorkerWithoutMethod):
        name(waiting(), worker_id="inger")
    with pytest.raises(MethodNotGranted):
        name(waiting(combination=Combination.SM_ICM))
    case, _ = running()
    with pytest.raises(SupportAlreadyOpen):
        name(case)
    with pytest.raises(NotAllowed):
        name(case, by=IDA)


# ---------------------------------------------------------------- change of method


def change(course, **changes):
    told = {
        "method": "ICM",
        "worker_id": WORKER,
        "change_date": ON,
        "reason_code": "needs_grew",
        "reason": "Behovet er vokset.",
        "override_reason": "Aftalt med teamet",
    }
    outer = {"by": KAREN, "seen_version": 1, "aside": CapAside()}
    outer |= {key: changes.pop(key) for key in tuple(changes) if key in outer}
    return actions.methods.change_method(
        course.id, MethodChange(**(told | changes)), **outer, on=ON
    )


def test_a_change_of_method_ends_one_course_and_begins_the_other():
    case, course = running()
    new_id_ = change(course)
    new, old = courses_of(case)
    assert (new.id, new.method, new.start_date, new.open) == (new_id_, Method.ICM, ON, True)
    assert (old.end_date, old.end_reason) == (ON - A_DAY, "changed_method")
    assert old.follow_on_support == "section_85a"
    assert (old.method_changed.after, old.method_changed.day) == (Method.ICM, ON)
    assert [each.rule for each in old.overrides] == ["R05"]
    header = queries.cases.header(case.number, by=LEAD)
    assert (header.combination, header.step) == (Combination.SM_ICM, Step.SUPPORT)
    assert dues(case)[DueKind.ICM_AGREEMENT] == ON + timedelta(days=14)
    kinds = {each.kind for each in queries.timeline.story(case.id, by=LEAD, on=ON).happenings}
    assert {"method_changed", "combination_changed"} <= kinds
    assert faults(ON) == []


def test_a_full_worker_leaves_everything_as_it_was():
    put_courses(8, method=Method.ICM)
    case, course = running(worker_id="jens")
    with pytest.raises(CaseloadFull):
        change(course)
    [only] = courses_of(case)
    assert (only.open, only.version) == (True, 1)
    assert queries.cases.header(case.number, by=LEAD).combination is Combination.SM_CTI
    aside = CapAside(reason="Kollega er syg", until=date(2026, 6, 30))
    change(course, by=LEAD, aside=aside)
    assert [each.rule for each in courses_of(case)[0].overrides] == ["R07"]


def test_the_same_worker_keeps_the_young_person_without_taking_a_second_place():
    put_courses(7, method=Method.ICM, worker_id="both")
    put_staff("Bo Begge", "support_worker", staff_id="both", methods="CTI;ICM")
    _, course = running(worker_id="both")
    change(course, worker_id="both")


def test_cti_needs_its_home_and_a_project_leader_to_do_without():
    case, course = running(Method.ICM)
    with pytest.raises(HomeMissing):
        change(course, method="CTI")
    with pytest.raises(NotAllowed):
        change(course, method="CTI", home_reason="Bolig om en uge")
    change(course, method="CTI", home_reason="Bolig om en uge", by=LEAD)
    assert [each.rule for each in courses_of(case)[0].overrides] == ["R04"]


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (SameMethod, {"method": "CTI"}),
        (MissingValue, {"reason": " "}),
        (MissingValue, {"reason_code": None}),
        (MissingValue, {"worker_id": None}),
        (WorkerWithoutMethod, {"worker_id": "jens"}),
        (DatesOutOfOrder, {"change_date": START - A_DAY}),
        (ChangedByOther, {"seen_version": 7}),
        (NotAllowed, {"by": IDA}),
        (NotFound, {"by": JENS}),
    ],
)
def test_a_change_of_method_that_does_not_hold_is_refused(refusal, changes):
    _, course = running()
    with pytest.raises(refusal):
        change(course, **changes)


def test_a_target_group_that_does_not_fit_the_method_takes_a_reason_that_stays():
    case, course = running(group="at_risk")
    with pytest.raises(ReasonMissing):
        change(course, override_reason=None)
    change(course)
    told = queries.timeline.story(case.id, by=LEAD, on=ON)
    assert "R01" in {each.facts["rule"] for each in told.happenings if each.kind == "override"}
