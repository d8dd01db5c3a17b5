"""Checks of single values: length of a text, a code in its list, a day in its bounds."""

import re
import unicodedata
from datetime import date

from core.codes import valid_codes
from core.errors import BadValue, DateInFuture, DatesOutOfOrder, MissingValue, TooLong, UnknownCode

NAME, LINE, TEXT = 120, 200, 4000
"""Limits in characters: a name, one line, a longer text."""

EARLIEST_BIRTH = date(1900, 1, 1)
_HALF = re.compile(r"[\ud800-\udfff]")
_KEPT_CONTROLS = frozenset("\n\t")


def clean(value: str | None) -> str | None:
    """The text in composed form without outer blanks; None where nothing is left.

    Control characters and lone surrogates are taken out: they can not be shown or stored.
    """
    if value is None:
        return None
    if value.isprintable():  # nearly all are; imports clean millions
        return unicodedata.normalize("NFC", value).strip() or None
    kept = "".join(
        char
        for char in value.replace("\r\n", "\n")
        if char in _KEPT_CONTROLS or unicodedata.category(char) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", kept).strip() or None


def is_whole(value: str) -> bool:
    """Whether the text can be stored and sent: a lone surrogate is half of a character."""
    return value.isascii() or not _HALF.search(value)


def optional_text(field: str, value: str | None, limit: int = LINE) -> str | None:
    """The cleaned text, or None. Raises TooLong."""
    text = clean(value)
    if text is not None and len(text) > limit:
        raise TooLong(field, length=len(text), limit=limit)
    return text


def required_text(field: str, value: str | None, limit: int = LINE) -> str:
    """The cleaned text. Raises MissingValue or TooLong."""
    text = optional_text(field, value, limit)
    if text is None:
        raise MissingValue(field)
    return text


def required_date(field: str, value: date | None) -> date:
    """The day. Raises MissingValue."""
    if value is None:
        raise MissingValue(field)
    return value


def past_date(field: str, value: date | None, on: date) -> date:
    """A day not after `on`. Raises MissingValue or DateInFuture."""
    day = required_date(field, value)
    if day > on:
        raise DateInFuture(field, value=day)
    return day


def birth_date(field: str, value: date | None, on: date) -> date:
    """A birth date between 1900 and `on`. Raises MissingValue, DateInFuture or BadValue."""
    born = past_date(field, value, on)
    if born < EARLIEST_BIRTH:
        raise BadValue(field, value=born)
    return born


def check_order(field: str, first: date | None, second: date | None) -> None:
    """Raises DatesOutOfOrder where both are known and `second` lies before `first`."""
    if first is not None and second is not None and second < first:
        raise DatesOutOfOrder(field, first=first, second=second)


def check_code(field: str, list_name: str, value: str | None, on: date) -> str:
    """A code valid on that day. Raises MissingValue or UnknownCode."""
    if not value:
        raise MissingValue(field)
    if value not in valid_codes(list_name, on):
        raise UnknownCode(field, value=value)
    return value


def optional_code(field: str, list_name: str, value: str | None, on: date) -> str | None:
    """A code valid on that day, or None. Raises UnknownCode."""
    return check_code(field, list_name, value, on) if value else None


def check_codes(field: str, list_name: str, values: tuple[str, ...], on: date) -> tuple[str, ...]:
    """Several codes, each valid on that day. Raises UnknownCode."""
    return tuple(check_code(field, list_name, value, on) for value in values)
