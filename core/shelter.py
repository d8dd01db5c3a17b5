"""Stays by section 110: from and to, the decision, and when support by section 85 a was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.errors import RuleBroken
from core.records.homes import ShelterStay
from core.refund import Days
from core.texts import TEXT, check_code, check_order, optional_text, past_date

SHELTER_110 = "shelter_110"
"""The housing situation during a stay."""


class StaysOverlap(RuleBroken):
    """Another stay covers some of the same days (facts: since)."""

    code = "shelter_stays_overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayTold:
    """A stay as typed."""

    from_date: date | None
    place_kind: str | None
    to_date: date | None = None
    decision_date: date | None = None
    section_85a_date: date | None = None
    note: str | None = None


def checked_stay(told: StayTold, others: Iterable[ShelterStay], on: date) -> StayTold:
    """The stay with cleaned texts. Raises StaysOverlap or the first refusal of a field."""
    first = past_date("from_date", told.from_date, on)
    last = _past("to_date", told.to_date, on)
    check_order("to_date", first, last)
    _check_apart(first, last, others)
    return StayTold(
        from_date=first,
        place_kind=check_code("place_kind", "shelter_kind", told.place_kind, first),
        to_date=last,
        decision_date=_past("decision_date", told.decision_date, on),
        section_85a_date=_past("section_85a_date", told.section_85a_date, on),
        note=optional_text("note", told.note, TEXT),
    )


def _past(field: str, day: date | None, on: date) -> date | None:
    return None if day is None else past_date(field, day, on)


def _check_apart(first: date, last: date | None, others: Iterable[ShelterStay]) -> None:
    """One stay may begin on the day the other ends: the young person moves."""
    for other in others:
        before = last is not None and last <= other.from_date
        after = other.to_date is not None and other.to_date <= first
        if not before and not after:
            raise StaysOverlap("from_date", since=other.from_date)


def days_of(stays: Iterable[ShelterStay]) -> tuple[Days, ...]:
    """The days of the stays, for the refund."""
    return tuple(Days(stay.from_date, stay.to_date) for stay in stays)


def going_on(stays: Iterable[ShelterStay]) -> ShelterStay | None:
    """The stay that has no end yet."""
    return next((stay for stay in stays if stay.to_date is None), None)
