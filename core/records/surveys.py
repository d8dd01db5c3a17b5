"""The rounds of the staff survey, and what is told of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RoundKind(StrEnum):
    """When in the programme a round is (aftercare 2021 p. 31: start, middle, end)."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Shown(StrEnum):
    """How exactly a share is told."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Round:
    """A round of the survey; both days belong to it.

    `invited` could answer when it was opened, `answered` have. `statements` are those that were
    valid on the first day.
    """

    id: str
    version: int
    kind: RoundKind
    from_date: date
    to_date: date
    closed_date: date | None
    statements: tuple[str, ...]
    invited: int
    answered: int = 0

    @property
    def last_day(self) -> date:
        """The last day on which somebody could answer."""
        return self.to_date if self.closed_date is None else min(self.closed_date, self.to_date)

    def over(self, on: date) -> bool:
        """Whether nobody can answer any more."""
        return self.closed_date is not None or self.to_date < on

    def open(self, on: date) -> bool:
        """Whether it can be answered on the day."""
        return self.from_date <= on and not self.over(on)


@dataclass(frozen=True, slots=True)
class Result:
    """What is told of a statement: `count` of `n` agree, exactly or as a bound; None: hidden."""

    statement: str
    shown: Shown
    n: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class RoundResults:
    """A round that is over, and what is told of each of its statements.

    `least` is the fewest answers to a statement that are told.
    """

    round: Round
    least: int
    results: tuple[Result, ...]
