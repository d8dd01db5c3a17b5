"""The method's words: each explained in both languages, found, and in the Danish order."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.alphabet import danish_order
from core.glossary import explained_in, search, terms
from core.words import LANGUAGES, catalogue

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def _codes(found):
    return [each.code for each in found]


@LANGUAGE
def test_every_word_is_named_and_explained_and_no_explanation_lacks_its_word(language):
    told = catalogue(language)
    for kind in ("term", "told"):
        codes = {key.split(".")[2] for key in told if key.startswith(f"glossary.{kind}.")}
        assert codes == {term.code for term in terms()}


def test_every_word_has_a_source_and_stands_once():
    assert all(term.source for term in terms())
    assert len({term.code for term in terms()}) == len(terms())


@LANGUAGE
def test_an_explanation_is_a_few_short_sentences(language):
    for each in explained_in(language):
        assert each.told.endswith("."), each.code
        assert len(each.told) <= 240, each.code


@LANGUAGE
def test_the_words_stand_in_the_order_of_the_alphabet(language):
    names = [each.name for each in explained_in(language)]
    assert names == sorted(names, key=danish_order)
    assert len(names) == len(terms())


def test_a_word_is_found_by_its_older_name_and_by_its_explanation():
    words = explained_in("da")
    assert _codes(search(words, "efterværn")) == ["aftercare"]
    assert "network_map" in _codes(search(words, "tre RINGE"))
    assert search(words, "findes slet ikke") == ()


def test_a_word_that_is_called_so_comes_before_those_that_mention_it():
    assert _codes(search(explained_in("da"), "CTI"))[0] == "cti"


@given(some.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå §", max_size=6))
def test_a_search_finds_only_words_of_the_list_each_once_and_nothing_wanted_is_all(wanted):
    words = explained_in("da")
    found = search(words, wanted)
    assert set(found) <= set(words)
    assert len(set(found)) == len(found)
    if not wanted.strip():
        assert found == words
