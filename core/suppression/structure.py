"""What the tallies are made of: which figures count whom, and how they add up. One table.

A family is a set of figures that add up among themselves. Its sums hold within one object of
figures; how a figure goes on from one half-year to the next is told by its `Time`. What a sum's
total stands in another family is its `root`: it is protected there, and taken as known here.
Some parts of sums are not among the tallies (those that were asked and did not answer; served
cases that had left before): they have no path, and can be found by subtraction all the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.tallies import Figures

Path = tuple[str | int, ...]
"""The way to a figure through the keys of the object."""


class Time(StrEnum):
    """How a figure of the whole time and those of the half-years hang together."""

    FLOW = "flow"
    """Of what happened in the period: half-years add up to the whole time."""
    COHORT = "cohort"
    """Of served cases, by what does not change: next = before - left + new; whole + new = whole."""
    STATE = "state"
    """Of served cases, on the period's last day: whole = last half-year + those gone before."""
    AT_END = "at_end"
    """Of those still there on the last day: the whole time's is the last half-year's."""
    LOOSE = "loose"
    """The days differ from period to period; nothing follows."""


class Guard(StrEnum):
    """What is done when a figure is small."""

    SMALL = "small"
    """It is hidden, or cannot be found where it is no tally."""
    MISSING = "missing"
    """Something that was not recorded: it says nothing of a person. None missing is known."""


@dataclass(frozen=True, slots=True)
class Node:
    """One figure of a family; `paths` is empty for what is no tally and several for equal ones.

    `measure` and `people`: for a magnitude, how large it is and how many young people are in it.
    `weight`: how much is lost when it is hidden.
    """

    name: str
    paths: tuple[Path, ...] = ()
    time: Time = Time.LOOSE
    weight: float = 1
    guard: Guard = Guard.SMALL
    measure: Callable[[Figures], float] | None = None
    people: Callable[[Figures], float] | None = None
    n: Path | None = None
    """The count under a mean: hidden count, hidden mean."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` (a node) = `root` (a total of another family) + the parts; or `root` = the parts.

    With neither, the parts add up to a total that is known.
    """

    whole: str | None
    parts: tuple[str, ...]
    root: Path | None = None
    to_date: bool = False
    """Only from the programme's first day on: the whole time and the first half-year."""


@dataclass(frozen=True, slots=True)
class Family:
    """Figures that add up among themselves."""

    name: str
    nodes: tuple[Node, ...]
    sums: tuple[Sum, ...] = ()


SERVED: Path = ("cases", "served")
STARTED: Path = ("cases", "started")
LEAVERS: Path = ("cases", "leavers")
STAYERS: Path = ("cases", "stayers")
HELD: Path = ("meetings", "held")

TOTAL = 8.0
PART = 1.0
"""What is lost with a total, and with one of many parts."""


def missing(name: str) -> Node:
    """Those of whom nothing was recorded; no tally."""
    return Node(name, guard=Guard.MISSING)


def read(figures: Figures, path: Path) -> float:
    """The figure at the path; 0 where it is not there or has no value."""
    here: object = figures
    for key in path:
        if isinstance(here, Mapping):
            here = here.get(key)
        elif isinstance(here, Sequence) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            return 0
    return here if isinstance(here, int | float) else 0


def keys_at(objects: Iterable[Figures], path: Path) -> tuple[str, ...]:
    """Every key that any of the objects has there, in order of first appearance."""
    found: dict[str, None] = {}
    for figures in objects:
        here: object = figures
        for key in path:
            here = here.get(key, {}) if isinstance(here, Mapping) else {}
        if isinstance(here, Mapping):
            found.update(dict.fromkeys(here))
    return tuple(found)
