"""A worker's caseload as the pages know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.caseload import Workload
from core.codes import Method
from core.records.absences import Absence


@dataclass(frozen=True, slots=True)
class Granted:
    """A rule set aside by a project leader; `valid_to` is the last day, None: the whole course."""

    rule: str
    worker_name: str | None
    reason: str
    granted: date
    valid_to: date | None
    by_name: str

    def in_force(self, on: date) -> bool:
        """Whether it still holds on that day."""
        return self.valid_to is None or on <= self.valid_to


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """One worker in one method: young people now, the cap, free places, and caps set aside.

    `overrides` are those of open courses, also the ones whose last day has passed.
    """

    staff_id: str
    name: str
    method: Method
    active: int
    cap: int
    free: int
    beside: int = 0
    """Young people in the worker's other method, where their shares add up."""
    overrides: tuple[Granted, ...] = ()
    filled: float = 0.0
    """How much of the caseload is taken, with the other method where shares add up; 1 is full."""
    part: float | None = None
    """The part of full time that the cap is scaled by (R08); None where it is not scaled."""
    aftercare: bool = False

    @property
    def over(self) -> bool:
        """More young people than the cap, or than both caps together."""
        return self.active > self.cap or self.filled > 1


@dataclass(frozen=True, slots=True)
class WorkerLoad:
    """One worker's whole caseload: a line for each method, and who stands in where one is away."""

    staff_id: str
    name: str
    lines: tuple[CaseloadLine, ...]
    absence: Absence | None = None

    @property
    def fullest(self) -> float:
        """How full the fullest method is; 1 is full."""
        return max((line.filled for line in self.lines), default=0.0)

    @property
    def over(self) -> bool:
        """Over a cap in one of the methods."""
        return any(line.over for line in self.lines)


@dataclass(frozen=True, slots=True)
class Charge:
    """A young person that a worker has: as coordinator (the case's id) or in a support course.

    `version` is that of the case or the course; `since` the first day of either.
    """

    id: str
    version: int
    method: Method
    number: int
    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker who can take young people on: the methods, and how many there are in each."""

    staff_id: str
    methods: frozenset[Method]
    load: Workload
    away: bool = False


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """Young people at the end of a month (in the current one: today), by method."""

    day: date
    active: Mapping[Method, int]
