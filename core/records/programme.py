"""What is due in the programme itself, as opposed to in one young person's case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class ProgrammeKind(StrEnum):
    """What the programme can wait for or be late with."""

    FIDELITY = "fidelity"
    PROJECT_REPORT = "project_report"
    TIME = "time"
    IMPLEMENTATION = "implementation"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    SMALL_SCALE_TEST = "small_scale_test"
    KNOWLEDGE_SHARING = "knowledge_sharing"
    LEARNING = "learning"
    STAFF_SURVEY = "staff_survey"
    YOUTH_PANEL = "youth_panel"
    SUPERVISION = "supervision"
    ACCESS_REVIEW = "access_review"
    TEMPORARY_ACCESS = "temporary_access"


@dataclass(frozen=True, slots=True)
class ProgrammeDue:
    """One thing that is due; `due_date` is the last day on which it is in time.

    `what` is what those who wrote the row call it, empty where the kind says all. `staff_id` is
    who is to do it; None means the project leader. `page` and `address` say where it is done.
    """

    kind: ProgrammeKind
    due_date: date
    page: str
    what: str = ""
    staff_id: str | None = None
    address: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def overdue(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.due_date < on
