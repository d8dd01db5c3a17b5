"""The two individual reports as the pages know them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ReportKind(StrEnum):
    """`collab`: the coordinator's, on Samarbejdsmodellen. `support`: the support worker's."""

    COLLAB = "collab"
    SUPPORT = "support"


class ReportState(StrEnum):
    """A draft can be changed by those whose report it is; a submitted one is locked."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the records say of a period, for one report.

    Codes are those of the exchange format; `agreements` counts by status those whose follow-up day
    lies in the period; `minutes` are by activity; `scores` (1-5) are the latest by life domain.
    """

    meetings: int = 0
    agreements: Mapping[str, int] = field(default_factory=dict)
    contacts: int = 0
    minutes: Mapping[str, int] = field(default_factory=dict)
    housing: str | None = None
    in_education: bool | None = None
    education_type: str | None = None
    employment: str | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    open_goals: tuple[str, ...] = ()
    reached_goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the worker says: four short texts, and the code of the need that lies ahead."""

    what_changed: str | None = None
    went_well: str | None = None
    is_hard: str | None = None
    what_next: str | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One individual report; `facts` are those kept when it was submitted, else those of now."""

    id: str
    version: int
    kind: ReportKind
    state: ReportState
    from_date: date
    to_date: date
    told: Told
    facts: ReportFacts
    by_name: str
    submitted_date: date | None = None
    reopened_reason: str | None = None

    @property
    def locked(self) -> bool:
        """Whether it was submitted."""
        return self.state is ReportState.SUBMITTED
