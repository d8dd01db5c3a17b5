"""What becomes of each column of each table: when a young person is anonymised, and when asked.

The table is `reference/life_of_data.csv`. `gone` says what anonymisation does, `told` what a young
person is told who asks what is held about them (GDPR art. 15). A test holds it complete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from core.reference_rows import rows


class Gone(StrEnum):
    """What anonymisation does to a column of a row about the young person."""

    KEEP = "keep"
    """Codes, dates and numbers that the tallies need, and keys."""
    BLANK = "blank"
    """A text becomes a dash: that something was written is kept, what it was is not."""
    CLEAR = "clear"
    """Nothing is left."""
    NAME = "name"
    """The name becomes the word for nobody."""
    COARSEN = "coarsen"
    """The birth date is moved within its month (`core.anonymising`)."""
    SCRUB = "scrub"
    """Of a JSON document codes, days and keys of staff are left."""
    LIST = "list"
    """An empty JSON list."""
    OBJECT = "object"
    """An empty JSON object."""
    DELETE = "delete"
    """The whole row goes, where it is about the young person."""


class Told(StrEnum):
    """Whether a column is told to the young person who asks."""

    YES = "yes"
    ASKED = "asked"
    """Only where they ask for it: the CPR number."""
    THIRD = "third"
    """About somebody else: told after somebody has looked."""
    INTERNAL = "internal"
    """The staff's own notes: told after somebody has looked."""
    STAFF = "staff"
    """Who of the staff it was: not told (C-579/21)."""
    NO = "no"
    """Keys and counters, which say nothing."""
    ELSEWHERE = "elsewhere"
    """A table that is not about young people."""


@dataclass(frozen=True, slots=True)
class Line:
    """One column of one table."""

    table: str
    column: str
    gone: Gone
    told: Told
    words: str = ""
    """The list whose codes it holds, one or several with `;` between."""


LOOKED_AT = (Told.THIRD, Told.INTERNAL)
"""What is told only after somebody has looked through it."""


@cache
def lines() -> Mapping[str, tuple[Line, ...]]:
    """The columns of each table, in their order."""
    found: dict[str, list[Line]] = {}
    for row in rows("life_of_data"):
        line = Line(row["table"], row["column"], Gone(row["gone"]), Told(row["told"]), row["words"])
        found.setdefault(line.table, []).append(line)
    return MappingProxyType({table: tuple(columns) for table, columns in found.items()})
