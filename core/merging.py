"""Two rows that are one young person: what is chosen, when it may not be, and until when undone."""

from collections.abc import Collection
from datetime import date, timedelta

from core.errors import RuleBroken, UnknownCode

FIELDS = (
    "name",
    "birth_date",
    "cpr",
    "phone",
    "email",
    "municipality_area",
    "special_considerations",
    "protected_identity",
)
"""What a young person's row holds, in the order it is shown."""
UNDO_DAYS = 30
"""Days in which a merge can be undone; own choice: a month of work with the case."""


class SamePerson(RuleBroken):
    """Both cases are of one young person already."""

    code = "same_person"


class BothOpen(RuleBroken):
    """Both have an open case; a young person has one at a time (facts: one, other: numbers)."""

    code = "both_open"


class MergedAlready(RuleBroken):
    """The row was merged into another one."""

    code = "merged_already"


class MergeUndone(RuleBroken):
    """The merge has been undone already."""

    code = "merge_undone"


class UndoTooLate(RuleBroken):
    """The days for undoing are over (facts: last_day)."""

    code = "undo_too_late"


class UndoChanged(RuleBroken):
    """What is held of the young person was changed since: undoing would lose it."""

    code = "undo_changed"


def check_one_open(one: Collection[int], other: Collection[int]) -> None:
    """`one` and `other` are the numbers of open cases. Raises BothOpen."""
    if one and other:
        raise BothOpen(one=str(min(one)), other=str(min(other)))


def checked_fields(take: Collection[str]) -> tuple[str, ...]:
    """The fields taken from the other row, in their order. Raises UnknownCode."""
    for name in take:
        if name not in FIELDS:
            raise UnknownCode("take", value=name)
    return tuple(name for name in FIELDS if name in take)


def last_undo_day(merged: date) -> date:
    """The last day on which a merge can be undone."""
    return merged + timedelta(days=UNDO_DAYS)


def check_undo(merged: date, undone: date | None, on: date) -> None:
    """Raises MergeUndone or UndoTooLate."""
    if undone is not None:
        raise MergeUndone
    if on > last_undo_day(merged):
        raise UndoTooLate(last_day=last_undo_day(merged))
