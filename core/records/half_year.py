"""The half-year report as pages and documents show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.tallies import Figures, Period


@dataclass(frozen=True, slots=True)
class HalfYearEvent:
    """That a report was locked or opened again (`kind`), by whom, and why if it was opened."""

    kind: str
    time: datetime
    by_name: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The figures of a report, and their period: its half-year, or those it is joined with."""

    period: Period
    figures: Figures


@dataclass(frozen=True, slots=True)
class HalfYearReport:
    """`frozen` are the figures it was locked with; None in a draft, or where none were shown."""

    id: str
    period: Period
    texts: Mapping[str, str | None]
    frozen: ReportFigures | None
    hidden_below: int | None
    locked_time: datetime | None
    locked_by: str | None
    version: int
    events: tuple[HalfYearEvent, ...] = ()

    @property
    def locked(self) -> bool:
        """Whether it can no longer change."""
        return self.locked_time is not None
