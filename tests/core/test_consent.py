"""Consent (R12, R23)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.consent import (
    AlreadyWithdrawn,
    BasisNoteMissing,
    ConsentMissing,
    Gap,
    GuardianOfAdult,
    NoInformationType,
    PartyIsYoungPerson,
    RoleAlreadySaid,
    check_consent,
    check_role_unsaid,
    checked,
    counts,
    covers,
    gap,
    in_force,
    withdrawal_date,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from tests.factories_network import START, consent, consent_told

ON = date(2026, 5, 4)
CHILD, ADULT = date(2009, 5, 5), date(2006, 3, 5)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
CONSENTS = st.builds(consent, DAYS, valid_to=st.none() | DAYS, withdrawn_date=st.none() | DAYS)


@given(st.lists(CONSENTS), DAYS)
def test_what_is_withdrawn_run_out_or_not_yet_given_never_covers(consents, on):
    dead = [
        one
        for one in consents
        if one.given_date > on
        or (one.valid_to is not None and one.valid_to < on)
        or (one.withdrawn_date is not None and one.withdrawn_date <= on)
    ]
    assert not covers(dead, on)
    assert covers(consents, on) == (len(dead) < len(consents))


@given(CONSENTS, DAYS, DAYS)
def test_withdrawing_never_lets_a_consent_cover_a_day_it_did_not_cover_before(one, withdrawn, on):
    after = consent(one.given_date, valid_to=one.valid_to, withdrawn_date=withdrawn)
    before = consent(one.given_date, valid_to=one.valid_to)
    assert in_force(before, on) or not in_force(after, on)


@given(st.lists(CONSENTS), DAYS)
def test_going_on_is_refused_exactly_where_nothing_covers(consents, on):
    if covers(consents, on):
        check_consent(consents, on)
        return
    with pytest.raises(ConsentMissing) as refused:
        check_consent(consents, on, "date")
    assert refused.value.field == "date"
    assert refused.value.facts == {"date": on}


def test_a_consent_counts_on_its_first_and_last_day_but_not_on_the_day_it_is_withdrawn():
    one = consent(START, valid_to=ON)
    assert in_force(one, START)
    assert in_force(one, ON)
    assert not in_force(one, ON + timedelta(days=1))
    assert not in_force(consent(START, withdrawn_date=ON), ON)
    assert in_force(consent(START, withdrawn_date=ON), ON - timedelta(days=1))


def test_no_consent_and_no_consent_that_counts_are_told_apart():
    assert gap([], CHILD, ON) is Gap.NOTHING_ON_FILE
    assert gap([consent(withdrawn_date=ON)], CHILD, ON) is Gap.NOTHING_COVERS


def test_under_18_the_guardian_is_asked_for_and_from_18_the_young_person():
    own, guardian = consent(), consent(given_by="guardian")
    assert gap([own], CHILD, ON) is Gap.GUARDIAN_MISSING
    assert gap([own, guardian], CHILD, ON) is None
    assert gap([guardian], ADULT, ON) is Gap.OWN_MISSING
    assert gap([own], ADULT, ON) is None
    assert gap([own], None, ON) is None


def test_a_stated_legal_basis_suffices_at_any_age():
    assert gap([consent(legal_basis="section_11c")], CHILD, ON) is None


def test_a_consent_is_cleaned():
    told = checked(consent_told(party="  Jobcenteret "), born=ADULT, on=ON)
    assert told.party == "Jobcenteret"


def test_a_consent_without_a_kind_of_information_is_refused():
    with pytest.raises(NoInformationType):
        checked(consent_told(information_types=()), born=ADULT, on=ON)


def test_a_consent_about_an_unknown_kind_of_information_is_refused():
    with pytest.raises(UnknownCode):
        checked(consent_told(information_types=("shoe_size",)), born=ADULT, on=ON)


@pytest.mark.parametrize(
    "field",
    ["party", "party_role", "form", "purpose", "given_date", "given_by", "legal_basis"],
)
def test_a_consent_without_what_makes_it_specific_is_refused(field):
    with pytest.raises(MissingValue) as refused:
        checked(consent_told(**{field: None}), born=ADULT, on=ON)
    assert refused.value.field == field


def test_another_legal_basis_without_section_and_reason_is_refused():
    with pytest.raises(BasisNoteMissing):
        checked(consent_told(legal_basis="section_11c"), born=ADULT, on=ON)
    note = "§ 11 c, stk. 1: fare for den unge"
    told = checked(
        consent_told(legal_basis="section_11c", legal_basis_note=note), born=ADULT, on=ON
    )
    assert told.legal_basis_note == note


def test_a_guardian_cannot_consent_for_somebody_of_age():
    with pytest.raises(GuardianOfAdult):
        checked(consent_told(given_by="guardian"), born=ADULT, on=ON)
    assert checked(consent_told(given_by="guardian"), born=CHILD, on=ON).given_by == "guardian"


def test_a_consent_given_tomorrow_is_refused():
    with pytest.raises(DateInFuture):
        checked(consent_told(given_date=ON + timedelta(days=1)), born=ADULT, on=ON)


def test_a_consent_that_ends_before_it_begins_is_refused():
    with pytest.raises(DatesOutOfOrder):
        checked(consent_told(valid_to=START - timedelta(days=1)), born=ADULT, on=ON)


def test_a_withdrawal_before_the_consent_or_after_today_is_refused():
    with pytest.raises(DatesOutOfOrder):
        withdrawal_date(consent(), START - timedelta(days=1), ON)
    with pytest.raises(DateInFuture):
        withdrawal_date(consent(), ON + timedelta(days=1), ON)
    assert withdrawal_date(consent(), ON, ON) == ON


def test_a_consent_cannot_be_withdrawn_twice():
    with pytest.raises(AlreadyWithdrawn):
        withdrawal_date(consent(withdrawn_date=START), ON, ON)


def test_what_a_guardian_said_counts_to_the_last_day_under_eighteen():
    guardian = consent(given_by="guardian")
    eighteen_tomorrow = date(2008, 5, 5)
    tomorrow = ON + timedelta(days=1)
    assert counts(guardian, born=eighteen_tomorrow, on=ON)
    assert not counts(guardian, born=eighteen_tomorrow, on=tomorrow)
    assert counts(guardian, born=None, on=tomorrow)
    assert covers([guardian], ON, born=eighteen_tomorrow)
    with pytest.raises(ConsentMissing):
        check_consent([guardian], tomorrow, born=eighteen_tomorrow)
    by_law = consent(given_by="guardian", legal_basis="section_11c")
    assert counts(by_law, born=ADULT, on=ON)


@given(CONSENTS, st.none() | DAYS, DAYS)
def test_what_counts_is_in_force(one, born, on):
    assert in_force(one, on) or not counts(one, born=born, on=on)


def test_another_legal_basis_is_given_in_no_form():
    told = consent_told(legal_basis="section_11c", legal_basis_note="§ 11 c", form="oral")
    assert checked(told, born=ADULT, on=ON).form is None


def test_the_young_person_is_no_party():
    with pytest.raises(PartyIsYoungPerson):
        checked(consent_told(party_role="young_person"), born=ADULT, on=ON)


def test_the_role_of_a_party_is_said_once():
    check_role_unsaid(consent())
    with pytest.raises(RoleAlreadySaid):
        check_role_unsaid(consent(party_role="school"))
