"""The days of the published courses: from July 2014 to December 2016, in two waves.

Three municipalities began in the middle of 2014, seven at the beginning of 2015, and the figures
were drawn in January 2016 (report 2017, pp. 1, 15, 17). By then everybody has a second follow-up,
and what is recorded later agrees with it: the tables come out the same in January and at the end.
"""

from datetime import date
from random import Random

from core.calendar import add_months
from core.duties import MEETING_AGES
from db.demo.course import Course
from db.demo.days import plus, workday, workday_before
from db.demo.published.young import Planned

SINCE, UNTIL = date(2014, 7, 1), date(2016, 12, 31)
DRAWN_FROM, DRAWN = date(2016, 1, 4), date(2016, 1, 29)
"""When the latest statuses and measurements of the report were taken."""
_WAVES = ((3, date(2014, 8, 11), date(2014, 12, 5)), (7, date(2015, 1, 12), date(2015, 5, 22)))
"""Municipalities, and the first and last day that a course starts."""
_LEFT = (date(2016, 2, 15), date(2016, 6, 30))
_ENDED = (date(2016, 5, 2), date(2016, 12, 16))
_OLDEST = 23 * 12
"""Courses end before this age, in months (report 2017, p. 9)."""
_MONTHS_BETWEEN = 4
_GAP = 200
"""Days between two meetings at the most, where the course is long enough for fewer."""
_NEAR = 40
"""Days that a meeting is moved to stand at one of the fixed ages."""


def birth_date(dice: Random, planned: Planned, start: date) -> date:
    """A birth date that gives the planned age at the start; the eldest have just had theirs."""
    since = dice.randint(1, 120 if planned.age > 20 else 360)  # noqa: PLR2004 — 21+ is open
    return plus(add_months(start, -12 * planned.age), -since)


def start_date(dice: Random) -> date:
    """A day in one of the two waves."""
    _, first, last = dice.choices(_WAVES, [wave[0] for wave in _WAVES])[0]
    return workday(_between(dice, first, last))


def course(dice: Random, planned: Planned, start: date, born: date) -> Course:
    """All other days around the start."""
    decision = workday_before(plus(start, -dice.randint(1, 6)))
    assessed = workday_before(plus(decision, -dice.randint(1, 6)))
    taken_up = workday_before(plus(assessed, -dice.randint(3, 10)))
    end = _between(dice, *(_LEFT if planned.ending == "dropped_out" else _ENDED))
    return Course(
        referral=workday_before(plus(taken_up, -dice.randint(1, 6))),
        taken_up=taken_up,
        assessed=assessed,
        decision=decision,
        start=start,
        first_meeting=workday(plus(start, dice.randint(14, 40))),
        end=workday_before(min(end, plus(add_months(born, _OLDEST), -1))),
    )


def meeting_days(dice: Random, count: int, went: Course, born: date) -> list[date]:
    """So many days, evenly over the course, moved to the fixed ages that lie near."""
    if went.first_meeting is None or went.end is None:
        return []
    first, last = went.first_meeting, plus(went.end, -14)
    gap = min(_GAP, (last - first).days // count)
    days = [first]
    for _ in range(count - 1):
        regular = plus(days[-1], gap - dice.randint(0, gap // 4))
        days.append(workday(_at_fixed_age(regular, born, last)))
    return days


def _at_fixed_age(day: date, born: date, last: date) -> date:
    fixed = [add_months(born, months) for months in MEETING_AGES]
    return next((each for each in fixed if 0 <= (each - day).days <= _NEAR and each <= last), day)


def measurement_days(dice: Random, went: Course) -> list[date]:
    """A baseline, follow-ups each fourth month (the second by January 2016), and the end."""
    if went.start is None or went.end is None:
        return []
    days = [workday(plus(went.start, dice.randint(3, 12)))]
    while (following := add_months(days[-1], _MONTHS_BETWEEN)) < plus(went.end, -30):
        day = workday_before(plus(following, -dice.randint(0, 9)))
        days.append(min(day, DRAWN) if len(days) == 2 else day)  # noqa: PLR2004 — the second
    return [*days, went.end]


def status_days(dice: Random, went: Course) -> list[date]:
    """The start, January 2016 and the end."""
    if went.start is None or went.end is None:
        return []
    return [went.start, workday_before(_between(dice, DRAWN_FROM, DRAWN)), went.end]


def _between(dice: Random, first: date, last: date) -> date:
    return plus(first, dice.randint(0, (last - first).days))
