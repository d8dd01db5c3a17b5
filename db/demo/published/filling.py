"""Fill an empty store so that its tallies are the published tables (report 2017, chapters 4-6)."""

from dataclasses import dataclass
from datetime import date
from random import Random

from core.codes import Combination, Step, Variant
from db.actions.numbers import FIRST
from db.demo.bank import Bank
from db.demo.course import Course
from db.demo.days import plus
from db.demo.fidelity import Reviewing, write_reviews
from db.demo.filling import keep
from db.demo.life import Life
from db.demo.people import Register
from db.demo.published import days
from db.demo.published.meetings import Sitting, fill_in
from db.demo.published.writing import write_course
from db.demo.published.young import Planned, plan_young_people
from db.demo.rows import Rows
from db.demo.staff import PASSWORD, Staff, employ
from db.demo.stories import Story
from db.demo.teams import assign_coordinators
from db.hashing import hash_password

_SETTLED = date(2017, 12, 31)
"""By then every last agreement is followed up."""
_NOT_USED = {
    "core_elements_h": "Projektet følger variant U.",
    "cti": "Projektet giver ikke bostøtte.",
    "icm": "Projektet giver ikke bostøtte.",
}
"""Themes that are not asked in the published project."""
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class _Drawn:
    planned: Planned
    course: Course
    born: date


def fill_published(*, seed: int = 2017) -> None:
    """Fill the empty store with the young people behind the published tables, all invented.

    178 young people of variant U, 160 of them measured, 228 network meetings, July 2014 to December
    2016; the accounts are those of the other demo. Counted on any `to` from February 2016 on where
    the table is of young people, on `to` = 2016-12-31 where it is of meetings. The same seed gives
    the same rows, but for the salt of the password. Raises StoreNotEmpty.
    """
    keep(lambda: everything(seed))


def everything(seed: int) -> Rows:
    """All rows of the published demo."""
    dice, rows = Random(seed), Rows()
    drawn = _drawn(dice)
    staff = employ(
        rows,
        since=days.SINCE,
        young_people=len(drawn),
        password_hash=hash_password(PASSWORD),
        dice=dice,
    )
    lives = _lives(rows, dice, drawn, seed)
    assign_coordinators(lives, staff, dice)
    _write(lives, drawn, staff, dice)
    reviewing = Reviewing(
        lead=staff.lead.name,
        since=days.SINCE,
        on=plus(days.UNTIL, 20),
        drafting=False,
        set_aside=_NOT_USED,
    )
    write_reviews(rows, Random(f"{seed} fidelity"), reviewing)
    return rows


def _drawn(dice: Random) -> list[_Drawn]:
    """The young people in the order of their referrals."""
    drawn = []
    for planned in plan_young_people(dice):
        start = days.start_date(dice)
        born = days.birth_date(dice, planned, start)
        drawn.append(_Drawn(planned, days.course(dice, planned, start, born), born))
    return sorted(drawn, key=lambda each: each.course.referral)


def _lives(rows: Rows, dice: Random, drawn: list[_Drawn], seed: int) -> list[Life]:
    bank, register = Bank(Random(seed)), Register(dice)
    return [
        Life(
            case_id=rows.key(each.course.referral),
            number=number,
            story=Story(
                Step.CLOSED,
                Variant.U,
                each.planned.group,
                1,
                (0, 0),
                Combination.SM,
                ending=each.planned.ending,
            ),
            course=each.course,
            young=register.young(each.born),
            dice=Random(f"{seed} {number}"),
            bank=bank,
            register=register,
            rows=rows,
            on=_SETTLED,
        )
        for number, each in enumerate(drawn, start=FIRST)
    ]


def _write(lives: list[Life], drawn: list[_Drawn], staff: Staff, dice: Random) -> None:
    sittings = [_sittings(place, each, dice) for place, each in enumerate(drawn)]
    fill_in(
        [each for own in sittings for each in own],
        [each.planned.meetings for each in drawn],
        dice,
    )
    for life, each, own in zip(lives, drawn, sittings, strict=True):
        write_course(life, each.planned, own, staff)


def _sittings(place: int, drawn: _Drawn, dice: Random) -> list[Sitting]:
    met = days.meeting_days(dice, drawn.planned.meetings, drawn.course, drawn.born)
    return [
        Sitting(place, drawn.planned, day, (day - drawn.born).days / _YEAR, nth)
        for nth, day in enumerate(met)
    ]
