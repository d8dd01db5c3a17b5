"""The exchange format: its sheets and columns as a table, and the names they go by.

The table lies in `reference/exchange.csv`; how a cell is read is in `core.exchange_cells`. Files
are opened in `db.exchange`, not here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from core.codes import Coded, Combination, Decision, Method, TargetGroup, Variant, all_codes
from core.reference_rows import rows
from core.words import LANGUAGES, code_key, phrase

_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "variant": tuple(Variant),
        "target_group": tuple(TargetGroup),
        "decision": tuple(Decision),
        "combination": tuple(Combination),
        "method": tuple(Method),
        "support_method": (Method.CTI, Method.ICM),
        "staff_role": ("coordinator", "support_worker", "project_lead", "referrer"),
    }
)
"""The lists that rules speak of; all others lie in `reference/codes.csv`."""

_WORDS: Mapping[str, str] = MappingProxyType({"support_method": "method", "staff_role": "role"})
"""Lists whose words stand under the name of a longer list."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. `low` and `high` bound a number, both included."""

    sheet: str
    name: str
    kind: str
    required: bool
    list: str
    refers_to: str
    low: int
    high: int


@cache
def sheets() -> Mapping[str, Mapping[str, Column]]:
    """Every sheet with its columns by name, in the order of the format."""
    found: dict[str, dict[str, Column]] = {}
    for row in rows("exchange"):
        column = Column(
            sheet=row["sheet"],
            name=row["column"],
            kind=row["kind"],
            required=row["required"] == "yes",
            list=row["list"],
            refers_to=row["refers_to"],
            low=int(row["low"] or 0),
            high=int(row["high"] or 0),
        )
        found.setdefault(column.sheet, {})[column.name] = column
    return MappingProxyType({name: MappingProxyType(columns) for name, columns in found.items()})


@cache
def columns() -> frozenset[str]:
    """The code names of all columns of all sheets."""
    return frozenset(name for names in sheets().values() for name in names)


MATCH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"participants": ("meeting_id", "role", "name"), "fidelity": ("date", "theme", "question")}
)
"""What tells the rows of a sheet without ids apart; equal ones are counted in their order."""


TEMPLATE_SHEETS = ("guide", "choices")
"""Sheets of the template besides those of the format: what each column holds, and the lists."""


# ---------------------------------------------------------------- names of sheets and columns


def sheet_named(title: str) -> str | None:
    """The sheet that a title means: its code name or its label in any language; None if none."""
    return _sheet_names().get(folded(title))


def column_named(sheet: str, heading: str) -> str | None:
    """The column of a sheet that a heading means, in the same way; None if none."""
    return _column_names(sheet).get(folded(heading))


def of_the_template(title: str) -> bool:
    """Whether it is one of the sheets that only explain the template."""
    return folded(title) in {
        folded(phrase(tongue, f"exchange.template.{name}"))
        for tongue in LANGUAGES
        for name in TEMPLATE_SHEETS
    }


@cache
def _sheet_names() -> Mapping[str, str]:
    labels = {
        folded(phrase(tongue, f"exchange.sheet.{name}")): name
        for name in sheets()
        for tongue in LANGUAGES
    }
    return labels | {folded(name): name for name in sheets()}


@cache
def _column_names(sheet: str) -> Mapping[str, str]:
    names = sheets()[sheet]
    labels = {
        folded(phrase(tongue, f"exchange.column.{name}")): name
        for name in names
        for tongue in LANGUAGES
    }
    return labels | {folded(name): name for name in names}


def folded(name: str) -> str:
    """A name so that upper and lower case, blanks, `_` and `-` make no difference."""
    return " ".join(re.split(r"[\s_\-\ufeff]+", name.casefold())).strip()


def codes_of(column: Column) -> tuple[str, ...]:
    """Every code ever valid in the column: an import of history takes old ones too (R24)."""
    return _LISTS.get(column.list) or all_codes(column.list)


def word_of(language: str, column: Column, code: str) -> str:
    """The word of a code of the column, as the template offers it."""
    return phrase(language, code_key(Coded(_WORDS.get(column.list, column.list), code)))


@cache
def codes_by_name(column: Column) -> Mapping[str, str]:
    """The codes of the column by what people call them: the code, or its word in any language."""
    words = {
        folded(word_of(tongue, column, code)): str(code)
        for code in codes_of(column)
        for tongue in LANGUAGES
    }
    return words | {folded(code): str(code) for code in codes_of(column)}
