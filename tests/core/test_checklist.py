"""The checklist: its groups, its words, and what the records point to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checklist import (
    SUGGESTED,
    Known,
    Presence,
    SameWording,
    checked_item,
    checked_wording,
    groups,
    suggestions,
    wordings_on,
)
from core.codes import MeetingState, all_codes
from core.errors import MissingValue, UnknownCode
from core.records.checklist import WordingChange
from core.records.network import Agreement, Goal, Meeting, NetworkFile, Participant
from tests.factories_network import known

DAY = date(2026, 5, 4)
ITEM = "well_run"
YOUNG = Participant("young", "young_person", "Vilma", True, None, None)
SCHOOL = Participant("school", "school", "Sten", True, None, None)


def meeting(id_="now", day=DAY, **told):
    values = {
        "kind": "network",
        "state": MeetingState.PLANNED,
        "participants": (YOUNG, SCHOOL),
        "agenda": None,
    }
    blank = dict.fromkeys(
        (
            "chair_id",
            "chair_name",
            "next_meeting_date",
            "no_next_meeting_reason",
            "cancel_reason",
            "start_time",
            "place",
            "purpose",
        )
    )
    return Meeting(id=id_, version=1, day=day, **{**blank, **values, **told})


def agreement(meeting_id="now", status="open"):
    return Agreement("a", 1, "Ringe", "Karen", DAY, meeting_id, status, None)


def file(*meetings, people=(), agreements=()):
    goal = Goal("goal", 1, DAY, "Egen bolig", None, "open", None, tuple(agreements))
    return NetworkFile("case", 1, DAY, "karen", DAY, (), people, meetings, (goal,), (), ())


def told(*meetings, now=None, presence=None, **around):
    now = now or meeting()
    return suggestions(Known(file(now, *meetings, **around), now, presence or {}))


def test_the_four_groups_hold_the_18_items_in_their_order():
    assert [len(items) for items in groups().values()] == [7, 3, 4, 4]
    assert tuple(item for items in groups().values() for item in items) == all_codes(
        "checklist_item"
    )


def test_only_eight_items_are_suggested_and_none_of_them_is_a_matter_of_judgement():
    assert set(SUGGESTED) < set(all_codes("checklist_item"))
    assert not {"well_run", "young_person_heard", "young_person_agreed"} & set(SUGGESTED)


@pytest.mark.parametrize(
    ("mark", "attended", "spoke"),
    [
        (Presence.ABSENT, False, False),
        (Presence.ATTENDED, True, None),
        (Presence.ACTIVE, True, True),
        (None, None, None),
    ],
)
def test_the_young_persons_presence_points_to_two_answers(mark, attended, spoke):
    found = told(presence={"young": mark, "school": "active"})
    assert found.get("young_person_attended") is attended
    assert found.get("young_person_had_the_floor") is spoke


def test_agreements_of_the_meeting_name_who_and_when():
    assert told(agreements=[agreement()])["responsibilities_agreed"] is True
    assert told(agreements=[agreement()])["follow_up_agreed"] is True


def test_without_any_open_agreement_nothing_was_agreed_and_older_ones_say_nothing():
    assert told()["responsibilities_agreed"] is False
    assert told(agreements=[agreement(status="done", meeting_id="old")])["follow_up_agreed"] is (
        False
    )
    assert "follow_up_agreed" not in told(agreements=[agreement(meeting_id="old")])


def test_the_network_map_and_the_chosen_adult_are_read_from_the_network():
    assert told()["network_map_exists"] is False
    found = told(people=(known(chosen_adult=True),))
    assert (found["network_map_exists"], found["has_chosen_adult"]) == (True, True)
    adult = Participant("adult", "chosen_adult", "Molly", True, None, None)
    assert told(now=meeting(participants=(adult,)))["has_chosen_adult"] is True


def test_a_pre_meeting_without_the_young_person_since_the_last_meeting_is_a_deviation():
    there = replace(SCHOOL, attended=True)
    before = meeting("pre", DAY - timedelta(days=4), kind="pre_meeting", state=MeetingState.HELD)
    alone = replace(before, participants=(there, replace(YOUNG, attended=False)))
    together = replace(before, participants=(there, replace(YOUNG, attended=True)))
    last = meeting("last", DAY - timedelta(days=2), state=MeetingState.HELD)
    item = "professionals_only_pre_meeting"
    assert told(alone)[item] is True
    assert told(together)[item] is False
    assert item not in told(alone, last)
    assert item not in told()


def test_the_agenda_is_completed_when_its_last_point_was_reached():
    now = meeting(agenda="Bolig\nSkole\n\n")
    assert "agenda_completed" not in told(now=now)
    assert told(now=replace(now, agenda_place=0))["agenda_completed"] is False
    assert told(now=replace(now, agenda_place=1))["agenda_completed"] is True


# --------------------------------------------------------------- the words


def test_the_latest_wording_of_the_day_holds_and_the_programs_words_come_back():
    changes = (
        WordingChange(ITEM, "Gik det godt?", DAY),
        WordingChange(ITEM, "Gik mødet godt?", DAY),
        WordingChange(ITEM, None, DAY + timedelta(days=9)),
    )
    assert wordings_on(changes, DAY - timedelta(days=1)) == {}
    assert wordings_on(changes, DAY) == {ITEM: "Gik mødet godt?"}
    assert wordings_on(changes, DAY + timedelta(days=9)) == {}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(all_codes("checklist_item")),
            st.one_of(st.none(), st.text(min_size=1, max_size=9)),
            st.integers(0, 9),
        )
    ),
    st.integers(0, 9),
)
def test_whatever_is_decided_an_item_has_at_most_one_wording_made_for_the_day(made, at):
    changes = [WordingChange(item, words, DAY + timedelta(days=days)) for item, words, days in made]
    for item, words in wordings_on(changes, DAY + timedelta(days=at)).items():
        begun = [
            change
            for change in changes
            if change.item == item and change.valid_from <= DAY + timedelta(days=at)
        ]
        newest = max(change.valid_from for change in begun)
        assert [one.wording for one in begun if one.valid_from == newest][-1] == words


def test_a_wording_must_be_new_and_not_empty_and_its_item_known():
    assert checked_wording(" Gik det? ", held=None) == "Gik det?"
    with pytest.raises(SameWording):
        checked_wording("Gik det?", held="Gik det?")
    with pytest.raises(MissingValue):
        checked_wording(" ", held=None)
    with pytest.raises(UnknownCode):
        checked_item("coffee")
