"""What people thought of the meetings over time, brought together from all young people."""

from dataclasses import dataclass
from enum import StrEnum

from core.tallies import Period


class Group(StrEnum):
    """Who answered: the young people, their parents and chosen adults, the professionals."""

    YOUNG_PEOPLE = "young_people"
    PARENTS = "parents"
    PROFESSIONALS = "professionals"


class Question(StrEnum):
    """The two open questions after a meeting."""

    WENT_WELL = "went_well"
    TO_CHANGE = "to_change"


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The scores of a group in a half-year; n, mean and sd None where they are too few to show."""

    group: Group
    period: Period
    n: int | None
    mean: float | None
    sd: float | None
