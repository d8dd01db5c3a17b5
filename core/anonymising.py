"""What is left of a young person who is anonymised: what the tallies need, and no more.

A birth date is moved within its month: every age on the first of a month, on the days that courses
began, and each meeting at a fixed age (variant U) stay what they were. A period that begins inside
the month of a birthday can tell the age one year off for that month.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from core.calendar import age_on
from core.fidelity.of_meetings import meetings_at_ages
from core.fidelity.window import Window
from core.records.fidelity import CasePractice
from core.settings import Settings

NOBODY = "Anonymiseret"
"""Stands where a name stood."""
DASH = "–"
"""Stands where a text stood."""
DAYS = (15, 2, 28)
"""The days of the month a birth date is moved to, in the order they are tried. Never the 1st."""

_ALWAYS = Window(date(1900, 1, 1), date(2199, 12, 31), Settings())


def coarse_birth_date(born: date, cases: Sequence[CasePractice]) -> date:
    """The birth date moved within its month; as it was where every other day changes a figure.

    `cases` are all accepted courses of the young person.
    """
    before = _facts(born, cases)
    for day in DAYS:
        moved = born.replace(day=day)
        if _facts(moved, cases) == before:
            return moved
    return born


def _facts(born: date, cases: Sequence[CasePractice]) -> tuple[object, ...]:
    """All that tallies and indicators say of the age."""
    first = age_on(born, born.replace(year=born.year + 1, day=1))
    starts = [age_on(born, case.start) for case in cases if case.start is not None]
    return (first, *starts, *_meetings(born, cases))


def _meetings(born: date, cases: Sequence[CasePractice]) -> Iterator[tuple[date, int]]:
    for case in cases:
        told = CasePractice(
            id=case.id,
            variant=case.variant,
            birth_date=born,
            start=case.start,
            end=case.end,
            meetings=case.meetings,
        )
        for seen in meetings_at_ages(told, _ALWAYS):
            yield seen.day.replace(day=1), seen.kept


def scrubbed(document: str | None, known: Collection[str]) -> str | None:
    """A JSON object with codes, days and keys left as they are, and a dash for every other text.

    `known` are the codes and keys. What is no JSON object is gone.
    """
    if document is None:
        return None
    told = json.loads(document)
    if not isinstance(told, dict):
        return None
    return json.dumps({name: _scrubbed(value, known) for name, value in told.items()})


def _scrubbed(value: object, known: Collection[str]) -> object:
    if isinstance(value, str):
        return value if value in known or _is_day(value) else DASH
    return value if value is None or isinstance(value, bool | int | float) else DASH


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-05-04")
