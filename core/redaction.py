"""What is said of a young person whose name and address are protected, where, and to whom.

One table, asked where records are made (`db.queries.naming`), so that no screen, paper, file or
mail can forget it. A name is known to those who work on the case, on the pages about it; every
list, large screen, export, calendar, mail and paper for others has the number of the case instead.
How the young person is reached leaves those pages in no way (civil registration act s. 28).
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from core.codes import Role
from core.masking import rewritten
from core.permissions import within_areas
from core.records.people import Person, Reach

Told = TypeVar("Told")
_HIDDEN = "•••"
SHORTEST = 3
"""A part of a name must have so many letters to be looked for: «Bo» is also a word."""


class Place(StrEnum):
    """Where something is about to be said."""

    OWN_PAGE = "own_page"
    """A page about this one case, or the young person's own paper."""
    LIST = "list"
    """Everything that tells of several, and what is shown to a room."""
    FILE = "file"
    """What is handed out: exports, papers for others, calendars, mails, slides."""


class Detail(StrEnum):
    """What there is to protect."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    AREA = "municipality_area"
    CPR = "cpr"


KNOWN_TO_THE_TEAM: Mapping[Detail, frozenset[Place]] = MappingProxyType(
    dict.fromkeys(Detail, frozenset({Place.OWN_PAGE}))
)
"""Where those who work on a protected case find what; nobody finds anything anywhere else."""


def hidden_name(number: int) -> str:
    """What stands where the name would: that it is hidden, and the number of the case."""
    return f"{_HIDDEN} {number}"


def is_hidden(value: object) -> bool:
    """Whether that is what stands in the place of a name."""
    return isinstance(value, str) and value.startswith(_HIDDEN)


def beside_number(name: str) -> str:
    """A name where the number of the case follows: a hidden one does not say it as well."""
    return _HIDDEN if is_hidden(name) else name


def works_on(person: Person, reach: Reach) -> bool:
    """Whether the case is the person's own work, or nobody's yet and theirs to take up.

    A project leader who opened it for a purpose is shown who it is for as long as that lasts.
    """
    mine = not person.stands_for.isdisjoint(reach.staff_ids)
    shown = Role.PROJECT_LEAD in person.roles and reach.case_id in person.opened
    return mine or shown or (person.allocates and reach.unassigned and within_areas(person, reach))


def knows(person: Person, reach: Reach, detail: Detail, place: Place, *, protected: bool) -> bool:
    """Whether the person is told that detail of the young person in that place."""
    if not protected:
        return True
    return place in KNOWN_TO_THE_TEAM[detail] and works_on(person, reach)


def listed_name(name: str, number: int, *, protected: bool) -> str:
    """What a young person is called in a list."""
    return hidden_name(number) if protected else name


def nameless(told: Told, *, name: str, number: int) -> Told:
    """The same record, or tuple of records, with the name out of every text in it."""
    return rewritten(told, without_name(name, number))


def without_name(name: str, number: int) -> Callable[[str], str]:
    """What takes a name out of a text: the whole of it and each part, with a genitive s too."""
    hidden = hidden_name(number)
    parts = sorted((each for each in name.split() if len(each) >= SHORTEST), key=len, reverse=True)
    whole = "|".join(re.escape(each) for each in (name, *parts))
    found = re.compile(rf"(?<!\w)(?:{whole})(s?)(?!\w)", re.IGNORECASE)
    return lambda text: found.sub(rf"{hidden}\1", text)
