"""What the costs of the work are made of: minutes, days in course, and who has written nothing."""

from dataclasses import dataclass
from datetime import date

from core.codes import Combination, Method
from core.tallies import Period


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes on one young person in one method, at one rate (kroner an hour) in one year.

    `course_id` is the support course they fall in, None outside one and for SM. `within` says
    whether they lie in the period asked about, `by_coordinator` whether the case's own did it.
    """

    case_id: str
    method: Method
    course_id: str | None
    by_coordinator: bool
    year: int
    rate: int
    within: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch in a method: a support course, or for SM the case (then `course_id` is None).

    `days` are those of it within the period, `closed` whether it ended there.
    """

    case_id: str
    method: Method
    course_id: str | None
    combination: Combination | None
    days: int
    closed: bool


@dataclass(frozen=True, slots=True)
class ActivitySpent:
    """Minutes in one activity of a method within the period, at one rate in one year."""

    method: Method
    activity: str
    year: int
    rate: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Silence:
    """Who had young people in a month (told by its first day) and registered no hours in it."""

    month: date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """Everything the costs of a period are made of; large, so that it equals only itself."""

    period: Period
    spent: tuple[Spent, ...]
    activities: tuple[ActivitySpent, ...]
    stays: tuple[Stay, ...]
    silences: tuple[Silence, ...]
