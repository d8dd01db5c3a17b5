"""What stands around the exhibits of a document: whose, of which days, with which texts."""

from dataclasses import dataclass
from datetime import date

from core.releases import half_year, half_year_code
from core.tallies import Period
from pages.shared.documents.wording import Wording

FIRST, SECOND = 1, 2
MONTH_OF_SECOND = 7


@dataclass(frozen=True, slots=True)
class Cover:
    """`place` is the municipality, or that the data are invented; `sections` heading and text."""

    title: str
    place: str
    period: Period
    period_name: str
    made: date
    language: str
    hidden_below: int
    sections: tuple[tuple[str, str], ...] = ()
    status: str = ""
    figures_of: str = ""
    """Which days the figures are of, where that is not the period."""


def half_of(period: Period) -> int | None:
    """Which half of its year the period is; None where it is no half-year."""
    if half_year(period.from_date) != period:
        return None
    return SECOND if period.from_date.month >= MONTH_OF_SECOND else FIRST


def period_name(period: Period, language: str) -> str:
    """1. halvår 2026; other periods by their first and last day."""
    words, half = Wording(language), half_of(period)
    if half is None:
        return words.say("period.days", first=period.from_date, last=period.to_date)
    return words.say("period.half", half=half, year=str(period.from_date.year))


def period_code(period: Period) -> str:
    """2026-1-halvaar; other periods by their days. Goes into file names."""
    if half_of(period) is not None:
        return half_year_code(period)
    return f"{period.from_date.isoformat()}-til-{period.to_date.isoformat()}"


def file_name(stem: str, period: Period, ending: str) -> str:
    """ungespor-styregruppe-2026-1-halvaar.pdf."""
    return f"ungespor-{stem}-{period_code(period)}.{ending}"
