"""Preparing a meeting: who can come, what is missing, and nothing without the young person (R10)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import MeetingState, all_codes
from core.errors import DateInFuture, TooLong, UnknownCode
from core.meetings import (
    BadTime,
    EndBeforeStart,
    Invitation,
    MeetingBeforeStart,
    MeetingPlan,
    checked_plan,
)
from core.preparing import (
    Stage,
    Wishes,
    candidates,
    checked_wishes,
    plan_of,
    prepared_day,
    professionals_only,
    role_of,
    suggested_answer,
    unfinished,
)
from core.records.network import NetworkPerson
from tests.factories import ON
from tests.factories_network import START, known, meeting, participant

OFFICER = participant("employment_officer", "Jens Job", id_="jens")
YOUNG = participant("young_person", "Vilma Vildspor", id_="vilma")


def _talk(*there, state=MeetingState.PLANNED, day=ON, id_="talk"):
    return meeting(*there, kind="pre_meeting", state=state, day=day, id_=id_)


# ---------------------------------------------------------------- the plan


def _plan(**told):
    values = {"kind": "network", "day": ON, "purpose": "En plan", **told}
    return checked_plan(MeetingPlan(**values), start=START, on=ON)


def test_a_meeting_ends_after_it_begins():
    assert _plan(start_time="9.00", end_time="10:30").end_time == "10.30"
    for start, end in (("14.00", "14.00"), ("14.00", "9.00"), (None, "10.00")):
        with pytest.raises(EndBeforeStart) as refused:
            _plan(start_time=start, end_time=end)
        assert refused.value.field == "end_time"


def test_an_end_that_is_no_time_is_refused():
    with pytest.raises(BadTime):
        _plan(start_time="14.00", end_time="25.00")


def test_the_agenda_is_kept_one_point_on_each_line():
    assert _plan(agenda="1. Bolig\n\n2. Penge").agenda == "Bolig\nPenge"


def test_the_plan_of_a_meeting_can_be_saved_again_as_it_is():
    told = MeetingPlan(
        kind="network",
        day=ON,
        start_time="14.00",
        end_time="15.00",
        place="Biblioteket",
        purpose="En plan",
        agenda="Bolig",
        chair_id="karen",
    )
    kept = meeting(
        day=ON,
        start_time="14.00",
        end_time="15.00",
        place="Biblioteket",
        purpose="En plan",
        agenda="Bolig",
        chair_id="karen",
    )
    assert checked_plan(plan_of(kept), start=START, on=ON) == told


# ---------------------------------------------------------------- wishes


def test_wishes_are_cleaned_and_considerations_are_codes():
    told = checked_wishes(Wishes(wishes=" Kage ", considerations=("breaks",), note=""), ON)
    assert told == Wishes(wishes="Kage", considerations=("breaks",), note=None)
    with pytest.raises(UnknownCode):
        checked_wishes(Wishes(considerations=("magic",)), ON)
    with pytest.raises(TooLong):
        checked_wishes(Wishes(wishes="x" * 4001), ON)


def test_it_is_talked_through_between_the_start_and_today():
    assert prepared_day(ON, start=START, on=ON) == ON
    with pytest.raises(DateInFuture):
        prepared_day(date(2026, 5, 5), start=START, on=ON)
    with pytest.raises(MeetingBeforeStart):
        prepared_day(date(2026, 3, 31), start=START, on=ON)


def test_a_stage_is_unfinished_until_it_has_what_it_asks_for():
    assert unfinished(meeting(YOUNG)) == tuple(Stage)
    full = meeting(
        YOUNG,
        OFFICER,
        purpose="En plan",
        agenda="Bolig",
        start_time="14.00",
        place="Biblioteket",
        prepared_date=ON,
    )
    assert unfinished(full) == ()


def test_the_stages_follow_each_other():
    assert [stage.number for stage in Stage] == [1, 2, 3, 4, 5]
    assert Stage.PURPOSE.following is Stage.PEOPLE
    assert Stage.REVIEW.following is None


# ---------------------------------------------------------------- who can come


def test_everybody_in_the_network_can_be_ticked_and_nothing_is_typed_twice():
    jens = NetworkPerson(
        "n1", 1, "Jens Job", "professional", "Jobkonsulent", 2, False, None, "jens@example.org",
        participant_role="employment_officer",
    )  # fmt: skip
    molly = known(chosen_adult=True, id_="n2")
    found = candidates(meeting(YOUNG), [jens, molly], young_person="Vilma", workers=["Bo Bro"])
    assert [(each.key, each.role, each.participant_id) for each in found] == [
        ("young_person", "young_person", "vilma"),
        ("n1", "employment_officer", None),
        ("n2", "chosen_adult", None),
        ("support_worker.Bo Bro", "support_worker", None),
    ]
    assert found[1].invitation == Invitation(
        "employment_officer", "Jens Job", "n1", "jens@example.org"
    )


def test_who_is_listed_already_is_found_by_the_network_and_else_by_the_name():
    by_id = participant("other", "Mor", id_="p1", network_person_id="n2")
    found = candidates(
        meeting(by_id, OFFICER),
        [known("Jens Job", id_="n1"), known(id_="n2")],
        young_person="Vilma",
    )
    assert [(each.key, each.participant_id) for each in found] == [
        ("young_person", None),
        ("n1", "jens"),
        ("n2", "p1"),
    ]


def test_somebody_listed_who_is_nowhere_else_can_be_ticked_off_too():
    found = candidates(meeting(OFFICER), [], young_person="Vilma")
    assert [(each.key, each.participant_id) for each in found][1:] == [("jens", "jens")]


def test_the_chosen_adult_comes_as_that():
    assert role_of(known(chosen_adult=True)) == "chosen_adult"
    assert role_of(known()) == "other"


ROLES = some.sampled_from(all_codes("participant_role"))
LISTED = some.lists(
    some.builds(
        participant,
        ROLES,
        some.none() | some.sampled_from(["Mor", "Far", "Bo"]),
        id_=some.uuids().map(str),
        network_person_id=some.none() | some.sampled_from(["n1", "n2", "n3"]),
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
PEOPLE = some.lists(
    some.builds(
        known, some.sampled_from(["Mor", "Far", "Bo"]), id_=some.sampled_from(["n1", "n2", "n3"])
    ),
    max_size=3,
    unique_by=lambda each: each.id,
)


@given(LISTED, PEOPLE)
def test_everybody_on_the_list_can_be_ticked_and_no_key_comes_twice(listed, people):
    found = candidates(meeting(*listed), people, young_person="Bo", workers=["Bo"])
    assert {each.id for each in listed} <= {each.participant_id for each in found}
    assert len({each.key for each in found}) == len(found)


# ---------------------------------------------------------------- R10


def test_a_pre_meeting_without_the_young_person_is_professionals_only():
    assert professionals_only(_talk(OFFICER))
    assert not professionals_only(_talk(OFFICER, YOUNG))


def test_where_nobody_is_written_down_nothing_is_said():
    assert not professionals_only(_talk())


def test_a_cancelled_pre_meeting_and_other_kinds_are_not_flagged():
    assert not professionals_only(_talk(OFFICER, state=MeetingState.CANCELLED))
    assert not professionals_only(meeting(OFFICER))


def test_held_it_counts_who_came_and_not_who_was_expected():
    stayed_away = participant("young_person", "Vilma", id_="v", attended=False)
    came = participant("young_person", "Vilma", id_="v", attended=True)
    officer = participant("employment_officer", "Jens", id_="j", attended=True)
    assert professionals_only(_talk(stayed_away, officer, state=MeetingState.HELD))
    assert not professionals_only(_talk(came, officer, state=MeetingState.HELD))
    assert not professionals_only(_talk(stayed_away, officer))


def _held(*there, day, id_):
    return _talk(*there, state=MeetingState.HELD, day=day, id_=id_)


def test_the_item_is_suggested_from_the_pre_meetings_since_the_last_network_meeting():
    asked = meeting(day=ON, id_="now")
    before = meeting(day=date(2026, 4, 10), state=MeetingState.HELD, id_="before")
    old = _held(OFFICER, day=date(2026, 4, 5), id_="old")
    alone = _held(OFFICER, day=date(2026, 4, 20), id_="alone")
    together = _held(OFFICER, YOUNG, day=date(2026, 4, 21), id_="together")
    assert suggested_answer([asked, before, old], asked) is None
    assert suggested_answer([asked, before, old, together], asked) is False
    assert suggested_answer([asked, before, old, alone, together], asked) is True


def test_nothing_is_suggested_for_other_kinds_or_from_what_is_only_planned():
    alone = _talk(OFFICER, day=date(2026, 4, 20))
    asked = meeting(day=ON, id_="now")
    assert suggested_answer([asked, alone], asked) is None
    talk = meeting(day=ON, kind="individual", id_="now")
    held = _held(OFFICER, day=date(2026, 4, 20), id_="held")
    assert suggested_answer([talk, held], talk) is None
