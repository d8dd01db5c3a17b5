"""The intervention overview: what the young person already receives (report 2017 section 3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.errors import RuleBroken
from core.records.interventions import Intervention
from core.texts import (
    LINE,
    TEXT,
    check_code,
    check_order,
    optional_text,
    required_date,
    required_text,
)

USUAL_TYPE = "support_given"
"""What an intervention tells about where nothing else was chosen."""


class InterventionEnded(RuleBroken):
    """The intervention has an end already (facts: date)."""

    code = "intervention_ended"


class Standing(StrEnum):
    """Where an intervention stands on a day."""

    CURRENT = "current"
    COMING = "coming"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionTold:
    """An intervention as typed."""

    name: str | None
    information_type: str | None = None
    provider: str | None = None
    contact: str | None = None
    from_date: date | None = None
    to_date: date | None = None
    note: str | None = None


def checked(told: InterventionTold, on: date) -> InterventionTold:
    """The intervention with cleaned texts; its type is `USUAL_TYPE` where none was chosen.

    Raises the refusal of the first field that does not hold.
    """
    check_order("to_date", told.from_date, told.to_date)
    chosen = told.information_type or USUAL_TYPE
    return InterventionTold(
        name=required_text("name", told.name),
        information_type=check_code("information_type", "information_type", chosen, on),
        provider=optional_text("provider", told.provider, LINE),
        contact=optional_text("contact", told.contact, LINE),
        from_date=told.from_date,
        to_date=told.to_date,
        note=optional_text("note", told.note, TEXT),
    )


def ending(from_date: date | None, to_date: date | None, end: date | None) -> date:
    """The day an intervention ends. Raises InterventionEnded, MissingValue or DatesOutOfOrder."""
    if to_date is not None:
        raise InterventionEnded("to_date", date=to_date)
    day = required_date("to_date", end)
    check_order("to_date", from_date, day)
    return day


def standing(intervention: Intervention, on: date) -> Standing:
    """Whether it is received on the day, later, or no longer."""
    if intervention.to_date is not None and intervention.to_date < on:
        return Standing.EARLIER
    if intervention.from_date is not None and intervention.from_date > on:
        return Standing.COMING
    return Standing.CURRENT


def by_standing(
    interventions: Iterable[Intervention], on: date
) -> dict[Standing, tuple[Intervention, ...]]:
    """All of them by where they stand, each group in the order they came in."""
    listed = tuple(interventions)
    return {each: tuple(one for one in listed if standing(one, on) is each) for each in Standing}
