"""The printed consent form: what it holds, and how it is answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.consent import GuardianOfAdult, NoInformationType, PartyIsYoungPerson, checked
from core.consent_forms import (
    MOVES,
    AlreadySigned,
    FormSettled,
    FormTold,
    NoGiver,
    NoParty,
    PartyTold,
    PartyTwice,
    Signature,
    check_form_move,
    checked_form,
    checked_no,
    checked_signature,
    consents_signed,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.records.consenting import ConsentForm, FormParty, PaperState
from core.words import LANGUAGES, code_key, has_phrase

ON = date(2026, 5, 4)
MADE = date(2026, 5, 1)
CHILD, ADULT = date(2009, 5, 5), date(2006, 3, 5)
SCHOOL = FormParty("Vestre Skole", "school", ("education_employment",))
OFFICER = FormParty("Jens Job", "employment_officer", ("economy", "housing"))


def told(*parties, **more):
    values = {"purpose": "En fælles plan", "valid_to": None, **more}
    return FormTold(parties=parties, **values)


def party(key="a", name="Vestre Skole", role="school", types=("health",)):
    return PartyTold(key, name, role, types)


def form(state=PaperState.WAITING, **more):
    bare = ConsentForm(
        "form", 1, MADE, "En fælles plan", None, (SCHOOL, OFFICER), state, None, (), "Karen Kold"
    )
    return replace(bare, **more)


def signed(*givers, day=ON, parties=(0, 1)):
    return Signature(day=day, givers=givers or ("young_person",), parties=parties)


def test_a_form_is_cleaned():
    parties, purpose = checked_form(told(party(name=" Vestre Skole ")), ON)
    assert parties == (FormParty("Vestre Skole", "school", ("health",)),)
    assert purpose == "En fælles plan"


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        (told(), NoParty, "parties"),
        (told(party(), purpose=" "), MissingValue, "purpose"),
        (told(party("k", name=None)), MissingValue, "party.k"),
        (told(party("k", role=None)), MissingValue, "party_role.k"),
        (told(party("k", role="young_person")), PartyIsYoungPerson, "party_role.k"),
        (told(party("k", types=())), NoInformationType, "information_types.k"),
        (told(party("k", types=("shoe_size",))), UnknownCode, "information_types.k"),
        (told(party("a"), party("b", name="vestre  SKOLE")), PartyTwice, "parties"),
        (told(party(), valid_to=ON - timedelta(days=1)), DatesOutOfOrder, "valid_to"),
    ],
)
def test_a_form_is_refused_at_the_field_that_does_not_hold(wrong, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_form(wrong, ON)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        (signed(day=None), MissingValue, "signed_date"),
        (signed(day=ON + timedelta(days=1)), DateInFuture, "signed_date"),
        (signed(day=MADE - timedelta(days=1)), DatesOutOfOrder, "signed_date"),
        (Signature(day=ON, givers=(), parties=(0,)), NoGiver, "givers"),
        (signed("somebody"), UnknownCode, "givers"),
        (signed("guardian"), GuardianOfAdult, "givers"),
        (signed(parties=()), NoParty, "parties"),
        (signed(parties=(0, 2)), UnknownCode, "parties"),
        (signed(parties=(-1,)), UnknownCode, "parties"),
    ],
)
def test_a_signature_is_refused_at_the_field_that_does_not_hold(wrong, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_signature(form(), wrong, born=ADULT, on=ON)
    assert refused.value.field == field


def test_a_form_signed_after_its_last_day_is_refused():
    with pytest.raises(DatesOutOfOrder):
        checked_signature(form(valid_to=MADE), signed(), born=ADULT, on=ON)
    assert checked_signature(form(valid_to=ON), signed(), born=ADULT, on=ON) == ON


def test_under_eighteen_the_other_can_sign_later_and_nobody_signs_twice():
    half = form(PaperState.SIGNED, settled_date=MADE, given_by=("young_person",))
    assert checked_signature(half, signed("guardian"), born=CHILD, on=ON) == ON
    with pytest.raises(AlreadySigned) as refused:
        checked_signature(half, signed("young_person"), born=CHILD, on=ON)
    assert refused.value.facts == {"date": MADE}


@pytest.mark.parametrize("state", [PaperState.DECLINED, PaperState.DROPPED])
def test_a_settled_form_cannot_be_signed_or_declined(state):
    with pytest.raises(FormSettled):
        checked_signature(form(state), signed(), born=ADULT, on=ON)
    with pytest.raises(FormSettled):
        checked_no(form(state), signed(), born=ADULT, on=ON)


def test_a_signed_form_cannot_be_declined_but_its_consents_can_be_taken_back():
    with pytest.raises(FormSettled):
        checked_no(form(PaperState.SIGNED), signed(), born=ADULT, on=ON)


def test_a_no_needs_no_party():
    no = Signature(day=ON, givers=("young_person",))
    assert checked_no(form(), no, born=ADULT, on=ON) == ON


@given(st.sampled_from(PaperState), st.sampled_from(PaperState))
def test_a_form_moves_only_as_the_table_says(before, after):
    if after in MOVES[before]:
        check_form_move(before, after)
        return
    with pytest.raises(FormSettled):
        check_form_move(before, after)


def test_every_state_of_a_form_is_in_the_table_and_has_a_word():
    assert set(MOVES) == set(PaperState)
    for language in LANGUAGES:
        for state in PaperState:
            assert has_phrase(language, code_key(state))


@given(
    st.lists(st.sampled_from(["young_person", "guardian"]), min_size=1, unique=True),
    st.sets(st.integers(0, 1), min_size=1),
)
def test_a_signature_makes_a_consent_for_each_party_and_giver_which_the_rules_of_consent_pass(
    givers, places
):
    signature = signed(*givers, parties=tuple(places))
    made = consents_signed(form(valid_to=ON), signature, ON)
    pairs = {(each.given_by, each.party) for each in made}
    names = [form().parties[place].party for place in places]
    assert pairs == {(giver, name) for giver in givers for name in names}
    assert len(made) == len(pairs)
    for each in made:
        assert checked(each, born=CHILD, on=ON) == each
