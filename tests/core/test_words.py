import importlib
import pkgutil
import string
from collections import defaultdict
from enum import StrEnum

import pytest

import core
import db
from core import codes, words
from core.codes import Coded, Step
from core.errors import RuleBroken, TooLong
from core.permissions import PAGES

LANGUAGES = pytest.mark.parametrize("language", words.LANGUAGES)


def _read_all(*packages):
    for package in packages:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def _refusals():
    _read_all(core, db)
    found, frontier = set(), [RuleBroken]
    while frontier:
        kind = frontier.pop()
        found.add(kind)
        frontier += kind.__subclasses__()
    return found


def _enums():
    """The keys of every enum of the core, by the beginning they share; some share a name."""
    _read_all(core)
    found, frontier = defaultdict(list), [StrEnum]
    while frontier:
        kind = frontier.pop()
        frontier += kind.__subclasses__()
        if kind.__module__.startswith("core."):
            keys = {words.code_key(member) for member in kind} - {WITHOUT_WORD}
            found[min(keys).rpartition(".")[0]].append(keys)
    return found


WITHOUT_WORD = "code.list_sort.name"
"""The order of a list that nobody has sorted: it is not offered, so it is never told."""


def _fields(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@LANGUAGES
def test_every_language_has_the_keys_of_the_first(language):
    first, keys = set(words.catalogue(words.DEFAULT)), set(words.catalogue(language))
    assert first - keys == set()
    assert keys - first == set()


@LANGUAGES
def test_every_language_fills_the_same_facts_into_a_sentence(language):
    first, told = (words.catalogue(each) for each in (words.DEFAULT, language))
    different = {key for key in first if _fields(first[key]) != _fields(told.get(key, ""))}
    assert different == set()


@LANGUAGES
def test_every_language_has_a_name_in_every_other(language):
    assert all(words.has_phrase(language, f"code.language.{each}") for each in words.LANGUAGES)


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
def test_every_member_of_an_enum_has_a_word(language):
    """A code without a word is shown as it is written in the store, so nothing fails by itself."""
    spoken = {key.rpartition(".")[0] for key in words.catalogue(language)}
    for name, kinds in _enums().items():
        if name in spoken:
            lacking = [
                {key for key in keys if not words.has_phrase(language, key)} for keys in kinds
            ]
            assert set() in lacking, f"{name}: {min(lacking, key=len)}"
    assert {f"code.{name}" for name in ("step", "method", "role", "due_kind")} <= spoken


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
