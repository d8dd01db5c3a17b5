"""The project report of every sixth month (guide 2018 p. 27): its headings and when it is due.

The source names experiences with the methods and progress; the other headings are our own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from core.errors import RuleBroken
from core.releases import Offer, Span, half_year
from core.tallies import Period
from core.texts import TEXT, optional_text, required_text

SECTIONS = ("experiences", "progress", "cooperation", "hindrances", "next_half_year")
"""The headings in their order; `half_year_form.<section>` in the catalogues."""

NEEDED = frozenset({"experiences", "progress"})
"""What must be written before a report is locked: what the source asks for."""

Texts = Mapping[str, str | None]


class NoClosedHalfYear(RuleBroken):
    """A report is about a half-year that is over (facts: from_date, to_date)."""

    code = "half_year_not_closed"


class HalfYearLocked(RuleBroken):
    """The report is locked; it must be opened again with a reason before it can be changed."""

    code = "half_year_locked"


class HalfYearNotLocked(RuleBroken):
    """Only a locked report can be opened again."""

    code = "half_year_not_locked"


def check_closed_half_year(period: Period, on: date) -> None:
    """Raises NoClosedHalfYear for other days, and for a half-year that is not over."""
    if half_year(period.from_date) != period or period.to_date >= on:
        raise NoClosedHalfYear(from_date=period.from_date, to_date=period.to_date)


def checked_texts(texts: Texts, *, locking: bool = False) -> Texts:
    """The cleaned texts of all sections. Raises TooLong; on locking MissingValue."""
    return MappingProxyType(
        {
            section: required_text(section, texts.get(section), TEXT)
            if locking and section in NEEDED
            else optional_text(section, texts.get(section), TEXT)
            for section in SECTIONS
        }
    )


def covering(offers: Iterable[Offer], period: Period) -> Period | None:
    """The offered period with the figures of a half-year: itself, or those it is joined with.

    None where it is not offered yet.
    """
    for offer in offers:
        if offer.span is Span.HALF and _within(period, offer.period):
            return offer.period
    return None


def _within(inner: Period, outer: Period) -> bool:
    return outer.from_date <= inner.from_date and inner.to_date <= outer.to_date


def check_open(*, locked: bool) -> None:
    """Raises HalfYearLocked."""
    if locked:
        raise HalfYearLocked


def check_locked(*, locked: bool) -> None:
    """Raises HalfYearNotLocked."""
    if not locked:
        raise HalfYearNotLocked
