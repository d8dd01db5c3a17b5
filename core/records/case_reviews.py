"""Case meetings as the pages know them: the picked cases, what was learnt, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.records.people import Reach


class ReviewState(StrEnum):
    """A case meeting is planned, then held, then closed; its decisions are followed up after."""

    PLANNED = "planned"
    HELD = "held"
    CLOSED = "closed"


class PickedBy(StrEnum):
    """How a case came to the meeting."""

    RULE = "rule"
    CHANCE = "chance"
    HAND = "hand"


class DecisionState(StrEnum):
    """What became of a decision."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Draw:
    """A drawing of lots: `pool` are the case numbers drawn from, `drawn` those that came out.

    Whoever has the seed and the numbers can draw again and must get the same.
    """

    id: str
    time: datetime
    by_name: str
    rule: str | None
    wanted: int
    seed: int
    pool: tuple[int, ...]
    drawn: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A case at a meeting, and how it came there; `answers` are texts by question."""

    id: str
    version: int
    review_id: str
    case_id: str
    number: int
    name: str
    how: PickedBy
    rule: str | None
    reach: Reach
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learning:
    """One thing that was learnt, said without names."""

    id: str
    version: int
    review_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, who sees to it, and by when; `outcome` is what came of it, or why not."""

    id: str
    version: int
    review_id: str
    text: str
    responsible_id: str
    responsible_name: str
    due_date: date
    state: DecisionState
    settled_date: date | None
    outcome: str | None

    def overdue(self, on: date) -> bool:
        """Whether it is open past its day."""
        return self.state is DecisionState.OPEN and self.due_date < on


@dataclass(frozen=True, slots=True)
class Review:
    """One case meeting; `people` are ids and names of staff, picks in the order they came.

    Only what the reader may see: `others` counts the picked cases out of the reader's reach.
    """

    id: str
    version: int
    date: date
    theme: str
    state: ReviewState
    people: tuple[tuple[str, str], ...]
    picks: tuple[Pick, ...] = ()
    others: int = 0
    draws: tuple[Draw, ...] = ()
    learnings: tuple[Learning, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that a rule points at; `measure` is what the rule counted."""

    case_id: str
    number: int
    name: str
    measure: int


@dataclass(frozen=True, slots=True)
class CaseNumbers:
    """One case in numbers: network meetings held, contacts, minutes, agreements by status.

    `homes` are the housing situations with their first days, oldest first; `late` the open
    agreements past their day.
    """

    meetings: int = 0
    last_meeting: date | None = None
    contacts: int = 0
    minutes: int = 0
    last_contact: date | None = None
    agreements: Mapping[str, int] = field(default_factory=dict)
    late: int = 0
    homes: tuple[tuple[date, str], ...] = ()
