"""The plan as it stood at a moment, as text that is kept, and what differs between two moments.

Two plans are compared goal by goal and agreement by agreement, by their ids; the order in which
they come, and how often a row was saved, count for nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from core.records.network import Agreement, Goal

Goals = tuple[Goal, ...]

ADDED, REMOVED = "added", "removed"
GOAL_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text",),
        "own_words": ("own_words",),
        "about": ("life_domain", "information_type"),
        "set_date": ("set_date",),
        "standing": ("status", "closed_date"),
    }
)
AGREEMENT_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text",),
        "responsible": ("responsible",),
        "follow_up_date": ("follow_up_date",),
        "follow_up_by": ("follow_up_by",),
        "standing": ("status", "done_date"),
        "meeting": ("meeting_id",),
    }
)
"""What can change of a goal and of an agreement: a part, and the fields that make it up."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `part` is ADDED, REMOVED, or the part that changed.

    `goal` and `agreement` are as they stand afterwards, or stood where they are gone; the change
    is the agreement's where there is one. `before` and `after` hold the fields of the part.
    """

    part: str
    goal: Goal
    agreement: Agreement | None = None
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()


def frozen(goals: Iterable[Goal]) -> Goals:
    """The plan in its own order and without row versions: equal plans are then equal."""
    bare = [replace(goal, version=0, agreements=_agreements(goal)) for goal in goals]
    return tuple(sorted(bare, key=lambda goal: (goal.set_date, goal.id)))


def _agreements(goal: Goal) -> tuple[Agreement, ...]:
    bare = [replace(each, version=0) for each in goal.agreements]
    return tuple(sorted(bare, key=lambda each: (each.follow_up_date, each.id)))


def edition(goals: Iterable[Goal]) -> int:
    """A number that grows with every save of the plan: what a page saw, to save against."""
    return sum(goal.version + sum(each.version for each in goal.agreements) for goal in goals)


# -------------------------------------------------------- what differs


def changes(before: Iterable[Goal], after: Iterable[Goal]) -> tuple[Change, ...]:
    """What differs, goal by goal in the order of the plan afterwards; what is gone comes last."""
    old, new = ({goal.id: goal for goal in frozen(goals)} for goals in (before, after))
    gone = [Change(REMOVED, goal) for id_, goal in old.items() if id_ not in new]
    return (*(each for goal in new.values() for each in _of_goal(old.get(goal.id), goal)), *gone)


def _of_goal(before: Goal | None, goal: Goal) -> Iterator[Change]:
    if before is None:
        yield Change(ADDED, goal)
    else:
        for part, was, now in _differing(GOAL_PARTS, before, goal):
            yield Change(part, goal, None, was, now)
    old = {each.id: each for each in before.agreements} if before else {}
    for agreement in goal.agreements:
        yield from _of_agreement(goal, old.pop(agreement.id, None), agreement)
    yield from (Change(REMOVED, goal, each) for each in old.values())


def _of_agreement(goal: Goal, before: Agreement | None, agreement: Agreement) -> Iterator[Change]:
    if before is None:
        yield Change(ADDED, goal, agreement)
        return
    for part, was, now in _differing(AGREEMENT_PARTS, before, agreement):
        yield Change(part, goal, agreement, was, now)


def _differing(
    parts: Mapping[str, tuple[str, ...]], before: object, after: object
) -> Iterator[tuple[str, tuple[Any, ...], tuple[Any, ...]]]:
    for part, names in parts.items():
        was = tuple(getattr(before, name) for name in names)
        now = tuple(getattr(after, name) for name in names)
        if was != now:
            yield part, was, now


# -------------------------------------------------------- as text


def as_text(goals: Iterable[Goal]) -> str:
    """The plan as a JSON document."""
    told = {"goals": [_plain_goal(goal) for goal in frozen(goals)]}
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str) -> Goals:
    """The plan of a JSON document."""
    return frozen(_goal(told) for told in json.loads(text)["goals"])


_GOAL_FIELDS = ("id", *(name for names in GOAL_PARTS.values() for name in names))
_AGREEMENT_FIELDS = ("id", *(name for names in AGREEMENT_PARTS.values() for name in names))
_DAYS = frozenset({"set_date", "closed_date", "follow_up_date", "done_date"})


def _plain_goal(goal: Goal) -> dict[str, Any]:
    agreements = [_plain(each, _AGREEMENT_FIELDS) for each in goal.agreements]
    return {**_plain(goal, _GOAL_FIELDS), "agreements": agreements}


def _plain(record: object, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _goal(told: Mapping[str, Any]) -> Goal:
    agreements = tuple(Agreement(version=0, **_read(each)) for each in told["agreements"])
    return Goal(version=0, **{**_read(told), "agreements": agreements})


def _read(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in told.items()
    }
