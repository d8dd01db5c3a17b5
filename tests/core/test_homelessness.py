"""The count of homelessness on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.codes import Step, all_codes
from core.homelessness import NINE, count, week_six, with_us
from tests.factories import ON
from tests.factories_homes import APPLIED, home_case, line

DAY = timedelta(days=1)


def test_there_are_nine_situations_and_none_of_them_is_told_when_nobody_is_in_it():
    assert len(NINE) == 9
    empty = count([], ON)
    assert list(empty.people) == list(NINE)
    assert (empty.homeless, empty.housed, empty.unknown) == (0, 0, ())


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 11, 26), date(2026, 2, 4)),
        (date(2026, 2, 4), date(2026, 2, 4)),
        (date(2026, 2, 3), date(2025, 2, 5)),
        (date(2027, 1, 1), date(2026, 2, 4)),
    ],
)
def test_the_day_is_the_wednesday_of_the_last_week_six(on, day):
    assert week_six(on) == day


def test_everybody_is_counted_in_their_situation_of_the_day_and_the_unknown_apart():
    moved = line(until=ON), line("own_home", ON)
    found = count(
        [
            home_case(young_person_id="a", lines=moved),
            home_case(young_person_id="b", lines=(line("hotel"),)),
            home_case(young_person_id="c", lines=(line("unknown"),)),
            home_case(young_person_id="d"),
        ],
        ON - DAY,
    )
    assert {code: len(those) for code, those in found.people.items() if those} == {
        "family_friends": 1,
        "hotel": 1,
    }
    assert (found.homeless, found.housed, len(found.unknown)) == (2, 0, 2)
    assert count([home_case(lines=moved)], ON).housed == 1


def test_a_young_person_with_two_cases_is_counted_once_by_the_newer():
    older = home_case(lines=(line("hotel"),), step=Step.CLOSED, end_date=ON)
    newer = home_case(number=1002, referral_date=ON, lines=(line("night_shelter"),))
    found = count([newer, older], ON)
    assert found.homeless == 1
    assert len(found.people["night_shelter"]) == 1


def test_a_case_is_there_from_its_referral_to_its_last_day():
    case = home_case(end_date=ON, step=Step.CLOSED)
    assert [with_us(case, day) for day in (date(2026, 1, 4), date(2026, 1, 5), ON, ON + DAY)] == [
        False,
        True,
        True,
        False,
    ]
    turned_down = home_case(step=Step.REJECTED)
    assert with_us(turned_down, date(2026, 1, 19))
    assert not with_us(turned_down, date(2026, 1, 20))


@settings(max_examples=60)
@given(
    situations=some.lists(some.none() | some.sampled_from(all_codes("housing_situation"))),
)
def test_everybody_stands_in_exactly_one_place(situations):
    cases = [
        home_case(young_person_id=str(place), lines=(line(code, APPLIED),) if code else ())
        for place, code in enumerate(situations)
    ]
    found = count(cases, ON)
    assert found.homeless + found.housed + len(found.unknown) == len(cases)
