"""What the page of results asks of itself: which days, and what an own figure says beside another.

No figure is made here; those are the tallies (`core.tallies`) and the published (`core.published`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from core.calendar import add_months
from core.codes import Variant
from core.intervals import Comparison, Estimate, compare, mean_of_scores, share, too_few
from core.published import Published
from core.tallies import Period


class Span(StrEnum):
    """The quick choices of a period."""

    TWELVE_MONTHS = "twelve_months"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    WHOLE = "whole"
    OWN = "own"


class Section(StrEnum):
    """The parts of the results, each on its own."""

    COURSES = "courses"
    DEVELOPMENT = "development"
    OUTCOMES = "outcomes"
    MEETINGS = "meetings"
    WORK = "work"


FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
"""Days outside are slips of the finger."""


def period_of(span: Span, *, on: date, first_day: date | None) -> Period:
    """The days of a quick choice; the whole time begins on the first day of the store.

    ValueError for OWN, which has days of its own.
    """
    if span is Span.TWELVE_MONTHS:
        return Period(add_months(on, -12) + timedelta(days=1), on)
    if span is Span.THIS_YEAR:
        return Period(date(on.year, 1, 1), on)
    if span is Span.LAST_YEAR:
        return Period(date(on.year - 1, 1, 1), date(on.year - 1, 12, 31))
    if span is Span.WHOLE:
        return Period(min(first_day or on, on), on)
    raise ValueError(span)


def day_in(text: str | None) -> date | None:
    """A day of an address, YYYY-MM-DD; None where it can not be read or is out of all bounds."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


VARIANT_OF: Mapping[str, Variant] = MappingProxyType(
    {
        "report_2017": Variant.U,
        "guide_2018": Variant.H,
        "evaluation_2018": Variant.H,
    }
)
"""The variant that a source's young people were in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An own figure, the published one where there is one, and what may be said of the two."""

    own: Estimate | None
    published: Published | None = None

    @property
    def few(self) -> bool:
        """Whether so few are behind it that nothing certain can be said."""
        return self.own is not None and too_few(self.own.n or 0, self.own.kind)

    @property
    def beside(self) -> float | None:
        """The published figure in the own one's unit (shares of 1, scores); None without one."""
        other = self.published.estimate if self.published else None
        return other.value if other else None

    @property
    def comparison(self) -> Comparison | None:
        """What may be said; None where there is nothing to compare."""
        other = self.published.estimate if self.published else None
        if self.own is None or other is None:
            return None
        return compare(self.own, other)


def share_figure(count: int, n: int, published: Published | None = None) -> Figure:
    """A share with its interval; nothing of none."""
    return Figure(share(count, n) if n else None, published)


def score_figure(
    mean: float | None, n: int, sd: float | None, published: Published | None = None
) -> Figure:
    """A mean of scores from 1 to 5 with its interval; nothing of none."""
    if mean is None or not n:
        return Figure(None, published)
    return Figure(mean_of_scores(mean=mean, n=n, low=1, high=5, sd=sd), published)


def grouped_ages(ages: Mapping[str, int], oldest: int) -> dict[str, int]:
    """Ages with all from `oldest` on in one, as "21+"; the unknown stay by themselves."""
    grouped: dict[str, int] = {}
    for age, count in ages.items():
        name = f"{oldest}+" if age.isdecimal() and int(age) >= oldest else age
        grouped[name] = grouped.get(name, 0) + count
    return grouped


def told_apart(figures: Iterable[tuple[str, Figure]]) -> dict[Comparison, tuple[str, ...]]:
    """The names of the figures by what may be said of them, each in its order."""
    named = [(name, figure.comparison) for name, figure in figures]
    return {
        comparison: tuple(name for name, found in named if found is comparison)
        for comparison in Comparison
    }
