from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import all_codes
from core.errors import DateInFuture, MissingValue, TooLong, UnknownCode
from core.referral import checked, risk_by_time
from tests.factories_referral import referral

ON = date(2026, 5, 4)


def test_a_whole_referral_is_kept_with_clean_texts():
    told = checked(referral(name="  Vilma Vildspor "), ON)
    assert told.name == "Vilma Vildspor"
    assert told.variant == "H"


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "birth_date",
        "referral_date",
        "referrer_name",
        "referrer_organisation",
        "referral_reason",
    ],
)
def test_what_must_be_told_is_asked_for_at_its_field(field):
    with pytest.raises(MissingValue) as refusal:
        checked(referral(**{field: None}), ON)
    assert refusal.value.field == field


def test_a_birth_date_in_the_future_is_refused():
    with pytest.raises(DateInFuture) as refusal:
        checked(referral(birth_date=date(2027, 1, 1)), ON)
    assert refusal.value.field == "birth_date"


def test_a_referral_from_the_future_is_refused():
    with pytest.raises(DateInFuture):
        checked(referral(referral_date=date(2026, 5, 5)), ON)


def test_a_reason_longer_than_its_limit_is_refused():
    with pytest.raises(TooLong):
        checked(referral(referral_reason="x" * 4001), ON)


@pytest.mark.parametrize(
    ("field", "value"),
    [("variant", "X"), ("target_group_guess", "in_care"), ("acute_needs", ("hunger",))],
)
def test_a_code_outside_its_list_is_refused_at_its_field(field, value):
    with pytest.raises(UnknownCode) as refusal:
        checked(referral(**{field: value}), ON)
    assert refusal.value.field == field


def test_each_variant_has_its_own_target_groups():
    assert (
        checked(referral(variant="U", target_group_guess="in_care"), ON).target_group_guess
        == "in_care"
    )
    with pytest.raises(UnknownCode):
        checked(referral(variant="U", target_group_guess="homeless"), ON)


indicators = st.sets(st.sampled_from(all_codes("risk_indicator"))).map(tuple)


@given(indicators, indicators)
def test_every_ticked_indicator_is_kept_with_its_time(now, past):
    risk = risk_by_time(now, past)
    assert set(risk) == set(now) | set(past)
    assert {one for one, when in risk.items() if when in {"now", "both"}} == set(now)
    assert {one for one, when in risk.items() if when in {"past", "both"}} == set(past)
