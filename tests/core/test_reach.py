"""Which party may know what, on whose consent, until when."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.codes import all_codes
from core.consent import counts
from core.reach import reach_by_party
from tests.factories_network import START, consent

ON = date(2026, 5, 4)
CHILD, ADULT = date(2009, 5, 5), date(2006, 3, 5)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
CONSENTS = st.lists(
    st.builds(
        consent,
        DAYS,
        given_by=st.sampled_from(all_codes("consent_given_by")),
        valid_to=st.none() | DAYS,
        withdrawn_date=st.none() | DAYS,
        legal_basis=st.sampled_from([None, *all_codes("consent_legal_basis")]),
        party=st.sampled_from(["Jobcenteret", "jobcenteret", "Vestre Skole"]),
        party_role=st.none() | st.sampled_from(["employment_officer", "school"]),
        id_=st.uuids().map(str),
    ),
    max_size=6,
)


def school(**told):
    return consent(party="Vestre Skole", party_role="school", **told)


@given(CONSENTS, st.none() | DAYS, DAYS)
def test_every_consent_that_counts_stands_under_one_party_and_no_other_does(consents, born, on):
    listed = [id_ for each in reach_by_party(consents, born=born, on=on) for id_ in each.consents]
    assert sorted(listed) == sorted(one.id for one in consents if counts(one, born=born, on=on))


def test_both_givers_are_told_and_the_one_who_is_missing_under_eighteen():
    later = START + timedelta(days=3)
    both = reach_by_party(
        [school(), school(given_date=later, given_by="guardian")], born=CHILD, on=ON
    )
    assert dict(both[0].given) == {"young_person": START, "guardian": later}
    assert both[0].missing == ()
    (one,) = reach_by_party([school()], born=CHILD, on=ON)
    assert one.missing == ("guardian",)
    (other,) = reach_by_party([school(given_by="guardian")], born=CHILD, on=ON)
    assert other.missing == ("young_person",)


def test_from_eighteen_only_the_young_person_is_asked():
    (one,) = reach_by_party([school(), school(given_by="guardian")], born=ADULT, on=ON)
    assert (set(one.given), one.missing) == ({"young_person"}, ())


def test_another_legal_basis_asks_nobody():
    (one,) = reach_by_party([school(legal_basis="section_11c")], born=CHILD, on=ON)
    assert (dict(one.given), one.missing, one.by_law) == ({}, (), ("section_11c",))


def test_the_ends_are_told_the_earliest_first_and_no_end_last():
    later = ON + timedelta(days=30)
    told = [school(), school(valid_to=later), school(valid_to=ON, types=("crime",))]
    (one,) = reach_by_party(told, born=ADULT, on=ON)
    assert one.ends == (ON, later, None)
    assert one.types == {"housing", "crime"}


def test_one_name_in_two_roles_is_two_parties():
    found = reach_by_party(
        [school(), consent(party="Vestre Skole", party_role="employer")], born=ADULT, on=ON
    )
    assert [each.role for each in found] == ["employer", "school"]
