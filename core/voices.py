"""Who is meant by young people, parents and professionals in the feedback after meetings."""

from collections.abc import Mapping
from types import MappingProxyType

from core.codes import all_codes
from core.feedback import YOUNG_PERSON
from core.records.voices import Group
from core.suppression.threshold import threshold

_GROUP: Mapping[str, Group] = MappingProxyType(
    {
        YOUNG_PERSON: Group.YOUNG_PEOPLE,
        "guardian": Group.PARENTS,
        "chosen_adult": Group.PARENTS,
    }
)
"""The groups of the roles that are not professional (report 2017 table 6.2)."""


def group_of_role(role: str) -> Group:
    """The group that a role of a meeting belongs to."""
    return _GROUP.get(role, Group.PROFESSIONALS)


def roles_of(group: Group) -> tuple[str, ...]:
    """The roles of a group, in the order of the code list."""
    return tuple(role for role in all_codes("participant_role") if group_of_role(role) is group)


def enough(n: int, k: int) -> bool:
    """Whether so many answers are told (R19)."""
    return n >= threshold(k)
