from datetime import date

import pytest

from core.assessment import (
    AssessmentUnfinished,
    Part,
    check_finished,
    checked_assessed_date,
    checked_dimensions,
    checked_group,
    checked_need,
    facts_of,
    gaps,
)
from core.codes import Coded, HousingGroup, Need, TargetGroup, Variant
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, TooLong, UnknownCode
from core.records.assessment import Assessed
from tests.factories import ON
from tests.factories_assessment import ALL_DIMENSIONS, REFERRED_ON, assessment, housing_line


def test_a_full_assessment_lacks_nothing():
    assert not any(gaps(assessment()).values())
    check_finished(assessment())


def test_an_empty_assessment_lacks_every_dimension_the_housing_the_group_and_the_need():
    empty = assessment(dimensions={}, housing=(), target_group=None, expected_need=None)
    missing = gaps(empty)
    assert len(missing[Part.LIFE]) == 8
    assert missing[Part.HOME] == (Coded("assessment_gap", "housing_situation"),)
    assert [gap.code for gap in missing[Part.DECISION]] == ["target_group", "expected_need"]


def test_variant_u_does_not_ask_how_long_support_is_needed():
    in_care = assessment(variant=Variant.U, target_group=TargetGroup.IN_CARE, expected_need=None)
    assert gaps(in_care)[Part.DECISION] == ()


@pytest.mark.parametrize("dimension", sorted(ALL_DIMENSIONS))
def test_one_dimension_not_assessed_is_named_in_the_refusal(dimension):
    seven = {name: each for name, each in ALL_DIMENSIONS.items() if name != dimension}
    with pytest.raises(AssessmentUnfinished) as refused:
        check_finished(assessment(dimensions=seven))
    assert refused.value.facts["missing"] == (Coded("life_dimension", dimension),)


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ({"housing": ()}, "housing_situation"),
        ({"target_group": None}, "target_group"),
        ({"expected_need": None}, "expected_need"),
    ],
)
def test_what_else_is_missing_is_named_in_the_refusal(lacking, named):
    with pytest.raises(AssessmentUnfinished) as refused:
        check_finished(assessment(**lacking))
    assert refused.value.facts["missing"] == (Coded("assessment_gap", named),)


def test_dimensions_not_spoken_of_are_left_out():
    told = {
        "housing": ("much", " Sofa hos en ven. "),
        "network": (None, None),
        "economy": (None, " "),
    }
    assert checked_dimensions(told, ON) == {"housing": Assessed(Need.MUCH, "Sofa hos en ven.")}


@pytest.mark.parametrize(
    ("name", "told", "refusal", "field"),
    [
        ("housing", (None, "Sofa."), MissingValue, "need_housing"),
        ("housing", ("very", None), UnknownCode, "need_housing"),
        ("weather", ("much", None), UnknownCode, "need_weather"),
        ("housing", ("much", "x" * 4001), TooLong, "words_housing"),
    ],
)
def test_a_dimension_that_does_not_hold_is_refused_at_its_field(name, told, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_dimensions({name: told}, ON)
    assert refused.value.field == field


def test_a_target_group_of_the_other_variant_is_refused():
    with pytest.raises(UnknownCode):
        checked_group(Variant.H, "in_care")
    with pytest.raises(UnknownCode):
        checked_group(Variant.U, "homeless")
    assert checked_group(Variant.H, None) is None


def test_an_expected_need_that_is_none_of_the_two_is_refused():
    with pytest.raises(UnknownCode):
        checked_need(Variant.H, "forever")
    assert checked_need(Variant.U, "nine_months") is None


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(date(2026, 5, 5), DateInFuture), (date(2026, 3, 31), DatesOutOfOrder)],
)
def test_an_assessment_lies_between_the_referral_and_today(day, refusal):
    with pytest.raises(refusal):
        checked_assessed_date(day, REFERRED_ON, ON)


def test_the_rules_look_at_what_is_recorded():
    much = {**ALL_DIMENSIONS, "housing": Assessed(Need.MUCH, None)}
    facts = facts_of(assessment(dimensions=much), ON)
    assert (facts.age, facts.indicators, facts.much_needs) == (20, 2, 1)
    assert facts.sleeps_homeless is True
    assert facts.has_home is False


@pytest.mark.parametrize(
    ("lines", "sleeps_homeless", "has_home"),
    [
        ((), None, False),
        ((housing_line("unknown", group=HousingGroup.UNKNOWN),), None, False),
        ((housing_line("own_home", group=HousingGroup.HOUSED),), False, True),
        ((housing_line("lives_with_parents", group=HousingGroup.HOUSED),), False, False),
        ((housing_line(allocated_date=ON),), True, True),
        ((housing_line(lease_signed_date=date(2026, 5, 5)),), True, False),
    ],
)
def test_the_housing_history_says_who_is_homeless_and_who_has_a_home(
    lines, sleeps_homeless, has_home
):
    facts = facts_of(assessment(housing=lines), ON)
    assert (facts.sleeps_homeless, facts.has_home) == (sleeps_homeless, has_home)


def test_an_unknown_birth_date_is_no_age():
    assert facts_of(assessment(birth_date=None), ON).age is None
