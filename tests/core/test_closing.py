"""How a support course and a case end."""

from datetime import date, timedelta

import pytest

from core.agreements import FollowUpMissing, FollowUpTooEarly, ResponsibleMissing
from core.closing import (
    CaseEnding,
    CtiTooEarly,
    FollowOnMissing,
    FurtherGoal,
    InvolvementMissing,
    InvolvementUnexplained,
    SupportEnding,
    checked_case_ending,
    checked_further_goal,
    checked_support_ending,
)
from core.codes import Method
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode

ON = date(2026, 12, 4)
START = date(2026, 3, 2)


def ending(**changes: object) -> SupportEnding:
    values = {
        "end_date": date(2026, 12, 2),
        "end_reason": "planned",
        "follow_on_support": "section_85",
        **changes,
    }
    return SupportEnding(**values)


def support_refused(kind: type[Exception], field: str, **changes: object) -> None:
    with pytest.raises(kind) as refusal:
        checked_support_ending(ending(**changes), method=Method.CTI, start=START, on=ON)
    assert refusal.value.field == field


def test_cti_ends_on_the_last_of_its_nine_months_without_a_reason():
    told = checked_support_ending(ending(), method=Method.CTI, start=START, on=ON)
    assert told.early_reason is None


def test_support_cannot_end_without_a_decision_on_what_follows():
    support_refused(FollowOnMissing, "follow_on_support", follow_on_support=None)


def test_other_support_afterwards_must_be_described():
    support_refused(MissingValue, "follow_on_note", follow_on_support="other")


def test_support_cannot_end_before_it_began_or_in_the_future():
    support_refused(DatesOutOfOrder, "end_date", end_date=START - timedelta(days=1))
    support_refused(DateInFuture, "end_date", end_date=ON + timedelta(days=1))


def test_support_cannot_end_without_a_day_and_a_reason():
    support_refused(MissingValue, "end_date", end_date=None)
    support_refused(MissingValue, "end_reason", end_reason=None)
    support_refused(UnknownCode, "end_reason", end_reason="bored")


def test_cti_before_nine_months_needs_a_reason():
    early = date(2026, 12, 1)
    support_refused(CtiTooEarly, "early_reason", end_date=early)
    support_refused(CtiTooEarly, "early_reason", end_date=early, early_reason="   ")
    told = checked_support_ending(
        ending(end_date=early, early_reason="Flyttet"), method=Method.CTI, start=START, on=ON
    )
    assert told.early_reason == "Flyttet"


def test_nobody_has_to_explain_why_cti_ends_with_a_death():
    told = ending(end_date=START, end_reason="deceased", follow_on_support="none")
    checked_support_ending(told, method=Method.CTI, start=START, on=ON)


def test_icm_ends_whenever_it_is_no_longer_needed():
    checked_support_ending(ending(end_date=START), method=Method.ICM, start=START, on=ON)


def closing(**changes: object) -> CaseEnding:
    values = {
        "end_date": ON,
        "closure_reason": "planned",
        "young_person_involved": True,
        "team_involved": True,
        "housing_situation": "own_home",
        "in_education": True,
        "education_type": "fgu",
        "employment": "not_relevant",
        **changes,
    }
    return CaseEnding(**values)


def case_refused(kind: type[Exception], field: str, **changes: object) -> None:
    with pytest.raises(kind) as refusal:
        checked_case_ending(closing(**changes), start=START, on=ON)
    assert refusal.value.field == field


def test_a_whole_closure_is_taken():
    assert checked_case_ending(closing(), start=START, on=ON).employment == "not_relevant"


@pytest.mark.parametrize("field", ["young_person_involved", "team_involved"])
def test_a_case_cannot_be_closed_without_saying_who_was_involved(field: str):
    case_refused(InvolvementMissing, field, **{field: None})


@pytest.mark.parametrize("field", ["young_person_involved", "team_involved"])
def test_somebody_left_out_must_be_explained(field: str):
    case_refused(InvolvementUnexplained, "closure_note", **{field: False})
    checked_case_ending(closing(**{field: False}, closure_note="Ville ikke"), start=START, on=ON)


def test_a_case_cannot_be_closed_without_a_reason():
    case_refused(MissingValue, "closure_reason", closure_reason=None)


def test_a_case_cannot_be_closed_before_it_began_or_in_the_future():
    case_refused(DatesOutOfOrder, "end_date", end_date=START - timedelta(days=1))
    case_refused(DateInFuture, "end_date", end_date=ON + timedelta(days=1))


def test_home_education_and_employment_are_asked_for():
    case_refused(MissingValue, "housing_situation", housing_situation=None)
    case_refused(MissingValue, "in_education", in_education=None)
    case_refused(MissingValue, "education_type", education_type=None)
    case_refused(MissingValue, "employment", employment=None)


def test_whoever_is_not_in_education_has_no_education():
    told = checked_case_ending(closing(in_education=False), start=START, on=ON)
    assert told.education_type is None


def test_codes_must_be_valid_on_the_last_day():
    case_refused(UnknownCode, "education_type", education_type="production_school")
    case_refused(UnknownCode, "employment", employment="rehabilitation")
    earlier = closing(end_date=date(2026, 1, 31), employment="rehabilitation")
    checked_case_ending(earlier, start=date(2025, 1, 1), on=ON)


def test_education_and_employment_are_not_asked_for_at_a_death():
    told = closing(
        closure_reason="deceased", in_education=None, education_type=None, employment=None
    )
    assert checked_case_ending(told, start=START, on=ON).in_education is None


def goal(**changes: object) -> FurtherGoal:
    values = {
        "text": "Blive i lejligheden",
        "action": "Holde kontakt til viceværten",
        "responsible": "Mentor Mona",
        "follow_up_date": ON,
        **changes,
    }
    return FurtherGoal(**values)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (MissingValue, "text", " "),
        (MissingValue, "action", None),
        (ResponsibleMissing, "responsible", ""),
        (FollowUpMissing, "follow_up_date", None),
        (FollowUpTooEarly, "follow_up_date", ON - timedelta(days=1)),
        (UnknownCode, "life_domain", "space"),
    ],
)
def test_a_further_goal_needs_somebody_responsible_by_a_day(kind, field, value):
    with pytest.raises(kind) as refusal:
        checked_further_goal(goal(**{field: value}), ON)
    assert refusal.value.field == field
