"""The list of young people: what is asked of it, and a page of the answer."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.codes import Combination, Step
from core.records.overview import Due, DueKind


class ListSort(StrEnum):
    """What the list is sorted by; within one value by name and number."""

    NAME = "name"
    DUE = "due"
    NUMBER = "number"
    AGE = "age"
    STEP = "step"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters, together; None lets everything through, `step` None only what is open.

    `worker` is the id of a coordinator or support worker. `page` counts from 1.
    """

    step: Step | None = None
    worker: str | None = None
    combination: Combination | None = None
    overdue: DueKind | None = None
    search: str = ""
    sort: ListSort = ListSort.NAME
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether it leaves out any open case."""
        return replace(self, sort=ListSort.NAME, page=1) != Wanted()


@dataclass(frozen=True, slots=True)
class ListLine:
    """One young person's case in the list."""

    number: int
    name: str
    birth_date: date | None
    step: Step
    combination: Combination | None
    coordinator_name: str | None
    worker_names: tuple[str, ...]
    next_due: Due | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of lines, and how many lines and pages there are in all."""

    lines: tuple[ListLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class WorkerChoice:
    """A member of staff to filter by."""

    staff_id: str
    name: str
