"""When to remind, what an answer holds, and what a reminder keeps to itself."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreements import AgreementStatus
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.masking import MASK
from core.records.network import Agreement, AgreementAnswer
from core.reminders import (
    OCCASIONS,
    AnswerTold,
    Want,
    checked_answer,
    presses,
    reminder_due,
    wanted_of,
    without_identity,
)

DUE = date(2026, 6, 1)
MADE = date(2026, 5, 4)


def day(days):
    return DUE + timedelta(days=days)


def due(on, *, made=MADE, last_told=None):
    return reminder_due(DUE, made=made, last_told=last_told, on=on)


def agreement(*answers):
    told = tuple(
        AgreementAnswer(str(nth), answered, kind, "Jens", None)
        for nth, (kind, answered) in enumerate(answers)
    )
    return Agreement("a", 1, "Ringe", "Jens", DUE, None, AgreementStatus.OPEN, None, answers=told)


def want(on, *answers):
    return wanted_of(agreement(*answers), made=MADE, on=on)


def test_every_occasion_says_where_it_comes_from_and_they_do_not_overlap():
    assert all(occasion.source for occasion in OCCASIONS)
    for earlier, later in pairwise(OCCASIONS):
        assert earlier.first <= earlier.last < later.first <= later.last


def test_nobody_is_reminded_before_three_days_before():
    assert due(day(-4)) is None
    assert due(day(-3)) == DUE


def test_the_day_after_the_second_occasion_begins():
    assert due(day(0)) == DUE
    assert due(day(1)) == day(3)
    assert due(day(40)) == day(3)


def test_whoever_was_told_since_the_occasion_began_needs_no_reminder_of_it():
    assert due(day(-1), last_told=day(-3)) is None
    assert due(day(-1), last_told=day(-4)) == DUE
    assert due(day(2), last_told=day(-1)) == day(3)
    assert due(day(2), last_told=day(1)) is None


def test_an_agreement_made_two_days_before_its_day_is_only_reminded_of_afterwards():
    assert due(day(-1), made=day(-2)) is None
    assert due(day(1), made=day(-2)) == day(3)


@given(st.integers(-30, 30), st.integers(0, 30), st.one_of(st.none(), st.integers(-30, 30)))
def test_a_reminder_is_only_late_when_its_own_days_have_passed(on, made_before, told):
    found = due(
        day(on),
        made=day(-made_before),
        last_told=None if told is None else day(told),
    )
    if found is not None:
        occasion = next(each for each in OCCASIONS if day(each.last) == found)
        assert day(occasion.first) <= day(on)
        assert told is None or day(told) < day(occasion.first)


def test_what_somebody_says_decides_what_is_wanted():
    assert want(day(-20)) is Want.WAIT
    assert want(day(-2)) is Want.REMIND
    assert want(day(-2), ("reminded", day(-3))) is Want.WAIT
    assert want(day(-20), ("stuck", day(-21))) is Want.UNSTICK
    assert want(day(-20), ("stuck", day(-21)), ("reminded", day(-20))) is Want.UNSTICK
    assert want(day(-20), ("stuck", day(-21)), ("done", day(-20))) is Want.SETTLE
    assert want(day(-20), ("done", day(-21)), ("on_the_way", day(-20))) is Want.WAIT


def test_what_is_overdue_presses_whatever_else_is_said():
    assert presses(Want.WAIT, overdue=True)
    assert presses(Want.REMIND, overdue=False)
    assert not presses(Want.WAIT, overdue=False)


# ---------------------------------------------------------------- answers


def answer(**told):
    values = {"kind": "on_the_way", "who": "Jens", "answered": MADE, "text": None}
    return checked_answer(AnswerTold(**{**values, **told}), made=MADE, on=DUE)


def test_an_answer_names_what_who_and_when():
    assert answer(who=" Jens Job ").who == "Jens Job"
    with pytest.raises(MissingValue):
        answer(who=" ")
    with pytest.raises(MissingValue):
        answer(kind=None)
    with pytest.raises(DateInFuture):
        answer(answered=day(1))
    with pytest.raises(DatesOutOfOrder):
        answer(answered=MADE - timedelta(days=1))


def test_whoever_is_stuck_says_with_what():
    with pytest.raises(MissingValue) as refused:
        answer(kind="stuck")
    assert refused.value.field == "text"
    assert answer(kind="stuck", text="Ingen svarer").text == "Ingen svarer"


def test_to_be_reminded_is_no_answer():
    with pytest.raises(UnknownCode):
        answer(kind="reminded")


# --------------------------------------------------- what a reminder may say


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ringe til Vilma Vildspor", "Ringe til den unge"),
        ("vilmas skole", "den unges skole"),
        ("Vilma og Karen går til VILDSPOR", "den unge og Karen går til den unge"),
        ("Tid til 410590-1234 og 41 05 90 1234", f"Tid til {MASK} og {MASK}"),
        ("Vilmad er en anden", "Vilmad er en anden"),
    ],
)
def test_a_reminder_names_neither_the_young_person_nor_a_cpr_number(text, said):
    assert without_identity(text, name="Vilma Vildspor", instead="den unge") == said


@given(st.text(alphabet="abc (.*+?[", min_size=1, max_size=12))
def test_any_name_can_be_taken_out(name):
    assert without_identity("intet her", name=f"x{name}", instead="den unge") == "intet her"
