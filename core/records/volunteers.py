"""Volunteers of a cooperating organisation, and the young people who wish for one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who gives time; `places` is how many young people at once, both days included."""

    id: str
    version: int
    name: str
    organisation: str | None
    available_from: date
    available_to: date | None
    places: int
    contact: str | None
    note: str | None

    def available(self, on: date) -> bool:
        """Whether the volunteer is there on the day."""
        return self.available_from <= on and (self.available_to is None or on <= self.available_to)


@dataclass(frozen=True, slots=True)
class Match:
    """A young person and a volunteer; both days belong to it, None: going on."""

    id: str
    version: int
    wish_id: str
    volunteer_id: str
    from_date: date
    to_date: date | None

    def runs(self, on: date) -> bool:
        """Whether the two meet on the day."""
        return self.from_date <= on and (self.to_date is None or on <= self.to_date)


@dataclass(frozen=True, slots=True)
class Wish:
    """A young person's wish for a volunteer; `name` is None where the reader may not know it."""

    id: str
    version: int
    case_id: str
    number: int
    name: str | None
    wished_date: date
    text: str | None
    ended_date: date | None

    def stands(self, on: date) -> bool:
        """Whether the young person wishes for a volunteer on the day."""
        return self.wished_date <= on and (self.ended_date is None or on < self.ended_date)


@dataclass(frozen=True, slots=True, eq=False)
class VolunteerBoard:
    """All volunteers, and the wishes and matches of the cases that the reader may see.

    Large, so that it equals only itself.
    """

    volunteers: tuple[Volunteer, ...]
    wishes: tuple[Wish, ...]
    matches: tuple[Match, ...]
