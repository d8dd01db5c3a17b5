"""The rows of what is measured: the seven life domains, school and work."""

from datetime import date

from core.calendar import add_months
from core.codes import Variant, all_codes, valid_codes
from db.demo.days import plus, workday, workday_before
from db.demo.life import Life
from db.demo.stories import Flaw
from db.models import MeasurementRow, StatusRow

_MONTHS = {Variant.H: 3, Variant.U: 4}
_LATE_DAYS = {Variant.H: 110, Variant.U: 145}
"""How long ago the last measurement is, where one is overdue."""
_FIRST_SCORES = {
    Variant.H: (2.5, 2.3, 2.7, 3.6, 2.6, 4.4, 3.6),
    Variant.U: (3.4, 3.1, 3.3, 4.0, 3.1, 4.8, 4.5),
}
"""Means at the start, in the order of the life domains; 5 needs no help."""
_GAIN = (0.32, 0.36, 0.22, 0.1, 0.18, 0.03, 0.12)
"""What a measurement adds on the average."""


def write_measurements(life: Life) -> None:
    """A baseline, follow-ups in time, and a closing one where the course has ended."""
    days = _days(life)
    level = [life.dice.gauss(mean, 0.8) for mean in _FIRST_SCORES[life.story.variant]]
    for place, day in enumerate(days):
        closing = day == life.course.end
        _measurement(
            life, day, "closing" if closing else "follow_up" if place else "baseline", level
        )
        level = [
            each + life.dice.gauss(gain, 0.45) for each, gain in zip(level, _GAIN, strict=True)
        ]


def _days(life: Life) -> list[date]:
    if life.course.start is None:
        return []
    months = _MONTHS[life.story.variant]
    day = workday(plus(life.course.start, life.dice.randint(3, 14)))
    days = []
    while day <= life.last_day:
        days.append(day)
        day = workday_before(plus(add_months(day, months), -life.dice.randint(2, 12)))
    if life.story.flaw is Flaw.MEASUREMENT_LATE:
        late = [each for each in days if each < plus(life.on, -_LATE_DAYS[life.story.variant])]
        return late or days[:1]
    ended = life.course.end if life.story.ending != "dropped_out" else None
    return [*[each for each in days if each < plus(ended, -20)], ended] if ended else days


def _measurement(life: Life, day: date, kind: str, level: list[float]) -> None:
    domains = all_codes("life_domain")
    scores = [None if life.chance(0.02) else min(max(round(each), 1), 5) for each in level]
    life.rows.add(
        MeasurementRow,
        day,
        case_id=life.case_id,
        date=day,
        kind=kind,
        scored_by=life.dice.choices(("joint", "young_person", "worker"), (7, 2, 1))[0],
        **dict(zip(domains, scores, strict=True)),
    )


# ---------------------------------------------------------------- school and work


def write_statuses(life: Life) -> None:
    """School and work at the start, about twice a year, and at the end."""
    if life.course.start is None:
        return
    days = [life.course.start]
    while (following := plus(days[-1], life.dice.randint(140, 190))) < life.last_day:
        days.append(workday_before(following))
    if life.course.end is not None:
        days.append(life.course.end)
    learning = life.chance(0.62 if life.story.variant is Variant.U else 0.3)
    for day in days:
        _status(life, day, learning=learning)
        learning = life.chance(0.9) if learning else life.chance(0.45)


def _status(life: Life, day: date, *, learning: bool) -> None:
    types = ("fgu", "fgu", "vocational", "grade_10", "vuc", "upper_secondary", "stu")
    life.rows.add(
        StatusRow,
        day,
        case_id=life.case_id,
        date=day,
        in_education=learning,
        education_type=life.dice.choice(types) if learning else None,
        employment="not_relevant" if learning else _employment(life, day),
    )


def _employment(life: Life, day: date) -> str:
    wanted = life.dice.choices(
        (
            "unemployed_activity_ready",
            "unemployed_education_ready",
            "part_time",
            "internship",
            "other",
        ),
        (5, 4, 2, 2, 1),
    )[0]
    return wanted if wanted in valid_codes("employment", day) else "other"
