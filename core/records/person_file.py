"""Everything held about one young person, as it is told to them (GDPR art. 15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """How often somebody did something of a kind with the cases on a day, and why if it is told.

    Never who (C-579/21).
    """

    day: date
    kind: str
    times: int
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one table holds; `rows` have a value for each told column, None left out."""

    table: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """`left_out`: by table how many values were left out, since they are about others."""

    case_numbers: tuple[int, ...]
    made: date
    parts: tuple[Part, ...]
    looks: tuple[Look, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A table with what somebody has to look through before it is told; how many values."""

    table: str
    values: int
