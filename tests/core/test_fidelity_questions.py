"""The questions of the fidelity review: a complete table with complete words."""

from datetime import date

import pytest

from core.fidelity_means import PUBLISHED_GROUPS, grouped_questions
from core.fidelity_questions import (
    HIGHEST,
    LOWEST,
    all_questions,
    can_be_set_aside,
    questions_on,
)
from core.published import published
from core.words import LANGUAGES, has_phrase, phrase

NOW = questions_on(date(2026, 9, 30))
BELONGS_TO = {"core_elements_h": "H", "core_elements_u": "U", "cti": "CTI", "icm": "ICM"}


def test_every_theme_of_the_evaluation_and_every_core_element_is_asked_about():
    assert {theme: len(under) for theme, under in NOW.items()} == {
        "organisation": 8,
        "leadership": 3,
        "competences": 5,
        "supervision": 3,
        "core_elements": 2,
        "core_elements_h": 6,
        "core_elements_u": 7,
        "cti": 8,
        "icm": 5,
    }


def test_a_question_about_a_variant_or_a_method_stands_in_its_theme():
    for theme, under in NOW.items():
        assert {each.belongs_to for each in under} == {BELONGS_TO.get(theme, "all")}
        assert can_be_set_aside(under) == (theme in BELONGS_TO)


def test_every_question_has_a_source_and_a_first_day():
    for question in all_questions().values():
        assert question.source
        assert question.valid_from is not None
        assert not question.valid(date(2013, 12, 31))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_words_and_four_different_descriptions(language):
    for code, question in all_questions().items():
        words = f"fidelity_question.{code}"
        assert has_phrase(language, f"{words}.name")
        assert phrase(language, f"{words}.asked").endswith("?")
        anchors = {
            phrase(language, f"{words}.score_{score}") for score in range(LOWEST, HIGHEST + 1)
        }
        assert len(anchors) == 4
        assert has_phrase(language, f"code.fidelity_theme.{question.theme}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_of_a_theme_share_a_name(language):
    for under in NOW.values():
        names = {phrase(language, f"fidelity_question.{each.code}.name") for each in under}
        assert len(names) == len(under)


def test_the_published_bars_are_the_questions_that_their_note_tells():
    assert grouped_questions("administration") == (
        "org_employment",
        "org_children",
        "org_guidance",
        "org_social",
    )
    assert grouped_questions("housing_organisations") == ("org_housing",)
    assert grouped_questions("regional_psychiatry") == ("org_psychiatry",)
    assert {each.row for each in published("fidelity").values()} <= set(PUBLISHED_GROUPS)
