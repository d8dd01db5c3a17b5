"""How the life domains of one young person have moved, measurement by measurement (R15).

Source: report 2017 section 5.2: the sign of latest minus first score, from two scores on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.codes import all_codes
from core.records.measurements import Measurement

LOW = 2
"""A score up to this is low. Where every latest score is, the picture is shown gently."""

LEAST_AXES = 3
"""A radar chart with fewer domains is a line, not a surface."""


class Change(StrEnum):
    """Which way a life domain has moved since the first score."""

    DECLINE = "decline"
    UNCHANGED = "unchanged"
    IMPROVEMENT = "improvement"


@dataclass(frozen=True, slots=True)
class Point:
    """One score of a life domain: when, how high (1-5), and who gave it."""

    date: date
    score: int
    scored_by: str | None


@dataclass(frozen=True, slots=True)
class DomainCourse:
    """All scores of one life domain, oldest first; where it was skipped there is no point."""

    domain: str
    points: tuple[Point, ...]

    @property
    def first(self) -> Point | None:
        """The first score given."""
        return self.points[0] if self.points else None

    @property
    def latest(self) -> Point | None:
        """The latest score given."""
        return self.points[-1] if self.points else None

    @property
    def change(self) -> Change | None:
        """The sign of latest minus first; None below two scores."""
        return change(self.points[0].score, self.points[-1].score) if self.points[1:] else None


def change(first: int, latest: int) -> Change:
    """Decline, unchanged or improvement by the sign of latest minus first."""
    if latest == first:
        return Change.UNCHANGED
    return Change.IMPROVEMENT if latest > first else Change.DECLINE


def courses(measured: Iterable[Measurement]) -> tuple[DomainCourse, ...]:
    """The course of every life domain, in the order of the tool; `measured` oldest first."""
    rows = tuple(measured)
    return tuple(DomainCourse(domain, _points(rows, domain)) for domain in all_codes("life_domain"))


def _points(measured: Sequence[Measurement], domain: str) -> tuple[Point, ...]:
    return tuple(
        Point(each.date, score, each.scored_by)
        for each in measured
        if (score := each.scores.get(domain)) is not None
    )


def improved(told: Iterable[DomainCourse]) -> tuple[DomainCourse, ...]:
    """The domains that have gone forward."""
    return tuple(each for each in told if each.change is Change.IMPROVEMENT)


def low_everywhere(told: Iterable[DomainCourse]) -> bool:
    """Whether every domain that has a score stands low; the picture can then overwhelm."""
    latest = [each.latest.score for each in told if each.latest is not None]
    return bool(latest) and max(latest) <= LOW


def axes(told: Iterable[DomainCourse]) -> tuple[DomainCourse, ...]:
    """The domains of a radar chart: those with a score; none where too few make a surface."""
    scored = tuple(each for each in told if each.points)
    return scored if len(scored) >= LEAST_AXES else ()


def counted(told: Iterable[DomainCourse]) -> Mapping[Change, int]:
    """How many domains moved which way, zeros too; those below two scores are not counted."""
    changes = [each.change for each in told]
    return {kind: changes.count(kind) for kind in Change}
