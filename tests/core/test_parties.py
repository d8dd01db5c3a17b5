"""Who the party of a consent is (R12)."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import all_codes
from core.parties import fits, named, role_called
from core.words import LANGUAGES, catalogue


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Jobkonsulent", "employment_officer"),
        ("  jobCENTERET ", "employment_officer"),
        ("Ydelseskontoret", "benefits_caseworker"),
        ("School", "school"),
        ("Den unges voksne", "chosen_adult"),
    ],
)
def test_a_role_goes_by_its_word_and_by_the_usual_name_of_its_workplace(words, role):
    assert role_called(words) == role


@pytest.mark.parametrize("words", ["Vestre Gymnasium", "Jobcenter Syd", "Andre", "Kommunen", ""])
def test_words_that_name_somebody_in_particular_or_nobody_are_no_role(words):
    assert role_called(words) is None


def test_every_usual_name_belongs_to_a_known_role_and_stands_once():
    with files("core").joinpath("reference/party_words.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["role"] for row in rows} <= set(all_codes("participant_role")) - {"young_person"}
    assert len({row["word"] for row in rows}) == len(rows)
    assert all(row["source"] for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_but_the_vague_one_goes_by_its_word_on_the_screen(language):
    for role in set(all_codes("participant_role")) - {"young_person", "other"}:
        assert role_called(catalogue(language)[f"code.participant_role.{role}"]) == role


def test_several_in_one_text_are_told_apart():
    assert set(named("Jobcenteret og Vestre Gymnasium, SSP")) >= {
        "jobcenteret",
        "vestre gymnasium",
        "ssp",
    }


@pytest.mark.parametrize(
    "party",
    [
        "Alle undtagen skolen, jobcenteret",
        "Jobcenteret, ikke skolen",
        "Everybody except: school",
        "Nej til: skole, SSP",
    ],
)
def test_a_text_that_also_says_who_is_not_meant_is_never_taken_apart(party):
    assert named(party) == (" ".join(party.casefold().split()),)


@given(st.text(max_size=60))
def test_the_whole_text_is_always_among_those_it_names_unless_it_is_empty(party):
    whole = " ".join(party.casefold().split())
    assert (whole in named(party)) == bool(whole)


def test_names_fit_where_the_shorter_is_in_the_longer():
    assert fits("Jobcenter Syd", "Jens Job, Jobcenter Syd")
    assert fits("Molly", "Molly Mor")
    assert not fits("Vestre Gymnasium", "Østre Gymnasium")
    assert not fits("", "Molly")
    assert not fits(None, None)


@given(st.text(max_size=30), st.text(max_size=30))
def test_fitting_does_not_depend_on_who_is_named_first(one, other):
    assert fits(one, other) == fits(other, one)
