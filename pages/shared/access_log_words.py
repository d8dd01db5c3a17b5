"""A line of the log as a sentence: who did what, about which case, and what stood before and after.

What people wrote is shown literally and cut to a length.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from core.records.access_log import LineKind, LogLine
from core.words import catalogue
from db import queries
from pages.shared.formats import literal, shown
from pages.shared.frame import has_words, language, t

LONGEST, MOST = 160, 8
"""Characters of a value, and values of a line, that are shown."""
W = "access_log"
_PAGES = frozenset({LineKind.READ, LineKind.SEARCH, LineKind.REFUSED})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAID_ALL = frozenset({LineKind.READ, LineKind.SESSION})
"""Kinds whose sentence says all there is."""
_UNTOLD = frozenset({"hash"})
"""Facts that say nothing to a reader."""


def sentence_of(line: LogLine) -> str:
    """Who did what; Markdown."""
    who = line.name or t(f"{W}.{'somebody' if line.kind is LineKind.REFUSED else 'program'}")
    said = t(f"{W}.said.{_said(line)}", name=who, what=what_of(line))
    return f"{said}{_about(line)}{_purpose(line)}"


def _said(line: LogLine) -> str:
    """Which sentence tells the line."""
    if line.kind is LineKind.CHANGE and line.row_version == 1:
        return "add"
    if line.kind is LineKind.SYSTEM and has_words(f"{W}.said.{line.subject}"):
        return line.subject
    if (line.kind, line.subject) == (LineKind.REFUSED, "sign_in"):
        return "sign_in_refused"
    if line.kind is LineKind.SESSION and line.subject == "sessions":
        return _session(line)
    return line.kind.value


def _session(line: LogLine) -> str:
    facts = line.facts or {}
    if "presenting" in facts:
        return "presenting"
    return "sign_in" if line.row_version == 1 else "sign_out"


def what_of(line: LogLine) -> str:
    """What it was done to: a page by its title, a record by its word."""
    title, thing = f"{line.subject}.title", f"{W}.thing.{line.subject}"
    if line.kind in _PAGES and has_words(title):
        return t(title)
    if has_words(thing):
        return t(thing)
    return t(title) if has_words(title) else line.subject.replace("_", " ")


def _about(line: LogLine) -> str:
    if line.case_number is not None:
        return t(f"{W}.about", number=str(line.case_number))
    return t(f"{W}.about_one") if line.about_case else ""


def _purpose(line: LogLine) -> str:
    return t(f"{W}.purpose", purpose=cut(line.purpose)) if line.purpose else ""


def facts_of(line: LogLine) -> tuple[str, ...]:
    """What was sought, or what stood before and after; Markdown, one for each value."""
    if line.facts is None or line.kind in _SAID_ALL:
        return ()
    told = [(name, pair) for name, pair in line.facts.items() if name not in _UNTOLD]
    found = tuple(_fact(name, pair) for name, pair in told[:MOST])
    more = (t(f"{W}.more_facts", n=len(told) - MOST),) if len(told) > MOST else ()
    return found + more


def _fact(name: str, pair: tuple[Any, Any]) -> str:
    before, after = (_value(name, value) for value in pair)
    if pair[0] is None:
        return f"{_column(name)}: {after}"
    return f"{_column(name)}: {before} → {after}"


def _column(name: str) -> str:
    for key in (f"{W}.column.{name}", f"code.life_domain.{name}"):
        if has_words(key):
            return t(key)
    return literal(_labels(language()).get(name, cut(name.replace("_", " "))))


@cache
def _labels(spoken: str) -> Mapping[str, str]:
    """What the forms call their fields, where all that have one of the name call it the same."""
    found: dict[str, set[str]] = {}
    for key, words in catalogue(spoken).items():
        form, _, name = key.partition(".")
        if form.endswith("_form") and "." not in name:
            found.setdefault(name, set()).add(words)
    return {name: words.pop() for name, words in found.items() if len(words) == 1}


def _value(name: str, value: Any) -> str:
    """A value in words: yes or no, a day, a code, somebody's name; else as it stands."""
    if value is None or value == "":
        return t(f"{W}.nothing")
    if isinstance(value, bool | int | float):
        return shown(language(), value)
    if isinstance(value, list):
        return shown(language(), len(value))
    text = str(value)
    key = f"code.{name}.{text}"
    if has_words(key):
        return t(key)
    if name.endswith("_id"):
        text = queries.roster.staff_names().get(text, text)
    return _moment(text) or literal(cut(text))


def _moment(text: str) -> str | None:
    """A day or a moment as people write it; None where it is none."""
    try:
        if _DAY.fullmatch(text):
            return shown(language(), date.fromisoformat(text))
        return shown(language(), datetime.fromisoformat(text)) if _DAY.match(text) else None
    except (ValueError, OverflowError):
        return None


def cut(text: str) -> str:
    """The beginning of a text as one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
