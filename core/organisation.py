"""How the work can be organised, with what is known for and against, and what was chosen.

The ways and the points are data (`reference/organisation_options.csv`, `organisation_points.csv`)
with a source each; where the sources name no point, none is told. What they say of one way is told
the other way round of its opposite (less stringency beside other work, formal ways where people sit
apart). Words are our own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from core.citing import Cited, cited
from core.errors import MissingValue, UnknownCode
from core.records.implementation import OrganisationChoice
from core.reference_rows import rows
from core.texts import TEXT, optional_text, required_date, required_text


class Side(StrEnum):
    """Whether a point speaks for or against."""

    ADVANTAGE = "advantage"
    DRAWBACK = "drawback"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is known; its words are `organisation_point.<option>.<point>`."""

    option: str
    side: Side
    point: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Option:
    """One way to do it; the points of what it lies `under` are its own too."""

    aspect: str
    option: str
    under: tuple[str, ...]
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceTold:
    """A choice as typed."""

    option: str | None
    valid_from: date | None
    reason: str | None
    counter: str | None = None


@cache
def options() -> tuple[Option, ...]:
    """All ways, in their order."""
    return tuple(
        Option(
            row["aspect"],
            row["option"],
            tuple(filter(None, row["under"].split(";"))),
            cited(row),
        )
        for row in rows("organisation_options")
    )


@cache
def _points() -> tuple[Point, ...]:
    return tuple(
        Point(row["option"], Side(row["side"]), row["point"], cited(row))
        for row in rows("organisation_points")
    )


@cache
def aspects() -> tuple[str, ...]:
    """What is to be chosen: form, anchoring, time, authority, placement."""
    return tuple(dict.fromkeys(each.aspect for each in options()))


@cache
def options_of(aspect: str) -> tuple[Option, ...]:
    """The ways to choose among for one aspect."""
    return tuple(each for each in options() if each.aspect == aspect)


@cache
def own_points(option: str, side: Side) -> tuple[Point, ...]:
    """What is known of a way itself, without that of what it lies under."""
    return tuple(each for each in _points() if each.option == option and each.side is side)


@cache
def points_of(option: str, side: Side) -> tuple[Point, ...]:
    """What is known for or against a way, its own points first. KeyError for an unknown way."""
    one = {each.option: each for each in options()}[option]
    return own_points(option, side) + tuple(
        point for under in one.under for point in points_of(under, side)
    )


def checked_choice(aspect: str, told: ChoiceTold) -> ChoiceTold:
    """The choice with cleaned texts; where drawbacks are known, what is done about them is asked.

    Raises the first refusal.
    """
    if told.option is None:
        raise MissingValue("option")
    if told.option not in {each.option for each in options_of(aspect)}:
        raise UnknownCode("option", value=told.option)
    answers = required_text if points_of(told.option, Side.DRAWBACK) else optional_text
    return ChoiceTold(
        option=told.option,
        valid_from=required_date("valid_from", told.valid_from),
        reason=required_text("reason", told.reason, TEXT),
        counter=answers("counter", told.counter, TEXT),
    )


def history_of(
    choices: Iterable[OrganisationChoice], aspect: str
) -> tuple[OrganisationChoice, ...]:
    """The choices of one aspect, the one that holds latest first; of one day, the last written."""
    own = [each for each in choices if each.aspect == aspect]
    return tuple(sorted(own, key=lambda each: (each.valid_from, each.time), reverse=True))


def chosen(
    choices: Iterable[OrganisationChoice], aspect: str, on: date
) -> OrganisationChoice | None:
    """What holds on the day; None where nothing is chosen yet."""
    held = (each for each in history_of(choices, aspect) if each.valid_from <= on)
    return next(held, None)
