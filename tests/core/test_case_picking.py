"""Which cases a case meeting takes up: the rules, and the lots."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.case_lots import MOST_DRAWN, TooFewToDraw, checked_draw, draw, tickets
from core.case_picking import (
    RULES,
    AlreadyPicked,
    PickAnswered,
    PickFacts,
    by_rule,
    check_blank,
    check_unpicked,
    pointed_at,
    rules,
)
from core.codes import all_codes
from core.errors import BadValue
from core.records.measurements import Measurement
from core.words import LANGUAGES, has_phrase

ON = date(2026, 5, 4)
RULE = {rule.code: rule for rule in RULES}
START = date(2025, 9, 1)


def case(number: int = 1001, **columns: object) -> PickFacts:
    return replace(PickFacts(f"case-{number}", number, "Vilma Vildspor", START), **columns)


def talked(*scored: dict[str, int | None]) -> tuple[Measurement, ...]:
    return tuple(
        Measurement(str(place), date(2025, 9 + place, 1), None, None, scores)
        for place, scores in enumerate(scored)
    )


def numbers(code: str, *known: PickFacts, on: date = ON) -> list[tuple[int, int]]:
    return [(facts.number, count) for facts, count in pointed_at(RULE[code], known, on)]


def test_decline_is_between_the_last_two_conversations_and_not_since_the_first():
    fell = case(measured=talked({"crime": 2}, {"crime": 5}, {"crime": 4}))
    rose = case(1002, measured=talked({"crime": 5}, {"crime": 2}, {"crime": 3}))
    skipped = case(1003, measured=talked({"crime": 5}, {"crime": None, "mental_health": 1}))
    assert numbers("declined", fell, rose, skipped, case(1004)) == [(1001, 1)]


def test_those_that_declined_most_come_first_then_by_number():
    two = talked({"crime": 4, "mental_health": 4}, {"crime": 3, "mental_health": 3})
    one = talked({"crime": 4}, {"crime": 3})
    known = [case(1003, measured=one), case(1001, measured=one), case(1002, measured=two)]
    assert numbers("declined", *known) == [(1002, 2), (1001, 1), (1003, 1)]


def test_improvement_is_from_the_first_score_to_the_latest_in_three_domains():
    first, last = {"crime": 1, "mental_health": 2, "physical_health": 3}, {"crime": 2}
    three = talked(first, last, {"mental_health": 3, "physical_health": 4})
    two = talked(first, last, {"mental_health": 3, "physical_health": 3})
    assert numbers("improved", case(measured=three), case(1002, measured=two)) == [(1001, 3)]


@pytest.mark.parametrize(
    ("last_meeting", "pointed"),
    [(date(2026, 2, 4), []), (date(2026, 2, 3), [(1001, 90)]), (None, [(1001, 245)])],
)
def test_a_meeting_is_missed_from_the_day_after_three_months(last_meeting, pointed):
    assert numbers("no_meeting", case(last_meeting=last_meeting)) == pointed


def test_a_meeting_before_the_course_began_does_not_count():
    begun = case(start_date=date(2026, 4, 1), last_meeting=date(2025, 1, 1))
    assert numbers("no_meeting", begun) == []


@pytest.mark.parametrize(
    ("end", "reason", "pointed"),
    [
        (date(2025, 11, 4), "dropped_out", True),
        (date(2025, 11, 3), "dropped_out", False),
        (date(2026, 5, 1), "planned", False),
        (date(2026, 5, 1), "deceased", False),
        (date(2026, 5, 1), None, False),
    ],
)
def test_an_unplanned_end_is_fresh_for_six_months(end, reason, pointed):
    ended = case(end_date=end, closure_reason=reason)
    assert bool(numbers("unplanned_end", ended)) is pointed


def test_homeless_again_is_after_a_home_of_their_own():
    home, street = (date(2026, 1, 1), "own_home"), (date(2026, 4, 1), "rough_sleeping")
    shelter = (date(2026, 4, 20), "shelter_110")
    before = (date(2025, 9, 1), "night_shelter")
    assert numbers("homeless_again", case(housing=(before, home, street, shelter))) == [(1001, 34)]
    assert numbers("homeless_again", case(housing=(before, street))) == []
    assert numbers("homeless_again", case(housing=(street, (ON, "own_home")))) == []
    assert numbers("homeless_again", case(housing=(home, (date(2026, 6, 1), "hotel")))) == []


def test_three_agreements_past_their_day_are_many():
    assert numbers("late_agreements", case(late=2), case(1002, late=3)) == [(1002, 3)]


def test_of_the_longest_courses_ten_are_taken_and_none_that_ended():
    known = [case(1000 + days, start_date=ON - timedelta(days=days)) for days in range(1, 14)]
    ended = case(2000, start_date=date(2020, 1, 1), end_date=ON)
    assert [number for number, _ in numbers("longest", *known, ended)] == list(
        range(1013, 1003, -1)
    )


@pytest.mark.parametrize("code", [code for code in RULE if code != "unplanned_end"])
def test_a_course_that_ended_is_only_looked_at_for_how_it_ended(code):
    told = talked({"crime": 1, "mental_health": 1, "physical_health": 1})
    told += talked({"crime": 5, "mental_health": 5, "physical_health": 5}, {"crime": 4})
    housing = ((START, "own_home"), (date(2026, 1, 1), "hotel"))
    ended = case(end_date=ON, measured=told, late=9, housing=housing)
    assert numbers(code, ended) == []
    assert numbers(code, replace(ended, end_date=None)) or code == "no_meeting"


def test_every_rule_has_words_and_those_of_the_day_are_offered():
    for language in LANGUAGES:
        for rule in RULES:
            assert has_phrase(language, f"code.pick_rule.{rule.code}")
            assert has_phrase(language, f"case_reviews.measured.{rule.code}")
    assert rules(ON) == RULES
    assert list(by_rule([case(late=3)], ON)["late_agreements"]) == [(case(late=3), 3)]


scores = st.dictionaries(st.sampled_from(all_codes("life_domain")), st.integers(1, 5))


@given(st.lists(scores, max_size=4), st.integers(0, 5))
def test_no_rule_points_at_a_case_that_counts_less_than_its_least(scored, late):
    facts = case(measured=talked(*scored), late=late)
    for rule in RULES:
        count = rule.measure(facts, ON)
        assert bool(pointed_at(rule, [facts], ON)) is (count >= rule.least)
        assert count >= 0


# ---------------------------------------------------------------- lots


def test_lots_can_be_drawn_again_by_hand():
    won = min((1001, 1002, 1003), key=lambda each: sha256(f"42:{each}".encode()).hexdigest())
    assert draw([1003, 1001, 1002], 1, 42) == (won,)


@given(st.sets(st.integers(1001, 9999), min_size=1), st.integers(0, 999_999), st.data())
def test_lots_take_so_many_of_the_pool_and_always_the_same(pool, seed, data):
    wanted = data.draw(st.integers(0, len(pool)))
    drawn = draw(pool, wanted, seed)
    assert len(set(drawn)) == wanted
    assert set(drawn) <= pool
    assert drawn == draw(sorted(pool, reverse=True), wanted, seed)
    assert [number for number, _ in tickets(pool, seed)][:wanted] == list(drawn)


def test_over_many_seeds_nobody_is_favoured():
    won = Counter(number for seed in range(4000) for number in draw(range(1001, 1011), 2, seed))
    assert set(won) == set(range(1001, 1011))
    assert all(abs(times - 800) < 5 * (4000 * 0.2 * 0.8) ** 0.5 for times in won.values())


@pytest.mark.parametrize("wanted", [None, 0, -1, MOST_DRAWN + 1])
def test_so_many_can_not_be_drawn(wanted):
    with pytest.raises(BadValue):
        checked_draw(wanted, range(99))


def test_more_than_there_are_can_not_be_drawn():
    assert checked_draw(2, (1001, 1002)) == 2
    with pytest.raises(TooFewToDraw) as refused:
        checked_draw(3, (1001, 1002))
    assert refused.value.facts == {"wanted": 3, "left": 2}


def test_a_case_comes_once_and_a_filled_sheet_stays():
    check_unpicked("a", ["b"])
    with pytest.raises(AlreadyPicked):
        check_unpicked("a", ["a"])
    check_blank(answered=False)
    with pytest.raises(PickAnswered):
        check_blank(answered=True)
