"""The plan's versions, and who received which document."""

from dataclasses import dataclass
from datetime import date

from core.records.network import Goal


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """The plan as it stood when it was given to somebody or a meeting ended; never changed.

    The `version` of a frozen goal or agreement is 0: there is nothing to save it against.
    """

    id: str
    number: int
    day: date
    meeting_id: str | None
    goals: tuple[Goal, ...]
    by_name: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """Somebody received a document: on what ground, what it told about and what it left out.

    `subject_id` is the plan version or the meeting; `left_out` and `types` are information types.
    """

    id: str
    document: str
    subject_id: str
    role: str
    name: str | None
    day: date
    channel: str
    ground: str
    types: tuple[str, ...]
    left_out: tuple[str, ...]
    by_name: str


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """What is kept of a case's documents, the newest first in both."""

    versions: tuple[PlanVersion, ...] = ()
    given: tuple[Distribution, ...] = ()
