"""What an NGO may be told: what consent and agreement cover, and no CPR number (R12, R21)."""

import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.codes import all_codes
from core.ngo_sheet import NgoFacts, covered, sheet
from core.records.network import Consent, Goal
from core.sharing import TYPE_OF_DOMAIN, needed_of
from tests.factories_ngo import agreement

ON = date(2026, 5, 4)
CLUB = "Klub Kompas"
ADULT, CHILD = date(2000, 1, 1), date(2010, 1, 1)
TYPES = all_codes("information_type")
CONSENT = Consent(
    id="c",
    version=1,
    given_date=date(2026, 1, 1),
    given_by="young_person",
    party=CLUB,
    information_types=("contact_details", "education_employment"),
    purpose="Fritid",
    valid_to=None,
    withdrawn_date=None,
    legal_basis="consent",
    legal_basis_note=None,
    party_role="other",
)
AGREED = agreement(information_types=TYPES)
TEN_DIGITS = re.compile(r"\d{10}")

numbers = st.tuples(
    st.integers(1, 99), st.integers(1, 99), st.integers(0, 99), st.integers(0, 9999),
    st.sampled_from(["", "-", " ", " - ", "\u2013"]), st.sampled_from(["", " "]),
).map(lambda n: f"{n[0]:02}{n[5]}{n[1]:02}{n[5]}{n[2]:02}{n[4]}{n[3]:04}")  # fmt: skip
domains = st.sampled_from([None, *TYPE_OF_DOMAIN])


def goal(text, domain=None, *, told=None, status="open"):
    return Goal("g", 1, ON, text, domain, status, None, (), information_type=told)


def facts(*goals, protected=False, phone="+45 00 12 34 56"):
    return NgoFacts("Vilma Vildspor", phone, "vilma@example.org", protected, goals)


def told(known, *consents, agreed=(AGREED,), born=ADULT, on=ON, organisation=CLUB):
    ground = covered(consents, agreed, organisation, born=born, on=on)
    return sheet(known, organisation, ground, instead="den unge")


def texts(found):
    return [line.text for line in found.lines]


def test_only_what_the_consent_covers_is_told():
    known = facts(
        goal("Begynder på HF", "education_employment"),
        goal("Holder op med at ryge", "substance_use"),
        goal("Noget om det hele"),
        goal("Nået", "education_employment", status="reached"),
    )
    found = told(known, CONSENT)
    assert found.types == ("contact_details", "education_employment")
    assert texts(found) == ["+45 00 12 34 56", "vilma@example.org", "Begynder på HF"]


def test_without_a_running_consent_for_the_ngo_itself_nothing_is_told():
    known = facts(goal("Begynder på HF", "education_employment"))
    for consent in (
        replace(CONSENT, party="Mentorhuset"),
        replace(CONSENT, party="NGO"),
        replace(CONSENT, withdrawn_date=ON),
        replace(CONSENT, valid_to=ON - timedelta(days=1)),
        replace(CONSENT, given_date=ON + timedelta(days=1)),
        replace(CONSENT, legal_basis="section_11c"),
    ):
        found = told(known, consent)
        assert (found.types, found.lines) == ((), ())
    assert told(known).lines == ()


def test_without_an_agreement_in_force_with_the_ngo_itself_nothing_is_told():
    known = facts(goal("Begynder på HF", "education_employment"))
    for agreed in (
        (),
        (replace(AGREED, organisation="Mentorhuset"),),
        (replace(AGREED, signed_date=None),),
        (replace(AGREED, signed_date=ON + timedelta(days=1)),),
        (replace(AGREED, valid_to=ON - timedelta(days=1)),),
        (replace(AGREED, ended_date=ON),),
    ):
        found = told(known, CONSENT, agreed=agreed)
        assert (found.types, found.lines, found.by_agreement) == ((), (), ())
        assert found.unagreed == CONSENT.information_types


def test_the_sheet_says_what_only_one_of_the_two_covers():
    agreed = replace(AGREED, information_types=("education_employment", "family_network"))
    known = facts(goal("Begynder på HF", "education_employment"), goal("Far", "social_network"))
    found = told(known, CONSENT, agreed=(agreed,))
    assert texts(found) == ["Begynder på HF"]
    assert found.types == ("education_employment",)
    assert found.unagreed == ("contact_details",)
    assert found.unconsented == ("family_network",)


def test_what_a_guardian_said_ends_on_the_eighteenth_birthday():
    consent = replace(CONSENT, given_by="guardian")
    assert told(facts(), consent, born=CHILD).types
    assert told(facts(), consent, born=CHILD, on=date(2027, 12, 31)).types
    assert told(facts(), consent, born=CHILD, on=date(2028, 1, 1)).types == ()


def test_a_protected_young_person_is_not_named_and_gives_no_address():
    known = facts(goal("Vilma begynder på HF", "education_employment"), protected=True)
    found = told(known, CONSENT)
    assert found.first_name == "den unge"
    assert texts(found) == ["den unge begynder på HF"]


words = st.text("abcæøå .,:;()", max_size=20)


@given(words, numbers, words, domains, st.sets(st.sampled_from(TYPES)))
def test_a_number_written_as_a_cpr_number_never_comes_through(before, number, after, domain, types):
    consent = replace(CONSENT, information_types=tuple(types))
    typed = f"{before} {number} {after}"
    found = told(facts(goal(typed, domain), phone=number), consent, organisation=CLUB)
    said = " ".join([found.organisation, found.first_name, *texts(found)])
    assert number not in said
    assert not TEN_DIGITS.search(re.sub(r"[\s\-\u2013]", "", said))


some_types = st.sets(st.sampled_from(TYPES))


@given(
    st.lists(st.tuples(domains, st.none() | st.sampled_from(TYPES)), max_size=6),
    some_types,
    some_types,
)
def test_what_consent_and_agreement_do_not_both_cover_is_never_there(goals, consented, agreed):
    consent = replace(CONSENT, information_types=tuple(consented))
    ours = replace(AGREED, information_types=tuple(agreed))
    types = consented & agreed
    known = [goal(f"Mål {place}", domain, told=said) for place, (domain, said) in enumerate(goals)]
    found = told(facts(*known), consent, agreed=(ours,))
    uncovered = [each.text for each in known if not needed_of(each) <= types]
    assert not set(texts(found)) & set(uncovered)
    assert set(found.types) == types
    assert (set(found.unagreed), set(found.unconsented)) == (consented - agreed, agreed - consented)
    assert ("vilma@example.org" in texts(found)) == ("contact_details" in types)
