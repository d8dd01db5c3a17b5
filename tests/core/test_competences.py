"""Courses and supervision: who lacks what, and when the next supervision is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import Method, Role, all_codes, group_of
from core.competences import (
    NEEDED_COURSES,
    CompetenceKnown,
    CompetenceTold,
    SupervisionKnown,
    SupervisionTold,
    check_may_record,
    checked_competence,
    checked_supervision,
    may_record,
    standings,
    weeks_between,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, NobodyChosen, NotAllowed
from core.records.competences import Competence, Member, Supervision
from tests.factories import person

ON = date(2026, 5, 4)
DAY = timedelta(days=1)
LONG_AGO = date(2020, 1, 1)


def member(id_="m", methods=(Method.CTI,), active_from=LONG_AGO, active_to=None):
    return Member(id_, "Sanne", "support_worker", methods, active_from, active_to)


def has(competence, since=LONG_AGO, until=None, staff="m"):
    return Competence(f"{competence}{since}", 1, staff, competence, since, until, None)


def held(day, *staff, form="group"):
    return Supervision(f"{day}{form}", 1, day, form, "Ebba", staff or ("m",))


def standing(competences=(), supervisions=(), **values):
    found = standings([member(**values)], competences, supervisions, ON)
    return found[0] if found else None


def test_every_method_has_its_course_and_every_course_is_on_the_list():
    assert {each.method for each in NEEDED_COURSES} == set(Method)
    assert {each.course for each in NEEDED_COURSES} <= set(all_codes("competence"))
    assert all(group_of("competence", each.course) == "course" for each in NEEDED_COURSES)


def test_who_gives_a_method_without_its_course_lacks_it():
    both = (Method.CTI, Method.ICM)
    assert standing(methods=both).lacking == both
    assert standing([has("course_cti")], methods=both).lacking == (Method.ICM,)
    assert standing([has("course_cti", staff="other")]).lacking == (Method.CTI,)


@pytest.mark.parametrize(
    ("since", "until", "lacks"),
    [(ON, None, False), (ON + DAY, None, True), (LONG_AGO, ON, False), (LONG_AGO, ON - DAY, True)],
)
def test_a_course_counts_from_its_day_until_it_is_no_longer_valid(since, until, lacks):
    assert bool(standing([has("course_cti", since, until)]).lacking) is lacks


def test_a_course_is_no_education():
    assert not standing([has("course_cti")]).educated
    assert standing([has("social_educator")]).educated


def test_who_is_not_at_work_is_not_looked_after():
    assert standing(active_to=ON - DAY) is None
    assert standing(active_from=ON + DAY) is None


def test_supervision_is_due_so_many_weeks_after_the_last():
    weeks = timedelta(weeks=weeks_between(ON))
    found = standing((), [held(ON - weeks - DAY), held(ON - 60 * DAY), held(ON + DAY)])
    assert found.supervised == ON - weeks - DAY
    assert found.due_date == ON - DAY
    assert found.late(ON)
    assert not standing((), [held(ON - weeks)]).late(ON)


def test_before_any_supervision_is_recorded_nothing_is_due():
    assert standing().due_date is None
    assert not standing().late(ON)


def test_who_never_had_any_is_waited_for_from_when_recording_began_or_they_did():
    others = [held(ON - 100 * DAY, "other")]
    weeks = timedelta(weeks=weeks_between(ON))
    assert standing((), others).due_date == ON - 100 * DAY + weeks
    assert standing((), others, active_from=ON - DAY).due_date == ON - DAY + weeks


@given(some.lists(some.integers(-400, 400), max_size=8), some.integers(0, 60))
def test_one_more_supervision_never_makes_the_next_due_sooner(days, back):
    known = [held(ON + day * DAY) for day in days]
    before = standing((), known)
    after = standing((), [*known, held(ON - back * DAY)])
    assert after.supervised is not None
    if before.supervised is not None:
        assert after.due_date >= before.due_date


def test_everybody_records_their_own_and_a_project_leader_everybodys():
    worker = person(Role.SUPPORT_WORKER, staff_id="m")
    assert may_record(worker, "m")
    assert not may_record(worker, "other")
    check_may_record(person(Role.PROJECT_LEAD), ["m", "other"])
    with pytest.raises(NotAllowed):
        check_may_record(worker, ["m", "other"])
    with pytest.raises(NotAllowed):
        check_may_record(person(Role.REFERRER, staff_id="m"), ["m"])
    with pytest.raises(NotAllowed):
        check_may_record(person(Role.REFERRER, staff_id="m"), [])


def test_to_stand_in_for_somebody_gives_no_access_to_their_courses():
    deputy = person(Role.SUPPORT_WORKER, staff_id="m", covers=frozenset({"other"}))
    assert not may_record(deputy, "other")


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"competence": None}, MissingValue),
        ({"from_date": None}, MissingValue),
        ({"from_date": ON + DAY}, DateInFuture),
        ({"valid_to": LONG_AGO - DAY}, DatesOutOfOrder),
        ({"competence": "course_cti"}, CompetenceKnown),
    ],
)
def test_a_competence_that_does_not_hold_is_refused(values, refusal):
    told = CompetenceTold(**{"competence": "course_mi", "from_date": LONG_AGO, **values})
    with pytest.raises(refusal):
        checked_competence(told, [has("course_cti")], on=ON)


def test_a_course_can_be_taken_again():
    told = CompetenceTold(competence="course_cti", from_date=ON)
    assert checked_competence(told, [has("course_cti")], on=ON).from_date == ON


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"held_date": ON + DAY}, DateInFuture),
        ({"form": None}, MissingValue),
        ({"supervisor": " "}, MissingValue),
        ({"staff_ids": ()}, NobodyChosen),
        ({"held_date": ON - DAY}, SupervisionKnown),
    ],
)
def test_a_supervision_that_does_not_hold_is_refused(values, refusal):
    usual = {"held_date": ON, "form": "group", "supervisor": "Ebba", "staff_ids": ("m",)}
    told = SupervisionTold(**{**usual, **values})
    with pytest.raises(refusal):
        checked_supervision(told, [held(ON - DAY)], [member()], on=ON)
