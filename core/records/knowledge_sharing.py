"""The data and knowledge-sharing model: who needs to know what, and what has happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NeedEventKind(StrEnum):
    """What can happen to a row of the model."""

    ADDED = "added"
    CHANGED = "changed"
    SHARED = "shared"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class NeedEvent:
    """One thing that happened; `was` holds what a change replaced, by field."""

    kind: NeedEventKind
    date: date
    by_name: str
    note: str | None
    was: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Need:
    """One row of the model. `format`, `frequency` and `basis` are codes of their lists.

    `responsible_id` is a member of staff; `responsible` is their name, or whom somebody typed.
    What the party can, may and must share is text; None where nothing is said.
    """

    id: str
    version: int
    party: str
    need: str
    responsible_id: str | None
    responsible: str
    format: str
    frequency: str
    can_share: str | None
    may_share: str | None
    basis: str | None
    basis_note: str | None
    must_share: str | None
    from_date: date
    retired_date: date | None = None
    suggestion: str | None = None
    events: tuple[NeedEvent, ...] = ()
    """The newest first."""

    @property
    def last_shared(self) -> date | None:
        """The latest day on which it was shared."""
        days = [each.date for each in self.events if each.kind is NeedEventKind.SHARED]
        return max(days, default=None)
