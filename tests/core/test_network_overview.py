"""The rows of the network overview, and what each tells."""

from dataclasses import replace

import pytest

from core.network_overview import overview_rows, staff_row, told_of
from core.sharing import ALL_TYPES
from tests.factories_network import known


def someone(id_, sphere, **told):
    return replace(known(f"Person {id_}", id_=id_), sphere=sphere, **told)


def test_the_chosen_adult_comes_first_then_the_team_then_the_private_network():
    people = [
        someone("private", "private"),
        someone("nowhere", None),
        someone("team", "professional"),
        someone("chosen", "private", chosen_adult=True),
    ]
    assert [row.id for row in overview_rows(people)] == ["chosen", "team", "private", "nowhere"]


def test_a_row_holds_what_is_known_and_leaves_nobody_out():
    one = someone("team", "professional", phone="12", organisation="FGU", participant_role="school")
    (row,) = overview_rows([one])
    assert (row.phone, row.organisation, row.role) == ("12", "FGU", "school")


def test_a_row_tells_why_somebody_is_there():
    private = someone("a", "private", participant_role="guardian")
    drugs = someone("b", "professional", participant_role="substance_use_consultant")
    assert told_of(private) == {"contact_details", "family_network"}
    assert told_of(drugs) == {"contact_details", "substance_use"}


@pytest.mark.parametrize("role", [None, "other"])
def test_a_professional_whose_role_says_nothing_is_told_of_only_to_who_may_know_everything(role):
    """As in the minutes: nobody can tell what it gives away that this one belongs to the network."""
    assert told_of(someone("c", "professional", participant_role=role)) == ALL_TYPES


def test_who_works_where_the_young_person_is_placed_tells_where_they_live():
    """As in the minutes: a copy for somebody who may not know of the home leaves the line out."""
    placed = someone("a", "professional", participant_role="placement")
    assert told_of(placed) == {"contact_details", "housing"}


def test_a_member_of_staff_is_a_line_of_the_team():
    row = staff_row("bo", "Bo Støtte", "Bostøttemedarbejder", "support_worker")
    assert (row.sphere, row.tells) == ("professional", {"contact_details", "support_given"})
    assert staff_row("karen", "Karen Kold", "Koordinator").tells == {"contact_details"}
