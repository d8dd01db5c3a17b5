"""Volunteers of invented clubs, who come in seasons, and the young people who wish for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from core.calendar import add_months
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.people import Register, email
from db.demo.rows import Rows
from db.models import VolunteerMatchRow, VolunteerRow, VolunteerWishRow

CLUBS = ("Klub Kompas", "Fritidscaféen Papirsø")
SEASONS = ((14, 10), (8, 9), (2, 11))
"""How many months ago volunteers came, and for how many months."""
EACH_SEASON = 2
EVERY = 5
"""One young person in so many wishes for a volunteer."""
WISHES = (
    "En at spille fodbold med.",
    "En, der vil med på biblioteket.",
    "En at lave mad med om torsdagen.",
    "En voksen, der ikke er sagsbehandler.",
)
SOON = 14
"""Days from the wish to the first time they meet, where somebody is free."""
LEAST = 30
"""Days that must be left of the season for it to be worth beginning."""


@dataclass(slots=True)
class _Place:
    """A volunteer's one place, free from a day on."""

    volunteer_id: str
    free_from: date
    until: date


def write_volunteers(rows: Rows, lives: Sequence[Life], on: date) -> None:
    """Volunteers and wishes; wishes are met in their order as long as there are places."""
    dice = Random(len(lives))
    places = _write_seasons(rows, Register(dice), on)
    wished = [(_wish_day(life, dice), life) for life in lives[::EVERY] if life.course.start]
    for day, life in sorted(wished, key=lambda each: (each[0], each[1].number)):
        if day <= life.last_day:
            _wish(life, day, places, dice)


def _wish_day(life: Life, dice: Random) -> date:
    return workday(plus(life.course.start or life.on, dice.randint(10, 60)))


def _write_seasons(rows: Rows, register: Register, on: date) -> list[_Place]:
    return [
        _write_volunteer(rows, register, CLUBS[place % len(CLUBS)], (on, ago, months))
        for ago, months in SEASONS
        for place in range(EACH_SEASON)
    ]


def _write_volunteer(
    rows: Rows, register: Register, club: str, season: tuple[date, int, int]
) -> _Place:
    on, ago, months = season
    since = add_months(on, -ago).replace(day=15)
    until = plus(add_months(since, months), -1)
    name = register.grown()
    volunteer_id = rows.add(
        VolunteerRow,
        since,
        name=name,
        organisation=club,
        available_from=since,
        available_to=until,
        places=1,
        contact=email(name),
    )
    return _Place(volunteer_id, since, until)


def _wish(life: Life, day: date, places: Sequence[_Place], dice: Random) -> None:
    wish_id = life.rows.add(
        VolunteerWishRow,
        day,
        case_id=life.case_id,
        wished_date=day,
        wish=dice.choice(WISHES),
    )
    begins = plus(day, SOON)
    free = [each for each in places if each.free_from <= begins <= plus(each.until, -LEAST)]
    if not free or begins > life.last_day:
        return
    chosen = free[0]
    ends = min(chosen.until, life.last_day) if life.course.end else chosen.until
    life.rows.add(
        VolunteerMatchRow,
        begins,
        wish_id=wish_id,
        volunteer_id=chosen.volunteer_id,
        from_date=begins,
        to_date=ends if ends < life.on else None,
        reason="Sæsonen sluttede." if ends < life.on else None,
    )
    chosen.free_from = plus(ends, 1)
