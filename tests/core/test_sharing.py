"""Who may be told what (R12)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import all_codes
from core.records.network import Goal
from core.sharing import (
    ALL_TYPES,
    TYPE_OF_DOMAIN,
    TYPE_OF_ROLE,
    WHOLE,
    Ground,
    Recipient,
    as_colleague,
    basis,
    meant,
    needed_of,
    needed_of_types,
)
from tests.factories_network import START, consent
from tests.factories_ngo import CLUB, agreement

ON = date(2026, 5, 4)
CHILD, ADULT = date(2009, 5, 5), date(2006, 3, 5)
EIGHTEEN_TOMORROW = date(2008, 5, 5)
OFFICER = Recipient("employment_officer", "Jens Job")
TYPES = all_codes("information_type")
ROLES = all_codes("participant_role")
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
NAMES = st.sampled_from(["Jens Job", "Jobcenteret", "Molly Mor", "Vestre Skole", "Bo Bente", ""])
CONSENTS = st.lists(
    st.builds(
        consent,
        DAYS,
        given_by=st.sampled_from(all_codes("consent_given_by")),
        valid_to=st.none() | DAYS,
        withdrawn_date=st.none() | DAYS,
        legal_basis=st.sampled_from([None, *all_codes("consent_legal_basis")]),
        party=NAMES,
        party_role=st.none() | st.sampled_from(ROLES),
        types=st.lists(st.sampled_from(TYPES), unique=True).map(tuple),
    ),
    max_size=6,
)
RECIPIENTS = st.builds(
    Recipient, st.sampled_from(ROLES), st.none() | NAMES, st.none() | NAMES, st.booleans()
)


def known(consents, recipient, born=ADULT, on=ON):
    return basis(consents, recipient, born=born, on=on)


def for_officer(*types, **told):
    return consent(party_role="employment_officer", types=types or ("housing",), **told)


# -------------------------------------------------------- by property


@given(CONSENTS, RECIPIENTS, st.none() | DAYS, DAYS)
def test_nobody_is_told_of_a_type_that_no_standing_consent_meant_for_them_names(
    consents, recipient, born, on
):
    found = basis(consents, recipient, born=born, on=on)
    if found.ground in WHOLE:
        return
    named = {
        code
        for each in consents
        if meant(each, recipient)
        and each.given_date <= on
        and (each.valid_to is None or on <= each.valid_to)
        and (each.withdrawn_date is None or on < each.withdrawn_date)
        for code in each.information_types
    }
    assert found.types <= named


@given(CONSENTS, RECIPIENTS, st.none() | DAYS, DAYS)
def test_without_a_ground_nothing_is_reached_and_everything_is_lacking(
    consents, recipient, born, on
):
    found = basis(consents, recipient, born=born, on=on)
    if found.ground is Ground.NONE:
        assert found.types == frozenset()
        assert found.consents == ()
        assert found.lacks == TYPES
        assert not any(found.reaches(frozenset({code})) for code in TYPES)


@given(CONSENTS, RECIPIENTS, st.none() | DAYS, DAYS, st.frozensets(st.sampled_from(TYPES)))
def test_what_is_reached_and_what_is_lacking_are_all_types_between_them(
    consents, recipient, born, on, needed
):
    found = basis(consents, recipient, born=born, on=on)
    assert found.types | set(found.lacks) == ALL_TYPES
    assert found.reaches(needed) == (not needed & set(found.lacks))


@given(CONSENTS, RECIPIENTS, st.none() | DAYS, DAYS)
def test_the_order_of_the_consents_does_not_matter(consents, recipient, born, on):
    there = basis(consents, recipient, born=born, on=on)
    back = basis(reversed(consents), recipient, born=born, on=on)
    assert (there.ground, there.types) == (back.ground, back.types)


@given(CONSENTS, st.none() | NAMES, st.none() | DAYS, DAYS)
def test_the_young_person_sees_all_of_it_whatever_is_on_file(consents, name, born, on):
    found = basis(consents, Recipient("young_person", name), born=born, on=on)
    assert found.ground is Ground.OWN
    assert found.reaches(ALL_TYPES | {"a type that an imported list brought along"})


@given(CONSENTS, RECIPIENTS, DAYS, DAYS)
def test_withdrawing_everything_leaves_nobody_but_those_who_need_no_consent(
    consents, recipient, born, on
):
    taken_back = [
        consent(each.given_date, withdrawn_date=on, party=each.party, party_role=each.party_role)
        for each in consents
    ]
    found = basis(taken_back, recipient, born=born, on=on)
    assert found.ground in {*WHOLE, Ground.NONE}


# -------------------------------------------------------- by example


def test_a_consent_reaches_its_party_and_its_types_and_no_others():
    on_file = [for_officer("housing", "economy")]
    found = known(on_file, OFFICER)
    assert (found.ground, found.types) == (Ground.CONSENT, {"housing", "economy"})
    assert found.consents == ("consent",)
    assert known(on_file, Recipient("school", "Sten Skole")).ground is Ground.NONE


@pytest.mark.parametrize(
    "told",
    [
        {"valid_to": ON - timedelta(days=1)},
        {"withdrawn_date": ON},
        {"given_date": ON + timedelta(days=1)},
    ],
)
def test_run_out_withdrawn_and_not_yet_given_reach_nobody(told):
    assert known([for_officer(**told)], OFFICER).ground is Ground.NONE


def test_the_guardian_knows_all_until_the_last_day_under_eighteen():
    guardian = Recipient("guardian", "Molly Mor")
    assert known([], guardian, EIGHTEEN_TOMORROW).ground is Ground.CUSTODY
    day = ON + timedelta(days=1)
    assert known([], guardian, EIGHTEEN_TOMORROW, day).ground is Ground.NONE


def test_a_guardian_of_a_young_person_of_unknown_age_needs_a_consent():
    assert known([], Recipient("guardian", "Molly Mor"), None).ground is Ground.NONE


def test_what_a_guardian_consented_to_ends_on_the_eighteenth_birthday():
    on_file = [for_officer(given_by="guardian")]
    assert known(on_file, OFFICER, EIGHTEEN_TOMORROW).ground is Ground.CONSENT
    day = ON + timedelta(days=1)
    assert known(on_file, OFFICER, EIGHTEEN_TOMORROW, day).ground is Ground.NONE
    by_law = [for_officer(given_by="guardian", legal_basis="section_11c")]
    assert known(by_law, OFFICER, EIGHTEEN_TOMORROW, day).ground is Ground.LAW


def test_under_eighteen_what_either_of_the_two_said_yes_to_may_be_told():
    own = for_officer("housing")
    guardian = for_officer("economy", given_by="guardian")
    assert known([own, guardian], OFFICER, CHILD).types == {"housing", "economy"}


def test_another_legal_basis_is_told_apart_from_a_consent():
    by_law = for_officer(legal_basis="duty_to_disclose")
    assert known([by_law], OFFICER).ground is Ground.LAW
    assert known([by_law, for_officer(legal_basis=None)], OFFICER).ground is Ground.CONSENT


def test_the_team_needs_no_consent_and_a_support_worker_from_elsewhere_does():
    team = ("Karen Kold", "Bo Bente")
    own = as_colleague(Recipient("support_worker", " bo  BENTE"), team)
    other = as_colleague(Recipient("support_worker", "Ib Isbryder"), team)
    assert known([], own).ground is Ground.TEAM
    assert known([], other).ground is Ground.NONE
    assert not as_colleague(Recipient("school", "Bo Bente"), team).on_team
    assert not as_colleague(Recipient("support_worker"), team).on_team


# -------------------------------------------------------- who the party is


def test_another_adult_in_the_same_personal_role_is_somebody_else():
    to_molly = consent(party="Molly Mor", party_role="chosen_adult")
    assert known([to_molly], Recipient("chosen_adult", "Molly Mor")).ground is Ground.CONSENT
    assert known([to_molly], Recipient("chosen_adult", "Ove Onkel")).ground is Ground.NONE
    assert known([to_molly], Recipient("chosen_adult")).ground is Ground.NONE


def test_a_role_named_as_such_is_whoever_holds_it():
    to_role = consent(party="Den unges voksne", party_role="chosen_adult")
    assert known([to_role], Recipient("chosen_adult", "Ove Onkel")).ground is Ground.CONSENT


def test_others_are_known_by_their_own_name_only():
    to_league = consent(party="Boligforeningen", party_role="other")
    assert known([to_league], Recipient("other", "boligforeningen")).ground is Ground.CONSENT
    assert known([to_league], Recipient("other", "Fodboldklubben")).ground is Ground.NONE


def test_a_workplace_that_is_known_to_be_another_is_not_the_party():
    to_south = for_officer(party="Jobcenter Syd")
    south = Recipient("employment_officer", "Jens Job", "Jobcenter Syd")
    north = Recipient("employment_officer", "Nina Nord", "Jobcenter Nord")
    assert known([to_south], south).ground is Ground.CONSENT
    assert known([to_south], north).ground is Ground.NONE
    assert known([to_south], OFFICER).ground is Ground.CONSENT


def test_where_it_is_not_known_which_of_two_schools_only_what_both_may_know_is_told():
    west = consent(party="Vestre Skole", party_role="school", types=("housing", "health"))
    east = consent(party="Østre Skole", party_role="school", types=("health", "crime"))
    assert known([west, east], Recipient("school", "Sten Skole")).types == {"health"}
    sure = Recipient("school", "Sten Skole", "Vestre Skole")
    assert known([west, east], sure).types == {"housing", "health"}


def test_two_consents_to_one_party_are_added_up():
    one, more = for_officer("housing"), for_officer("economy", id_="more")
    found = known([one, more], OFFICER)
    assert found.types == {"housing", "economy"}
    assert found.consents == ("consent", "more")


@pytest.mark.parametrize(
    ("party", "recipient"),
    [
        ("Jens Job", OFFICER),
        ("jens  JOB og Sten Skole", OFFICER),
        ("Jobcentret", OFFICER),
        ("Jobkonsulent, Vestre Skole", OFFICER),
        ("Skolen", Recipient("school", "Sten Skole")),
    ],
)
def test_an_imported_consent_reaches_those_it_names_by_name_or_by_role(party, recipient):
    assert known([consent(party=party)], recipient).ground is Ground.CONSENT


@pytest.mark.parametrize(
    "party", ["Jens", "Jobcenter Syd", "Alle undtagen Jens Job, jobcentret", "Kommunen"]
)
def test_an_imported_consent_that_leaves_a_doubt_reaches_nobody(party):
    assert known([consent(party=party)], OFFICER).ground is Ground.NONE


# -------------------------------------------------------- what it takes


def goal(domain=None, information_type=None):
    return Goal("g", 1, START, "Mål", domain, "open", None, (), None, information_type)


def test_a_goal_tells_about_its_type_or_its_life_domain_and_else_about_everything():
    assert needed_of(goal("crime")) == {"crime"}
    assert needed_of(goal("crime", "housing")) == {"housing"}
    assert needed_of(goal()) == ALL_TYPES
    assert needed_of(goal("a domain nobody knows")) == ALL_TYPES
    assert set(TYPE_OF_DOMAIN.values()) <= ALL_TYPES


def test_every_role_but_the_vague_one_says_what_it_tells():
    assert set(TYPE_OF_ROLE) == set(ROLES) - {"young_person", "other"}
    assert set(TYPE_OF_ROLE.values()) <= ALL_TYPES


def test_what_never_said_its_types_is_told_only_to_who_may_know_all():
    assert needed_of_types(None) == needed_of_types(()) == ALL_TYPES
    assert needed_of_types(["health"]) == {"health"}
    whole = known([for_officer(*TYPES)], OFFICER)
    assert whole.reaches(needed_of_types(None))
    assert not known([for_officer(*TYPES[1:])], OFFICER).reaches(needed_of_types(None))


# ---------------------------------------------------------------- NGOs

THE_CLUB = Recipient("other", CLUB, CLUB)


def club_consent(*agreements, types=("health", "contact_details")):
    given_now = consent(START, party=CLUB, types=types)
    return replace(given_now, agreements=agreements)


def test_an_ngo_is_told_what_consent_and_agreement_both_cover_wherever_it_takes_part():
    covers = agreement(information_types=("contact_details", "crime"))
    found = basis([club_consent(covers)], THE_CLUB, born=ADULT, on=ON)
    assert found.types == {"contact_details"}
    assert not found.reaches(frozenset({"health"}))


@pytest.mark.parametrize(
    "agreements",
    [(), (agreement(signed=None),), (agreement(to=ON - timedelta(days=1)),)],
    ids=["none", "not signed", "run out"],
)
def test_without_an_agreement_in_force_a_consent_opens_nothing_to_an_ngo(agreements):
    found = basis([club_consent(*agreements)], THE_CLUB, born=ADULT, on=ON)
    assert found.types == frozenset()


@given(
    st.lists(st.sampled_from(TYPES), unique=True).map(tuple),
    st.lists(st.sampled_from(TYPES), unique=True).map(tuple),
)
def test_no_agreement_opens_more_than_the_consent_and_no_consent_more_than_it(agreed, consented):
    held = club_consent(agreement(information_types=agreed), types=consented)
    found = basis([held], THE_CLUB, born=ADULT, on=ON)
    assert found.types == set(agreed) & set(consented)
