"""Facts as text on the screen: days, times, numbers and codes, in the reader's language."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from core.codes import Coded
from core.redaction import beside_number
from core.words import code_key, phrase

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_ADDRESS = re.compile(r"\bwww(?=\.)|https?(?=://)", re.IGNORECASE)
"""What Markdown would make a link of; a word joiner (U+2060) behind it prevents that."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&=^@/])")

_MOST = 10**15


def literal(text: str) -> str:
    """A person's text so that Markdown shows it as it stands, markup and all."""
    apart = _ADDRESS.sub("\\g<0>\u2060", text)
    return _SPECIAL.sub(r"\\\1", apart).replace("\n", "  \n")


def region(language: str) -> str:
    """The locale of numbers and names as Babel calls it: da_DK."""
    return phrase(language, "writing.locale").replace("-", "_")


@lru_cache(maxsize=4096)
def day(language: str, value: date) -> str:
    """3. maj 2026; in English 3 May 2026."""
    return format_date(value, phrase(language, "writing.day"), locale=language)


def month(language: str, value: date) -> str:
    """The month and its year: maj 2026; in English May 2026."""
    return format_date(value, "MMMM y", locale=language)


def moment(language: str, value: datetime) -> str:
    """3. maj 2026 kl. 10.42, in Danish time."""
    local = value.astimezone(COPENHAGEN)
    return format_datetime(local, phrase(language, "writing.moment"), locale=language)


def clock(language: str, value: datetime) -> str:
    """10.42, in Danish time."""
    local = value.astimezone(COPENHAGEN)
    return format_datetime(local, phrase(language, "writing.clock"), locale=language)


@lru_cache(maxsize=4096)
def number(language: str, value: float) -> str:
    """50.700 or 3,9; in English 50,700 and 3.9. Beyond all that is counted here: as it stands."""
    if not abs(value) < _MOST:
        return literal(str(value))
    return format_decimal(value, locale=region(language))


def shown(language: str, value: object) -> str:  # noqa: PLR0911 — one line for each kind
    """Any fact of a sentence as text, safe to put into Markdown."""
    if isinstance(value, Enum | Coded):
        return literal(phrase(language, code_key(value)))
    if isinstance(value, datetime):
        return literal(moment(language, value))
    if isinstance(value, date):
        return literal(day(language, value))
    if isinstance(value, bool):
        return phrase(language, "form.yes" if value else "form.no")
    if isinstance(value, int | float):
        return number(language, value)
    if isinstance(value, tuple):
        return ", ".join(shown(language, part) for part in value)
    return literal(str(value))


def shown_plainly(language: str, value: object) -> str:
    """Any fact as text for places that know no Markdown: table cells, options of a list."""
    if isinstance(value, Enum | Coded):
        return phrase(language, code_key(value))
    if isinstance(value, date):
        return moment(language, value) if isinstance(value, datetime) else day(language, value)
    return value if isinstance(value, str) else shown(language, value)


def numbered(name: str, number: int) -> dict[str, str]:
    """What a line is filled with that tells a name and the case's number."""
    return {"name": beside_number(name), "number": str(number)}


def namesakes_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names by id; one that several have is told apart by the end of the id."""
    often = Counter(names.values())
    return {
        id_: name if often[name] == 1 else f"{name} · {id_[-6:]}" for id_, name in names.items()
    }


def within_sentence(words: str) -> str:
    """Words as they stand in the middle of a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"
