"""How one cell of the exchange format is read and written."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from core.errors import DateInFuture
from core.exchange import Column, codes_by_name, codes_of, folded
from core.texts import EARLIEST_BIRTH, LINE, NAME, TEXT, clean, optional_text

LATEST = date(2100, 12, 31)
"""Days outside 1900 to 2100 are slips of the finger."""


class Unreadable(ValueError):
    """A cell can not be read as what its column holds; `code` names the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts


# ---------------------------------------------------------------- reading one cell

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DANISH = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
_TIME = re.compile(r"[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_WHOLE = re.compile(r"([+-]?[0-9]{1,12})([.,]0+)?")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}([.,][0-9]{1,12})?")
_FLAGS = {
    **dict.fromkeys(("1", "ja", "yes", "true", "sand"), True),
    **dict.fromkeys(("0", "nej", "no", "false", "falsk"), False),
}
"""A Danish spreadsheet writes its own true and false as SAND and FALSK."""


def read_date(_: Column, text: str, __: date) -> date:
    """YYYY-MM-DD or DD-MM-YYYY; the time of day that a spreadsheet adds is left out.

    Raises Unreadable, also for days before 1900 or after 2100.
    """
    bare = _TIME.sub("", text)
    if found := _ISO.fullmatch(bare):
        year, month, day = found.groups()
    elif found := _DANISH.fullmatch(bare):
        day, month, year = found.groups()
    else:
        raise Unreadable("bad_date")
    try:
        value = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable("bad_date") from error
    if not EARLIEST_BIRTH <= value <= LATEST:
        raise Unreadable("bad_date")
    return value


def read_past(column: Column, text: str, on: date) -> date:
    """A day not after `on`. Raises Unreadable or DateInFuture."""
    value = read_date(column, text, on)
    if value > on:
        raise DateInFuture(value=value)
    return value


def read_flag(_: Column, text: str, __: date) -> bool:
    """1/0, ja/nej, true/false in any case. Raises Unreadable."""
    if text.casefold() not in _FLAGS:
        raise Unreadable("bad_flag")
    return _FLAGS[text.casefold()]


def read_whole(column: Column, text: str, _: date) -> int:
    """A whole number within the column's bounds; `3.0` is 3. Raises Unreadable."""
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise Unreadable("bad_whole", low=column.low, high=column.high)
    return int(_bounded(column, int(found[1])))


def read_decimal(column: Column, text: str, _: date) -> float:
    """A number with comma or point within the column's bounds. Raises Unreadable."""
    if _DECIMAL.fullmatch(text) is None:
        raise Unreadable("bad_decimal")
    return _bounded(column, float(text.replace(",", ".")))


def _bounded(column: Column, value: float) -> float:
    if not column.low <= value <= column.high:
        raise Unreadable("out_of_bounds", low=column.low, high=column.high)
    return value


def read_code(column: Column, text: str, _: date) -> str:
    """One code of the column's list, or its word, in upper or lower case. Raises Unreadable."""
    code = codes_by_name(column).get(folded(text))
    if code is None:
        raise Unreadable("unknown_code", codes=", ".join(codes_of(column)))
    return code


def _parts(text: str) -> list[str]:
    return list(
        dict.fromkeys(part for part in (piece.strip() for piece in text.split(";")) if part)
    )


def read_codes(column: Column, text: str, on: date) -> str | None:
    """Several codes with `;` between, each told once. Raises Unreadable."""
    return ";".join(dict.fromkeys(read_code(column, part, on) for part in _parts(text))) or None


def read_open(column: Column, text: str, _: date) -> str | None:
    """Several codes of a list that is the sender's own; strange ones are kept as they stand."""
    known = codes_by_name(column)
    kept = dict.fromkeys(known.get(folded(part), part) for part in _parts(text))
    return optional_text(column.name, ";".join(kept), TEXT)


def read_word(column: Column, text: str, _: date) -> str | None:
    """One code of a list that is the sender's own; another text is kept as it stands."""
    return optional_text(column.name, codes_by_name(column).get(folded(text), text), LINE)


def unlisted(column: Column, value: str) -> list[str]:
    """The parts of a value that are not in the column's own list."""
    parts = _parts(value) if column.kind == "open" else [value]
    return [part for part in parts if part not in codes_of(column)]


def read_key(column: Column, text: str, _: date) -> str | None:
    """The sender's own key. Raises TooLong."""
    return optional_text(column.name, text, LINE)


def read_name(column: Column, text: str, _: date) -> str | None:
    """A name. Raises TooLong."""
    return optional_text(column.name, text, NAME)


def read_text(column: Column, text: str, _: date) -> str | None:
    """A longer text. Raises TooLong."""
    return optional_text(column.name, text, TEXT)


Reader = Callable[[Column, str, date], object]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "key": read_key,
        "reference": read_key,
        "name": read_name,
        "line": read_key,
        "text": read_text,
        "date": read_date,
        "past": read_past,
        "flag": read_flag,
        "whole": read_whole,
        "decimal": read_decimal,
        "code": read_code,
        "codes": read_codes,
        "open": read_open,
        "word": read_word,
    }
)
"""How a cell of each kind is read. CPR, telephone and e-mail are checked in `db.identifiers`."""


# ---------------------------------------------------------------- writing one cell

_ACTIVE = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guard(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: `=1+1` becomes `'=1+1`.

    Texts that already begin like a guarded one get one `'` more, so that `unguard` gives each back.
    """
    return f"'{text}" if _ACTIVE.match(text) else text


def unguard(text: str) -> str:
    """The text without the guard that `guard` put before it."""
    return text[1:] if _GUARDED.match(text) else text


def cell_text(raw: str | None) -> str | None:
    """A cell as text: control characters and outer blanks gone, guard taken off; None if blank."""
    text = clean(raw)
    return unguard(text) if text is not None else None


def shown_cell(value: object) -> str:
    """A stored value as it stands in a file: 2026-05-03, 1 or 0, 0.8, the text guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return guard(value) if isinstance(value, str) else str(value)
