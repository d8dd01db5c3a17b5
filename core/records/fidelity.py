"""What is recorded of practice, as far as the indicators of fidelity look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from core.codes import Combination, Method, Variant
from core.support import Phase, Span


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A network meeting that was held. An answer is None where the checklist has none."""

    day: date
    next_day: date | None = None
    """The day agreed for the next one."""
    alone: bool | None = None
    """Professionals met before it without the young person."""
    attended: bool | None = None
    floor: bool | None = None
    """The young person had the floor."""
    responsibilities: bool | None = None
    follow_up: bool | None = None
    map_exists: bool | None = None
    map_used: bool | None = None
    chosen_adult: bool | None = None


@dataclass(frozen=True, slots=True)
class AgreementMade:
    """An agreement and what became of it; `done` is the day, where it was told."""

    due: date
    status: str | None
    done: date | None = None


@dataclass(frozen=True, slots=True)
class SupportGiven:
    """A support course. `talks` are the days of contacts with the young person, each contact once.

    `out` are those of them face to face at home or in the community; `plans` the days on which the
    phases got theirs. CTI only.
    """

    method: Method
    start: date
    end: date | None = None
    end_reason: str | None = None
    follow_on: str | None = None
    handover: date | None = None
    home_at_start: bool = False
    plans: Mapping[Phase, date] = field(default_factory=lambda: MappingProxyType({}))
    talks: tuple[date, ...] = ()
    out: tuple[date, ...] = ()
    pauses: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePractice:
    """One accepted case; `start` and `end` are the first and the last day of its course.

    `alone` are the days of pre-meetings without the young person, `adult_marked` whether the map
    of the network names a chosen adult now. Meetings, measurements and agreements are by day.
    """

    id: str
    variant: Variant
    birth_date: date | None = None
    combination: Combination | None = None
    decided: date | None = None
    start: date | None = None
    end: date | None = None
    coordinated: bool = False
    adult_marked: bool = False
    meetings: tuple[MeetingHeld, ...] = ()
    alone: tuple[date, ...] = ()
    measured: tuple[date, ...] = ()
    agreements: tuple[AgreementMade, ...] = ()
    support: tuple[SupportGiven, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """Practice held against an indicator once: `kept` of `of`, decided on `day`.

    `whose` is the id of the case, of the worker for caseloads. `granted` counts what was not kept
    with a cap set aside.
    """

    whose: str
    day: date
    kept: int
    of: int = 1
    granted: int = 0
