"""Ways to organise the work: what is known for and against them, and what was chosen when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import MissingValue, UnknownCode
from core.organisation import (
    Side,
    aspects,
    checked_choice,
    chosen,
    history_of,
    options,
    options_of,
    own_points,
    points_of,
)
from core.words import LANGUAGES, has_phrase
from tests.factories_implementation import ON, choice, choice_told

DAY = timedelta(days=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_known_has_words_and_a_source(language):
    keys = [f"organisation.aspect.{aspect}" for aspect in aspects()]
    keys += [f"organisation_option.{each.option}" for each in options()]
    points = [p for each in options() for side in Side for p in own_points(each.option, side)]
    keys += [f"organisation_point.{each.option}.{each.point}" for each in points]
    cited = [each.source for each in (*options(), *points)]
    keys += [f"published.source.{each.source}.short" for each in cited]
    keys += [f"implementation.place.{each.place}" for each in cited]
    assert [key for key in keys if not has_phrase(language, key)] == []


def test_narrow_and_broad_have_both_sides():
    for option in ("narrow", "broad"):
        assert all(points_of(option, side) for side in Side)


def test_a_way_that_lies_under_another_has_its_points_too():
    for one in options():
        for side in Side:
            for under in one.under:
                assert set(points_of(under, side)) <= set(points_of(one.option, side))


def test_where_drawbacks_are_known_it_is_asked_what_is_done_about_them():
    with pytest.raises(MissingValue) as refused:
        checked_choice("form", choice_told("broad", counter=None))
    assert refused.value.field == "counter"
    assert checked_choice("anchoring", choice_told("social", counter=None)).counter is None


def test_a_choice_is_one_of_its_aspects_ways_with_a_day_and_a_reason():
    with pytest.raises(UnknownCode):
        checked_choice("form", choice_told("social"))
    for field in ("option", "valid_from", "reason"):
        with pytest.raises(MissingValue):
            checked_choice("form", choice_told(**{field: None}))


def test_a_choice_holds_from_its_day_until_the_next():
    made = [choice("narrow", since=ON - 30 * DAY), choice("broad", since=ON)]
    assert chosen(made, "form", ON - DAY).option == "narrow"
    assert chosen(made, "form", ON).option == "broad"
    assert chosen(made, "form", ON - 31 * DAY) is None
    assert chosen(made, "placement", ON) is None


def test_of_two_choices_from_one_day_the_later_written_holds():
    made = [choice("broad", hour=10), choice("narrow", hour=9)]
    assert chosen(made, "form", ON).option == "broad"


ways = some.sampled_from([each.option for each in options_of("form")])


@given(some.lists(some.builds(choice, ways, since=some.dates(ON - 90 * DAY, ON + 90 * DAY))))
def test_what_holds_is_never_from_a_later_day_and_none_between_is_passed_over(made):
    held = chosen(made, "form", ON)
    begun = [each for each in made if each.valid_from <= ON]
    assert (held is None) == (not begun)
    if held is not None:
        assert held.valid_from == max(each.valid_from for each in begun)
    assert len(history_of(made, "form")) == len(made)
