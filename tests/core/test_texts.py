from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import texts
from core.errors import (
    BadValue,
    DateInFuture,
    DatesOutOfOrder,
    MissingValue,
    TooLong,
    UnknownCode,
)

ON = date(2026, 5, 4)


def test_an_empty_required_text_is_refused_at_its_field():
    with pytest.raises(MissingValue) as refusal:
        texts.required_text("name", "  \n ")
    assert refusal.value.field == "name"


def test_a_text_at_its_limit_is_kept_and_one_more_is_refused_with_both_figures():
    assert texts.required_text("name", "å" * 120, 120) == "å" * 120
    with pytest.raises(TooLong) as refusal:
        texts.required_text("name", "å" * 121, 120)
    assert refusal.value.facts == {"length": 121, "limit": 120}


@given(st.text(st.characters()))
def test_a_cleaned_text_can_always_be_stored_and_cleaning_twice_changes_nothing(text):
    cleaned = texts.clean(text)
    if cleaned is not None:
        cleaned.encode("utf-8")
        assert "\x00" not in cleaned
        assert texts.clean(cleaned) == cleaned


@pytest.mark.parametrize("text", ["=1+1", "<b>fed</b>", "🙂", "Åse Æblegård Øllgaard", "**"])
def test_markup_formulas_and_emoji_are_kept_as_they_are_typed(text):
    assert texts.clean(text) == text


def test_a_day_after_today_is_refused():
    assert texts.past_date("date", ON, ON) == ON
    with pytest.raises(DateInFuture):
        texts.past_date("date", date(2026, 5, 5), ON)


def test_a_missing_day_is_refused():
    with pytest.raises(MissingValue):
        texts.past_date("date", None, ON)


def test_a_birth_date_before_1900_is_refused():
    with pytest.raises(BadValue):
        texts.birth_date("birth_date", date(1899, 12, 31), ON)


def test_days_in_the_wrong_order_are_refused_and_unknown_ones_are_not():
    texts.check_order("end", None, ON)
    texts.check_order("end", ON, ON)
    with pytest.raises(DatesOutOfOrder):
        texts.check_order("end", ON, date(2026, 5, 3))


def test_a_code_outside_its_list_is_refused():
    with pytest.raises(UnknownCode):
        texts.check_code("employment", "employment", "astronaut", ON)


def test_a_code_is_refused_after_its_last_day_and_taken_on_it():
    last = date(2019, 7, 31)
    assert texts.check_code("type", "education_type", "production_school", last)
    with pytest.raises(UnknownCode):
        texts.check_code("type", "education_type", "production_school", date(2019, 8, 1))


@pytest.mark.parametrize("half", ["\ud800", "a\udcff", "\udfff\ud800"])
def test_half_of_a_character_is_told_from_whole_ones(half):
    assert not texts.is_whole(half)
    assert texts.is_whole("Vilma 🌈 æøå \U0010ffff \x00")
