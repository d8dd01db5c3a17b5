"""ICM's agreement, its rhythm, and the review every third month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.calendar import add_months
from core.cti_progress import counted
from core.errors import BadValue, DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.icm import (
    IcmAgreementTold,
    IcmReviewTold,
    ReviewTooFar,
    agreement_due,
    checked_agreement,
    checked_review,
    latest_agreement,
    review_due,
    rhythm,
)
from core.records.cti import IcmAgreement

START, ON = date(2026, 1, 31), date(2026, 4, 1)
A_DAY = timedelta(days=1)
TOLD = IcmAgreementTold(agreed_date=START, goals=" En fast seng ", contacts=2, per="week")
REVIEW = IcmReviewTold(review_date=ON, still_needed=True, reason="Boligen er ny.")
AGREED = IcmAgreement("a", 1, "course", START, "En fast seng", 2, "week", None)


def test_the_agreement_is_due_two_weeks_in():
    assert agreement_due(date(2028, 2, 20)) == date(2028, 3, 5)


def test_the_first_review_is_due_three_calendar_months_in_and_the_next_as_the_last_one_set_it():
    assert review_due(date(2027, 11, 30), None) == date(2028, 2, 29)
    assert review_due(date(2026, 11, 30), None) == date(2027, 2, 28)
    assert review_due(START, date(2026, 5, 4)) == date(2026, 5, 4)


@given(some.dates(date(2014, 1, 1), date(2060, 1, 1)), some.integers(1, 200))
def test_a_review_is_never_more_than_three_months_after_the_one_before(day, ahead):
    told = replace(REVIEW, review_date=day, next_date=day + timedelta(days=ahead))
    latest = add_months(day, 3)
    if day + timedelta(days=ahead) > latest:
        with pytest.raises(ReviewTooFar):
            checked_review(told, since=day, on=day)
    else:
        assert checked_review(told, since=day, on=day).next_date <= latest
    unset = checked_review(replace(told, next_date=None), since=day, on=day)
    assert unset.next_date == latest


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (MissingValue, {"goals": " "}),
        (MissingValue, {"contacts": None}),
        (BadValue, {"contacts": 0}),
        (BadValue, {"contacts": 32}),
        (UnknownCode, {"per": "year"}),
        (MissingValue, {"per": None}),
        (DateInFuture, {"agreed_date": ON + A_DAY}),
        (DatesOutOfOrder, {"agreed_date": START - A_DAY}),
    ],
)
def test_an_agreement_that_does_not_hold_is_refused(refusal, changes):
    with pytest.raises(refusal):
        checked_agreement(replace(TOLD, **changes), since=START, on=ON)


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (MissingValue, {"still_needed": None}),
        (MissingValue, {"reason": ""}),
        (DateInFuture, {"review_date": ON + A_DAY}),
        (DatesOutOfOrder, {"review_date": START - A_DAY}),
        (DatesOutOfOrder, {"next_date": ON}),
    ],
)
def test_a_review_that_does_not_hold_is_refused(refusal, changes):
    with pytest.raises(refusal):
        checked_review(replace(REVIEW, **changes), since=START, on=ON)


def test_no_is_an_answer():
    assert not checked_review(replace(REVIEW, still_needed=False), since=START, on=ON).still_needed


def test_the_last_agreement_of_the_course_holds():
    other = replace(AGREED, id="other", course_id="another")
    newer = replace(AGREED, id="newer")
    assert latest_agreement([AGREED, newer, other], "course") is newer
    assert latest_agreement([other], "course") is None


def test_the_rhythm_is_held_against_the_last_four_weeks():
    days = [ON - timedelta(days=n) for n in (0, 5, 12, 27, 28)]
    met = [counted(day, "direct_contact", "phone", None, None) for day in days]
    found = rhythm(AGREED, met, paused=False, on=ON)
    assert (found.found, found.agreed, found.fewer) == (4, 8, True)
    monthly = replace(AGREED, contacts=4, per="month")
    assert not rhythm(monthly, met, paused=False, on=ON).fewer


def test_the_rhythm_is_not_judged_before_four_weeks_or_in_a_pause():
    new = replace(AGREED, agreed_date=ON - timedelta(days=26))
    assert rhythm(new, (), paused=False, on=ON) is None
    assert rhythm(replace(new, agreed_date=ON - timedelta(days=27)), (), paused=False, on=ON)
    assert rhythm(AGREED, (), paused=True, on=ON) is None
