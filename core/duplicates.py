"""When two entries are likely the same young person: hints to a person, never a decision."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

ALIKE_WITH_BIRTH_DATE = 0.7
ALIKE_ALONE = 0.88
"""How alike two names must be, from 0 to 1; set by trying Danish names with usual misspellings."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one young person from another."""

    name: str
    birth_date: date | None = None
    cpr: str | None = None


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, whatever the order of their words."""
    first, second = (" ".join(sorted(name.casefold().split())) for name in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def likely_same(one: Identity, other: Identity) -> bool:
    """Same CPR; or same birth date and names alike; or names nearly the same."""
    if one.cpr and one.cpr == other.cpr:
        return True
    alike = likeness(one.name, other.name)
    if one.birth_date is not None and one.birth_date == other.birth_date:
        return alike >= ALIKE_WITH_BIRTH_DATE
    return alike >= ALIKE_ALONE
