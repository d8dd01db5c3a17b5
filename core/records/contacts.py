"""A worker's contacts as the pages of time know them: whom, what is usual, the week, the gaps."""

from dataclasses import dataclass, field
from datetime import date, datetime

from core.codes import Method
from core.records.support import ContactLine


@dataclass(frozen=True, slots=True)
class OwnYoungPerson:
    """Somebody whom the worker records contacts with, and in which methods."""

    case_id: str
    number: int
    name: str
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Who corrected a contact last, and when."""

    by_name: str
    time: datetime


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A contact in the week's list, with the young person it was with."""

    contact: ContactLine
    number: int
    name: str
    corrected: Corrected | None = None


@dataclass(frozen=True, slots=True)
class WorkerMonths:
    """One worker's contacts by month; `busy` are the months in which young people were theirs.

    Months are told by their first day.
    """

    staff_id: str
    name: str
    busy: frozenset[date]
    recorded: frozenset[date] = field(default_factory=frozenset)
