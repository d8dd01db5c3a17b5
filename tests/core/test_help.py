"""What the page Hjælp and the tour are made of: every line has its words, and every link opens."""

from pathlib import Path

import pytest

from core.accessibility import HOLDS, LACKS
from core.codes import Role
from core.daily_work import WORK, in_order
from core.glossary import TITLES, terms
from core.permissions import PAGES, may
from core.tour import END, TOURS, tour_of
from core.words import LANGUAGES, catalogue, has_phrase
from tests.factories import person

GALLERY = Path(__file__).resolve().parents[2] / "docs" / "gallery"
EACH_ROLE = pytest.mark.parametrize("role", Role)
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@EACH_ROLE
def test_a_roles_day_names_only_pages_the_role_may_open(role):
    here = person(role)
    named = (*WORK[role].pages, *(picture.page for picture in WORK[role].pictures))
    assert [page for page in named if not may(here, PAGES[page])] == []
    assert len(set(WORK[role].pages)) == len(WORK[role].pages)


@EACH_ROLE
def test_a_day_has_at_most_two_pictures_and_each_is_in_the_gallery(role):
    assert len(WORK[role].pictures) <= 2
    for picture in WORK[role].pictures:
        assert (GALLERY / f"{picture.name}-desktop.jpg").exists()


@LANGUAGE
def test_every_step_and_picture_of_a_day_has_its_words_and_no_words_are_left_over(language):
    steps = {f"help_day.{role}.{page}" for role, work in WORK.items() for page in work.pages}
    pictures = {f"help.picture.{each.name}" for work in WORK.values() for each in work.pictures}
    about = {f"help.about.{role}" for role in Role}
    beginnings = ("help_day.", "help.picture.", "help.about.")
    told = {key for key in catalogue(language) if key.startswith(beginnings)}
    assert told == steps | pictures | about


def test_ones_own_role_comes_first_and_all_are_there():
    order = in_order(frozenset({Role.REFERRER}))
    assert order[0] is Role.REFERRER
    assert set(order) == set(Role)


@EACH_ROLE
def test_the_tour_of_a_role_goes_only_where_the_role_may_and_ends_on_the_help_page(role):
    stops = tour_of(frozenset({role}))
    assert all(may(person(role), PAGES[stop.page]) for stop in stops)
    assert stops[-1].page == END
    assert len(set(stops)) == len(stops)


def test_the_project_leaders_tour_shows_the_view_of_every_role_in_at_most_ten_stops():
    stops = tour_of(frozenset({Role.PROJECT_LEAD, Role.ADMINISTRATOR}))
    assert {stop.role for stop in stops} == set(Role)
    assert 8 <= len(stops) <= 10


def test_who_has_no_role_has_no_tour():
    assert tour_of(frozenset()) == ()


@LANGUAGE
def test_every_stop_says_what_to_look_at_and_no_words_are_left_over(language):
    stops = {f"tour.stop.{stop.page}" for tour in TOURS.values() for stop in tour}
    told = {key for key in catalogue(language) if key.startswith("tour.stop.")}
    assert told == stops | {f"tour.stop.{END}"}


@LANGUAGE
def test_every_line_of_the_accessibility_statement_has_its_words(language):
    for kind, codes in (("holds", HOLDS), ("lacks", LACKS)):
        assert all(has_phrase(language, f"accessibility.{kind}.{code}") for code in codes)
        told = [key for key in catalogue(language) if key.startswith(f"accessibility.{kind}.")]
        assert len(told) == len(codes)


def test_the_words_explained_at_titles_are_words_of_pages_there_are():
    assert set(TITLES) <= set(PAGES)
    assert set(TITLES.values()) <= {term.code for term in terms()}
