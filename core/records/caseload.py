"""A worker's caseload as the pages know it."""

from dataclasses import dataclass
from datetime import date

from core.codes import Method


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

    @property
    def over(self) -> bool:
        """More young people than the cap."""
        return self.active > self.cap
