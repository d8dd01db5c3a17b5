"""Members of staff with their education, courses and supervision."""

from dataclasses import dataclass
from datetime import date

from core.calendar import holds
from core.codes import Method


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whose competences are looked after; `methods` are those the person gives."""

    id: str
    name: str
    role: str
    methods: tuple[Method, ...]
    active_from: date | None
    active_to: date | None = None

    def at_work(self, on: date) -> bool:
        """Whether the person is employed on the day."""
        return holds(self.active_from, self.active_to, on)


@dataclass(frozen=True, slots=True)
class Competence:
    """An education or a course, by its code, from a day on; the last day belongs to it."""

    id: str
    version: int
    staff_id: str
    competence: str
    from_date: date
    valid_to: date | None
    note: str | None

    def valid(self, on: date) -> bool:
        """Whether it counts on the day."""
        return holds(self.from_date, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class Supervision:
    """A supervision that was held: who was there, never what was said."""

    id: str
    version: int
    held_date: date
    form: str
    supervisor: str
    staff_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member of staff stands on a day.

    `lacking` are the methods given without their course; `supervised` is the last supervision,
    `due_date` the last day for the next, None where nothing is due yet.
    """

    member: Member
    educated: bool
    lacking: tuple[Method, ...]
    supervised: date | None
    due_date: date | None

    def late(self, on: date) -> bool:
        """Whether the next supervision should have been held."""
        return self.due_date is not None and self.due_date < on
