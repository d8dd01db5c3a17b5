"""What a goal is about, as one choice."""

from datetime import date

import pytest

from core.codes import all_codes
from core.goal_areas import HOME, area_of, area_word, areas, in_area
from core.records.network import Goal
from core.words import LANGUAGES, code_key, has_phrase

ON = date(2026, 5, 4)


def test_a_home_can_be_chosen_beside_the_seven_life_domains():
    assert set(areas(ON)) == {HOME, *all_codes("life_domain")}
    assert len(areas(ON)) == 8


@pytest.mark.parametrize("area", [None, *areas(ON)])
def test_a_choice_comes_back_from_the_goal_it_was_made_for(area):
    goal = Goal(
        "g", 1, ON, "Egen bolig", status="open", closed_date=None, agreements=(), **in_area(area)
    )
    assert area_of(goal) == area


@pytest.mark.parametrize("area", areas(ON))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_word(area, language):
    assert has_phrase(language, code_key(area_word(area)))
