"""Milestones that are done, and pre-meetings without the young person, as the overview sees them."""

from datetime import date, timedelta

import pytest

from core.codes import Coded, MeetingState, Role, Step, Variant
from core.errors import MissingValue, NotAllowed, NotFound, WrongStep
from core.milestones import Done, MilestoneNotAsked, MilestoneNotDone
from core.preparing import professionals_only
from core.records.overview import DueKind
from db import queries
from db.actions import milestones
from db.models import MeetingRow, ParticipantRow, new_id
from tests.factories import ON, person, put
from tests.factories_network import put_started
from tests.factories_overview import put_meeting

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
DONE = Done(day=ON, note="Voksenforvaltningen var med.")


def _case(step=Step.COLLABORATION, **columns):
    values = {"variant": Variant.U, "birth_date": date(2008, 10, 20), "coordinator_id": "karen"}
    return put_started(step, **{**values, **columns})


def _dues(case, on=ON):
    standing = queries.overview.standing(case.number, by=LEAD, on=on)
    return {each.kind: each for each in standing.dues}


def _facts(case):
    return next(each for each in queries.overview.facts(by=LEAD, on=ON) if each.id == case.id)


def test_a_milestone_that_is_done_is_gone_and_told_in_the_story():
    case = _case()
    assert DueKind.ADULT_SUPPORT in _dues(case)
    milestones.mark_done(case.id, "adult_support", DONE, by=LEAD, on=ON)
    assert DueKind.ADULT_SUPPORT not in _dues(case)
    told = queries.timeline.story(case.id, by=LEAD, on=ON).happenings
    (happened,) = [each for each in told if each.kind == "milestone_adult_support"]
    assert (happened.date, happened.said) == (ON, "Voksenforvaltningen var med.")


def test_it_is_done_once_and_only_what_there_is():
    case = _case()
    milestones.mark_done(case.id, "adult_support", DONE, by=LEAD, on=ON)
    for name in ("adult_support", "moon_landing"):
        with pytest.raises(MilestoneNotAsked):
            milestones.mark_done(case.id, name, DONE, by=LEAD, on=ON)


def test_one_said_by_mistake_is_taken_back_with_a_reason_asked_again_and_both_are_told():
    case = _case()
    milestones.mark_done(case.id, "adult_support", DONE, by=LEAD, on=ON)
    with pytest.raises(MissingValue):
        milestones.take_back(case.id, "adult_support", " ", by=LEAD, on=ON)
    milestones.take_back(case.id, "adult_support", "Forkert ung.", by=LEAD, on=ON)
    assert DueKind.ADULT_SUPPORT in _dues(case)
    assert queries.milestones.done(case.id, by=LEAD) == ()
    with pytest.raises(MilestoneNotDone):
        milestones.take_back(case.id, "adult_support", "Forkert ung.", by=LEAD, on=ON)
    milestones.mark_done(case.id, "adult_support", DONE, by=LEAD, on=ON)
    assert DueKind.ADULT_SUPPORT not in _dues(case)
    (kept,) = queries.milestones.done(case.id, by=LEAD)
    assert (kept.milestone, kept.day, kept.note) == ("adult_support", ON, DONE.note)
    told = queries.timeline.story(case.id, by=LEAD, on=ON).happenings
    kinds = [each.kind for each in told if each.kind.startswith("milestone_")]
    assert sorted(kinds) == [*["milestone_adult_support"] * 2, "milestone_taken_back"]
    (back,) = [each for each in told if each.kind == "milestone_taken_back"]
    assert (back.said, back.facts["before"]) == (
        "Forkert ung.",
        Coded("due_kind", "adult_support"),
    )


def test_a_milestone_of_another_case_stays():
    first, second = _case(), _case()
    milestones.mark_done(first.id, "adult_support", DONE, by=LEAD, on=ON)
    assert DueKind.ADULT_SUPPORT in _dues(second)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (person(Role.COORDINATOR, staff_id="other"), NotFound),
        (person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True), NotAllowed),
        (person(Role.REFERRER), NotFound),
    ],
)
def test_who_may_not_hold_meetings_answers_no_milestone(by, refusal):
    case = _case(coordinator_id=None)
    with pytest.raises(refusal):
        milestones.mark_done(case.id, "adult_support", DONE, by=by, on=ON)
    assert DueKind.ADULT_SUPPORT in _dues(case)
    milestones.mark_done(case.id, "adult_support", DONE, by=LEAD, on=ON)
    with pytest.raises(refusal):
        milestones.take_back(case.id, "adult_support", "Forkert ung.", by=by, on=ON)
    assert DueKind.ADULT_SUPPORT not in _dues(case)


def test_a_closed_case_answers_none():
    with pytest.raises(WrongStep):
        milestones.mark_done(_case(Step.CLOSED).id, "adult_support", DONE, by=LEAD, on=ON)


# ---------------------------------------------------------------- R10


def _pre_meeting(case, day, *there, state=MeetingState.HELD):
    row = MeetingRow(id=new_id(), case_id=case.id, date=day, kind="pre_meeting", state=state.value)
    listed = [
        ParticipantRow(id=new_id(), meeting_id=row.id, role=role, invited=True, attended=attended)
        for role, attended in there
    ]
    put(row, *listed)


ALONE, TOGETHER = ("school", True), ("young_person", True)


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.HELD])
def test_a_pre_meeting_without_the_young_person_stands_until_the_next_network_meeting(state):
    case = _case()
    told = ("school", None) if state is MeetingState.PLANNED else ALONE
    _pre_meeting(case, date(2026, 4, 20), told, state=state)
    assert _facts(case).professionals_only == date(2026, 4, 20)
    found = _dues(case)[DueKind.PROFESSIONALS_ONLY]
    assert (found.overdue, found.rule) == (True, "R10")
    put_meeting(case.id, date(2026, 4, 28))
    assert _facts(case).professionals_only is None


def test_a_planned_one_is_shown_before_its_day_and_late_after_it():
    case = _case()
    day = ON + timedelta(days=3)
    _pre_meeting(case, day, ("school", None), state=MeetingState.PLANNED)
    assert not _dues(case)[DueKind.PROFESSIONALS_ONLY].overdue
    assert _dues(case, day + timedelta(days=1))[DueKind.PROFESSIONALS_ONLY].overdue


def test_what_the_checklist_of_the_last_meeting_says_counts_too():
    case = _case()
    rows = [
        MeetingRow(
            id=new_id(),
            case_id=case.id,
            date=day,
            kind="network",
            state="held",
            professionals_only_pre_meeting=answer,
        )
        for day, answer in ((date(2026, 4, 10), True), (date(2026, 4, 20), True))
    ]
    put(*rows)
    assert _facts(case).professionals_only == date(2026, 4, 20)
    put_meeting(case.id, date(2026, 4, 30))
    assert _facts(case).professionals_only is None


@pytest.mark.parametrize("state", list(MeetingState))
@pytest.mark.parametrize(
    "there",
    [
        [],
        [ALONE],
        [ALONE, TOGETHER],
        [ALONE, ("young_person", False)],
        [("school", None)],
        [("school", False)],
        [("young_person", None), ("school", None)],
    ],
)
def test_the_overview_and_the_page_judge_a_pre_meeting_alike(state, there):
    case = _case()
    _pre_meeting(case, date(2026, 4, 20), *there, state=state)
    (kept,) = queries.network.file_of(case.id, by=LEAD).meetings
    assert (_facts(case).professionals_only is not None) is professionals_only(kept)
