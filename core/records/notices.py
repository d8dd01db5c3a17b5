"""A notice: one thing that is due, whom it is for, and where it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.records.overview import Due, Standing
from core.records.people import Reach


class NoticeKind(StrEnum):
    """What notices are listed, filtered and counted by."""

    INTAKE = "intake"
    HOME = "home"
    MEETING = "meeting"
    MEASUREMENT = "measurement"
    REPORT = "report"
    AGREEMENT = "agreement"
    PHASE = "phase"
    AGE = "age"
    CONSENT = "consent"
    RETENTION = "retention"
    TIME = "time"
    FIDELITY = "fidelity"
    PROJECT_REPORT = "project_report"
    IMPLEMENTATION = "implementation"
    KNOWLEDGE = "knowledge"
    VOICES = "voices"
    ACCOUNTS = "accounts"
    ACCESS = "access"
    OPERATIONS = "operations"


class When(StrEnum):
    """How near the last day is."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"


class Why(StrEnum):
    """Why a notice is told to somebody."""

    OWN = "own"
    """It is theirs to do."""
    AWAY = "away"
    """It is theirs, but they are away: somebody else is told too."""
    DEPUTY = "deputy"
    """Whose it is is away, and they stand in."""
    NOBODY = "nobody"
    """Nobody has it."""
    INSTEAD = "instead"
    """Whoever has it can not do it: away without a deputy, gone, or without the right."""


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who is told; `staff_id` is whose it is, None where nobody has it."""

    account_id: str
    why: Why
    staff_id: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is due. `due_date` is the last day on which it is in time.

    `rule` names the row of `core.notice_rules`. A notice about a case that the calendar of the
    case gives holds `case` and `due`; all others say where they are done by `page` and `address`.
    `what` is what people call it: a party, or what was typed.
    """

    rule: str
    kind: NoticeKind
    due_date: date
    when: When
    told: tuple[Told, ...]
    page: str = ""
    address: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""
    """The young person's or the worker's, where it is about one."""
    what: str = ""
    reach: Reach | None = None
    """Who may see the case, where it is about one."""
    case: Standing | None = None
    due: Due | None = None

    def why(self, account_id: str) -> Told | None:
        """How the notice is told to that account; None where it is not."""
        return next((each for each in self.told if each.account_id == account_id), None)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many notices of one kind are overdue, and how many are due this week."""

    kind: NoticeKind
    overdue: int
    week: int
