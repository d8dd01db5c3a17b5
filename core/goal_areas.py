"""What a goal is about, as one choice: a life domain, or a home, which lies in none."""

from collections.abc import Mapping
from datetime import date

from core.codes import Coded, all_codes, valid_codes
from core.records.network import Goal

HOME = "housing"
"""The information type of a goal about a home."""


def areas(on: date) -> tuple[str, ...]:
    """The choices on the day: a home first, then the life domains."""
    return (HOME, *valid_codes("life_domain", on))


def area_of(goal: Goal) -> str | None:
    """The choice that a goal stands for; None where it was never said."""
    return goal.life_domain or goal.information_type


def in_area(area: str | None) -> Mapping[str, str | None]:
    """The two fields of `GoalTold` for a choice."""
    domain = area in all_codes("life_domain")
    return {
        "life_domain": area if domain else None,
        "information_type": None if domain else area,
    }


def area_word(area: str) -> Coded:
    """The code whose word names the choice."""
    return Coded("life_domain" if area in all_codes("life_domain") else "information_type", area)
