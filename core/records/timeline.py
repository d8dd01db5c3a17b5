"""One young person's way: what happened when, and how far each of the seven steps is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.records.caseload import Granted


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated thing; `said` is a person's text. Words: `young_person.happening.<kind>`."""

    date: date
    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)
    said: str | None = None


class TrinState(StrEnum):
    """How far one of the seven steps is."""

    CLOSED_YET = "closed_yet"
    """What comes before it is not done."""
    NOT_SEEN = "not_seen"
    """It can be begun, and nothing of it is recorded."""
    LACKING = "lacking"
    """Something of it is recorded, and something is missing."""
    DONE = "done"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Way:
    """What is recorded of a case, as far as the seven steps ask."""

    taken_up: bool = False
    assessed: bool = False
    """Something of the assessment is answered."""
    turned_down: bool = False
    accepted: bool = False
    coordinated: bool = False
    met: bool = False
    """A network meeting was held."""
    granted_support: bool = False
    homeless: bool = False
    worker_named: bool = False
    """Who gives the support, or gets to know the young person before it."""
    support_begun: bool = False
    support_open: bool = False
    handover_agreed: bool = False
    home_promised: bool = False
    moved_in: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One case from its referral to now: newest first, the seven steps, and rules set aside."""

    happenings: tuple[Happening, ...]
    trin: Mapping[int, TrinState]
    overrides: tuple[Granted, ...]
