"""The words that stand in for Streamlit's: each is still Streamlit's, and has ours beside it."""

import html
import json
import re
from functools import cache
from string import Formatter

import pytest

from core.words import LANGUAGES, phrase
from pages.shared.headers import worded
from pages.shared.scripts import STREAMLIT_PAGE
from pages.shared.spoken import THEIRS, WORDS, Spoken, spoken_part

ELSEWHERE = {
    "{number} – {month}",
    "group mark container",
    "Choose date, {date}",
    "day, {what}",
    "month, {what}",
    "year, {what}",
    "{number} option available.",
    "{number} options available.",
    "Failed to fetch",
}
"""Put together in parts, or said by the browser itself; browser tests meet them."""


@cache
def program() -> str:
    """All that Streamlit sends to a browser."""
    folder = STREAMLIT_PAGE.parent / "static" / "js"
    return "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.js"))


def facts(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("one", WORDS, ids=lambda one: f"{one.at} {one.theirs}")
def test_each_word_is_still_said_by_streamlit(one: Spoken):
    parts = [part for part in re.split(r"\{\w+\}", one.theirs) if part]
    assert one.theirs in ELSEWHERE or all(part in program() for part in parts)
    ids = re.findall(r"\[data-testid=\"?(\w+)\"?\]", one.where)
    assert all(each in program() for each in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_of_ours_holds_the_facts_of_theirs(language: str):
    wrong = [one.theirs for one in WORDS if facts(one.theirs) < facts(phrase(language, one.key))]
    assert wrong == []


def _given(page: str) -> dict[str, list[list[str]]]:
    (found,) = re.findall(r'<meta id="ungespor-spoken" content="(.*?)">', page, re.DOTALL)
    given: dict[str, list[list[str]]] = json.loads(html.unescape(found))
    return given


def test_the_page_has_every_language_and_the_script_before_streamlit_draws():
    page = worded(STREAMLIT_PAGE.read_text(encoding="utf-8"), "da")
    assert page.count(spoken_part()) == 1
    assert page.index(spoken_part()) < page.index('<div id="root">')
    given = _given(page)
    assert set(given) == set(LANGUAGES)
    assert len(given["da"]) == len(WORDS)


def test_in_english_streamlits_own_words_stay_but_where_they_speak_of_streamlit():
    given = _given(spoken_part())[THEIRS]
    assert {ours for *_, ours in given} == {
        phrase(THEIRS, f"built_in.{key}") for key in ("connecting", "connection", "connection_told")
    }
