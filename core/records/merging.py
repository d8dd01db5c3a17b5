"""Two rows of one young person side by side, and the merges there have been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two; `numbers` are those of the cases, `open_numbers` of the open ones.

    A CPR number is half hidden; `same_cpr` of the pair says whether they are equal.
    """

    young_person_id: str
    version: int
    numbers: tuple[int, ...]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Pair:
    """The one that would be kept, and the other; `differing` are the fields to choose."""

    kept: Side
    other: Side
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who is likely the same, by their newest case."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge into the young person of a case, and until when it can be undone."""

    id: str
    version: int
    merged_date: date
    by_name: str
    numbers: tuple[int, ...]
    last_day: date
    undone_date: date | None = None
