"""Calendar arithmetic that the rules share: whole months, ages, and what holds on a day."""

from calendar import monthrange
from collections.abc import Hashable, Iterable
from datetime import date
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")


def add_months(start: date, months: int) -> date:
    """The same day `months` later (or earlier), the last day of the month where there is none such.

    add_months(31 January, 1) is 28 or 29 February.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def age_on(birth_date: date, on: date) -> int:
    """Whole years of age; a person born on 29 February turns a year older on 1 March."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def holds(first: date | None, last: date | None, on: date) -> bool:
    """Whether a row of a table counts on the day: from its first to its last, both with it.

    None: without a first or a last day.
    """
    return (first is None or first <= on) and (last is None or on <= last)


def latest_by(rows: Iterable[tuple[Key, date, Row]], on: date) -> dict[Key, Row]:
    """By key the row that holds on the day; each row comes with its key and its first day.

    Of those begun the one that began last holds, of one day the later told. The keys come in the
    order in which they were first told.
    """
    held: dict[Key, tuple[date, Row]] = {}
    for key, first, row in rows:
        if first <= on and (key not in held or held[key][0] <= first):
            held[key] = (first, row)
    return {key: row for key, (_, row) in held.items()}
