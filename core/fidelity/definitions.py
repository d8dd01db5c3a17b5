"""The tables of indicators, of the questions they bear on, and of the thresholds with their days.

They are data (`core/reference/fidelity_*.csv`); how an indicator is decided is code that carries
the same name (`core.fidelity.measured`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from core.calendar import holds
from core.codes import Variant
from core.reference_rows import day_of, rows


class Counts(StrEnum):
    """What an indicator counts; every share is told with it (R20)."""

    YOUNG_PEOPLE = "young_people"
    MEETINGS = "meetings"
    AGREEMENTS = "agreements"
    AGES = "ages"
    COURSES = "courses"
    PHASES = "phases"
    WORKER_DAYS = "worker_days"


@dataclass(frozen=True, slots=True)
class Dated:
    """Holds on both its days and between; without end where they are None."""

    valid_from: date | None
    valid_to: date | None

    def valid(self, on: date) -> bool:
        """Whether the row counts on the day."""
        return holds(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class Indicator(Dated):
    """One indicator; its name and definition are in the catalogues under `indicator.<code>`."""

    code: str
    area: str
    counts: Counts
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Threshold(Dated):
    """A number that an indicator is decided by, in days, months, meetings or points."""

    name: str
    value: float
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An indicator that bears on a question of the review; `variant` None: of both together."""

    question: str
    indicator: str
    variant: Variant | None


def indicators(on: date) -> Mapping[str, Indicator]:
    """The indicators that count on the day, by code, in their order."""
    return {each.code: each for each in _indicators() if each.valid(on)}


@cache
def thresholds() -> tuple[Threshold, ...]:
    """All thresholds. A changed one is a new row with its first day."""
    return tuple(
        Threshold(*_days(line), line["name"], float(line["value"]), line["unit"], line["source"])
        for line in rows("fidelity_thresholds")
    )


@cache
def threshold(name: str, on: date) -> int:
    """The threshold in whole units on the day. KeyError where there is none."""
    return int(in_force(thresholds(), name, on).value)


def in_force(rows: Iterable[Threshold], name: str, on: date) -> Threshold:
    """The row of that name that holds on the day. KeyError where there is none."""
    for row in rows:
        if row.name == name and row.valid(on):
            return row
    raise KeyError(name)


def thresholds_on(on: date) -> Mapping[str, float]:
    """Every threshold of the day by name, in whole numbers where it is one."""
    return {
        row.name: int(row.value) if row.value == int(row.value) else row.value
        for row in thresholds()
        if row.valid(on)
    }


@cache
def evidence() -> Mapping[str, tuple[Evidence, ...]]:
    """What bears on each question, by the code of the question."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for line in rows("fidelity_evidence"):
        variant = Variant(line["variant"]) if line["variant"] else None
        row = Evidence(line["question"], line["indicator"], variant)
        found[row.question] = (*found.get(row.question, ()), row)
    return MappingProxyType(found)


@cache
def _indicators() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            *_days(line),
            line["code"],
            line["area"],
            Counts(line["counts"]),
            line["rule"],
            line["source"],
        )
        for line in rows("fidelity_indicators")
    )


def _days(line: Mapping[str, str]) -> tuple[date | None, date | None]:
    return day_of(line["valid_from"]), day_of(line["valid_to"])
