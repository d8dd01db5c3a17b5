"""Cooperation agreements: who is bound, until when, and which partners are missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import valid_codes
from core.cooperation import (
    HOLDS,
    PARTNERS,
    AgreementEnded,
    AgreementState,
    NotSigned,
    by_partner,
    check_not_ended,
    checked_agreement,
    checked_end,
    missing,
    state_of,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from tests.factories_implementation import ON, agreement, agreement_told

DAY = timedelta(days=1)
S = AgreementState


def test_there_are_eleven_kinds_of_partners():
    assert len(valid_codes(PARTNERS, ON)) == 11


@pytest.mark.parametrize(
    ("renew", "state"),
    [
        (None, S.IN_FORCE),
        (date(2026, 7, 5), S.IN_FORCE),
        (date(2026, 7, 4), S.RENEW_SOON),
        (ON, S.RENEW_SOON),
        (ON - DAY, S.OVERDUE),
    ],
)
def test_an_agreement_is_to_be_renewed_from_two_months_before_its_day(renew, state):
    assert state_of(agreement(renew=renew), ON) is state


def test_without_a_signature_nobody_is_bound():
    assert state_of(agreement(signed=None), ON) is S.UNSIGNED
    assert "employment" in missing([agreement(signed=None)], ON)


def test_one_that_was_to_be_renewed_binds_until_somebody_ends_it():
    overdue = agreement(renew=ON - DAY)
    assert "employment" not in missing([overdue], ON)
    assert "employment" in missing([agreement(renew=ON - DAY, ended=ON)], ON)


def test_what_both_sides_owe_is_written_when_it_is_signed():
    for side in ("ours", "theirs"):
        with pytest.raises(MissingValue) as refused:
            checked_agreement(agreement_told(**{side: " "}), ON)
        assert refused.value.field == side
    assert checked_agreement(agreement_told(signed_date=None, ours=None), ON).ours is None


def test_the_days_of_an_agreement_follow_each_other():
    with pytest.raises(NotSigned):
        checked_agreement(agreement_told(signed_date=None, renew_by=ON), ON)
    with pytest.raises(DatesOutOfOrder):
        checked_agreement(agreement_told(signed_date=ON, renew_by=ON - DAY), ON)
    with pytest.raises(DateInFuture):
        checked_agreement(agreement_told(signed_date=ON + DAY), ON)


def test_an_unknown_kind_of_partner_is_refused():
    with pytest.raises(UnknownCode):
        checked_agreement(agreement_told(partner="circus"), ON)


def test_an_agreement_ends_once_with_a_day_and_a_reason():
    assert checked_end(agreement(), ON, "Lukket.", ON) == (ON, "Lukket.")
    with pytest.raises(MissingValue):
        checked_end(agreement(), ON, None, ON)
    with pytest.raises(DatesOutOfOrder):
        checked_end(agreement(signed=ON), ON - DAY, "Lukket.", ON)
    with pytest.raises(AgreementEnded):
        check_not_ended(agreement(ended=ON))


made = some.builds(
    agreement,
    id_=some.uuids().map(str),
    partner=some.sampled_from(valid_codes(PARTNERS, ON)),
    signed=some.none() | some.dates(date(2024, 1, 1), ON),
    renew=some.none() | some.dates(date(2026, 1, 1), date(2027, 1, 1)),
    ended=some.none() | some.dates(date(2026, 1, 1), ON),
)


@given(some.lists(made, max_size=15))
def test_a_kind_is_missing_just_where_no_agreement_binds(agreements):
    bound = {each.partner for each in agreements if state_of(each, ON) in HOLDS}
    assert set(missing(agreements, ON)) | bound == set(valid_codes(PARTNERS, ON))
    assert not set(missing(agreements, ON)) & bound
    shown = [each for held in by_partner(agreements, ON).values() for each in held]
    assert len(shown) == sum(state_of(each, ON) is not S.ENDED for each in agreements)
