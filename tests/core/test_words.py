import importlib
import pkgutil
import string

import pytest

import core
import db
from core import codes, words
from core.codes import Coded, Step
from core.errors import RuleBroken, TooLong
from core.permissions import PAGES

LANGUAGES = pytest.mark.parametrize("language", words.LANGUAGES)


def _refusals():
    for package in (core, db):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    found, frontier = set(), [RuleBroken]
    while frontier:
        kind = frontier.pop()
        found.add(kind)
        frontier += kind.__subclasses__()
    return found


def _fields(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys():
    danish, english = (set(words.catalogue(language)) for language in ("da", "en"))
    assert danish - english == set()
    assert english - danish == set()


def test_both_languages_fill_the_same_facts_into_a_sentence():
    danish, english = (words.catalogue(language) for language in ("da", "en"))
    different = {key for key in danish if _fields(danish[key]) != _fields(english.get(key, ""))}
    assert different == set()


@LANGUAGES
def test_every_refusal_has_a_sentence(language):
    missing = {
        kind.__name__
        for kind in _refusals()
        if not words.has_phrase(language, f"refusal.{kind.code}")
    }
    assert missing == set()


def test_no_two_refusals_share_a_code():
    kinds = _refusals()
    assert len({kind.code for kind in kinds}) == len(kinds)


@LANGUAGES
def test_every_code_of_every_list_has_a_word(language):
    missing = {
        f"code.{name}.{row.code}"
        for name, rows in codes.code_lists().items()
        for row in rows
        if not words.has_phrase(language, f"code.{name}.{row.code}")
    }
    assert missing == set()


@LANGUAGES
@pytest.mark.parametrize(
    "kind",
    [
        codes.Variant,
        codes.Step,
        codes.Method,
        codes.Combination,
        codes.TargetGroup,
        codes.Decision,
        codes.Need,
        codes.ExpectedNeed,
        codes.HousingGroup,
        codes.Role,
        codes.MeetingState,
    ],
)
def test_every_member_of_an_enum_has_a_word(language, kind):
    for member in kind:
        assert words.phrase(language, words.code_key(member))


@LANGUAGES
@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_title_and_a_place_in_the_menu(language, name):
    assert words.has_phrase(language, f"{name}.title")
    assert words.has_phrase(language, f"{name}.menu")


def test_a_fact_that_is_a_code_is_told_by_its_word():
    assert words.plain("da", Step.REFERRED) == "Henvist"
    assert words.plain("en", Coded("sphere", "private")) == "Private"


def test_the_sentence_of_a_refusal_holds_its_facts():
    said = words.refusal_sentence("da", TooLong("name", length=130, limit=120))
    assert "130" in said
    assert "120" in said


def test_a_plural_is_chosen_by_its_number():
    assert words.phrase("en", "case.age", n=1) == "1 year old"
    assert words.phrase("en", "case.age", n=17) == "17 years old"


def test_an_unknown_key_is_an_error_and_not_an_empty_sentence():
    with pytest.raises(KeyError):
        words.phrase("da", "no.such.key")
