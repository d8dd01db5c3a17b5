"""Support courses, contacts and closures as the pages know them."""

from dataclasses import dataclass
from datetime import date

from core.codes import Method
from core.records.caseload import Granted


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without support; `last` is the last of them, None: still going on."""

    id: str
    version: int
    first: date
    last: date | None
    reason: str
    note: str | None


@dataclass(frozen=True, slots=True)
class WorkerChange:
    """The day a course went from one worker to another."""

    day: date
    before: str
    after: str
    reason: str | None
    by_name: str | None


@dataclass(frozen=True, slots=True)
class MethodChanged:
    """The day a course gave way to one of the other method."""

    day: date
    after: Method
    reason: str | None
    by_name: str | None


@dataclass(frozen=True, slots=True)
class SupportCourse:
    """A support course with all that happened to it; `overrides` are the rules set aside for it."""

    id: str
    version: int
    method: Method
    worker_id: str
    worker_name: str
    start_date: date
    end_date: date | None
    end_reason: str | None
    follow_on_support: str | None
    follow_on_note: str | None
    handover_agreed_date: date | None
    pauses: tuple[Pause, ...]
    changes: tuple[WorkerChange, ...]
    overrides: tuple[Granted, ...]
    method_changed: MethodChanged | None = None

    @property
    def open(self) -> bool:
        """Whether the course has not ended."""
        return self.end_date is None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact; `minutes` are whole minutes."""

    id: str
    version: int
    day: date
    worker_id: str
    worker_name: str
    method: Method
    activity: str
    minutes: int
    mode: str | None
    place: str | None
    with_network: bool | None
    note: str | None


@dataclass(frozen=True, slots=True)
class MonthSum:
    """The contacts of one month in one method; `month` is its first day."""

    month: date
    method: Method
    contacts: int
    minutes: int


@dataclass(frozen=True, slots=True)
class FurtherGoalLine:
    """A goal for the time after the course, with who does what, and when it is looked at."""

    id: str
    text: str
    life_domain: str | None
    action: str
    responsible: str
    follow_up_date: date


@dataclass(frozen=True, slots=True)
class Reopening:
    """The day something closed was opened again, and why."""

    day: date
    kind: str
    reason: str | None
    by_name: str | None


@dataclass(frozen=True, slots=True)
class Closure:
    """How a case ended, as it stands; the fields are empty while it is open."""

    version: int
    end_date: date | None
    closure_reason: str | None
    closure_note: str | None
    young_person_involved: bool | None
    team_involved: bool | None
    housing_situation: str | None
    in_education: bool | None
    education_type: str | None
    employment: str | None
    further_goals: tuple[FurtherGoalLine, ...]
    reopenings: tuple[Reopening, ...]
