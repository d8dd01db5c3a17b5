"""The process: the steps of a case and the moves between them (guide 2018 pp. 11-12).

Trin 1 is REFERRED, 2 ASSESSMENT, 3 START_UP, 4 SUPPORT, 5 MOVED_IN, 6 SUPPORT_ENDED, 7 CLOSED.
COLLABORATION is trin 3 done: the first network meeting is held and no support course runs yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.codes import Step
from core.errors import WrongStep

MOVES: Mapping[Step, frozenset[Step]] = MappingProxyType(
    {
        Step.REFERRED: frozenset({Step.ASSESSMENT, Step.REJECTED}),
        Step.ASSESSMENT: frozenset({Step.START_UP, Step.REJECTED}),
        Step.START_UP: frozenset({Step.COLLABORATION, Step.SUPPORT, Step.MOVED_IN, Step.CLOSED}),
        Step.COLLABORATION: frozenset({Step.SUPPORT, Step.MOVED_IN, Step.CLOSED}),
        Step.SUPPORT: frozenset({Step.MOVED_IN, Step.SUPPORT_ENDED}),
        Step.MOVED_IN: frozenset({Step.SUPPORT, Step.SUPPORT_ENDED}),
        Step.SUPPORT_ENDED: frozenset({Step.SUPPORT, Step.MOVED_IN, Step.CLOSED}),
        Step.CLOSED: frozenset({Step.START_UP, Step.COLLABORATION, Step.SUPPORT_ENDED}),
        Step.REJECTED: frozenset({Step.REFERRED, Step.ASSESSMENT}),
    }
)

OPEN_STEPS = frozenset(Step) - {Step.CLOSED, Step.REJECTED}
ACCEPTED_STEPS = OPEN_STEPS - {Step.REFERRED, Step.ASSESSMENT}
SUPPORT_STEPS = frozenset({Step.SUPPORT, Step.MOVED_IN})


def check_move(now: Step, to: Step) -> None:
    """Raises WrongStep unless the table has the move."""
    if to not in MOVES[now]:
        raise WrongStep(step=now, to=to)


def check_step(now: Step, allowed: frozenset[Step]) -> None:
    """Raises WrongStep unless the case stands on one of the allowed steps."""
    if now not in allowed:
        raise WrongStep(step=now)


@dataclass(frozen=True, slots=True)
class Footing:
    """What is recorded of a case, as far as it decides where the case stands."""

    taken_up: bool = False
    accepted: bool = False
    turned_down: bool = False
    ended: bool = False
    network_meeting_held: bool = False
    support_open: bool = False
    support_ever: bool = False
    housed_in_own_home: bool = False


def stands_on(footing: Footing) -> Step:
    """Where a case with these records stands; for imported histories, and to check the stored step.

    `housed_in_own_home` counts only while support is open (trin 5 is part of a support course).
    """
    answers = (
        (footing.turned_down, Step.REJECTED),
        (footing.ended, Step.CLOSED),
        (footing.support_open and footing.housed_in_own_home, Step.MOVED_IN),
        (footing.support_open, Step.SUPPORT),
        (footing.support_ever, Step.SUPPORT_ENDED),
        (footing.accepted and footing.network_meeting_held, Step.COLLABORATION),
        (footing.accepted, Step.START_UP),
        (footing.taken_up, Step.ASSESSMENT),
    )
    return next((step for holds, step in answers if holds), Step.REFERRED)
