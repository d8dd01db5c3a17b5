"""The seven steps of the guide (2018, pp. 11-12) as a list of tasks: how far each of them is."""

from collections.abc import Callable
from dataclasses import dataclass

from core.records.timeline import TrinState, Way

Asked = Callable[[Way], bool]


@dataclass(frozen=True, slots=True)
class Trin:
    """One of the seven: when it concerns the case, may be begun, is begun, and is done."""

    number: int
    relevant: Asked
    may_begin: Asked
    seen: Asked
    done: Asked


def _always(_: Way) -> bool:
    return True


def _never(_: Way) -> bool:
    return False


def _may_get_support(way: Way) -> bool:
    """Before the decision support is still possible; after it, only where it was granted."""
    return not way.turned_down and (way.granted_support or not way.accepted)


TRIN = (
    Trin(
        1,
        relevant=_always,
        may_begin=_always,
        seen=_never,
        done=lambda way: way.taken_up or way.turned_down or way.accepted,
    ),
    Trin(
        2,
        relevant=lambda way: way.taken_up or way.accepted or not way.turned_down,
        may_begin=lambda way: way.taken_up,
        seen=lambda way: way.assessed,
        done=lambda way: way.accepted or way.turned_down,
    ),
    Trin(
        3,
        relevant=lambda way: not way.turned_down,
        may_begin=lambda way: way.accepted,
        seen=lambda way: way.coordinated,
        done=lambda way: way.accepted and way.met,
    ),
    Trin(
        4,
        relevant=lambda way: way.support_begun or _may_get_support(way),
        may_begin=lambda way: way.granted_support and way.accepted,
        seen=lambda way: way.worker_named,
        done=lambda way: way.support_begun,
    ),
    Trin(
        5,
        relevant=lambda way: way.homeless and (way.support_begun or _may_get_support(way)),
        may_begin=lambda way: way.accepted,
        seen=lambda way: way.home_promised,
        done=lambda way: way.accepted and way.moved_in,
    ),
    Trin(
        6,
        relevant=lambda way: way.support_begun or _may_get_support(way),
        may_begin=lambda way: way.support_open,
        seen=lambda way: way.handover_agreed,
        done=lambda way: way.support_begun and not way.support_open,
    ),
    Trin(
        7,
        relevant=lambda way: not way.turned_down,
        may_begin=lambda way: way.accepted,
        seen=_never,
        done=lambda way: way.closed,
    ),
)


def states(way: Way) -> dict[int, TrinState]:
    """How far each step is, by its number; a step never begun in a closed case is not relevant."""
    return {trin.number: _state(trin, way) for trin in TRIN}


def _state(trin: Trin, way: Way) -> TrinState:
    if not trin.relevant(way):
        return TrinState.NOT_RELEVANT
    if trin.done(way):
        return TrinState.DONE
    if way.closed:
        return TrinState.NOT_RELEVANT
    if not trin.may_begin(way):
        return TrinState.CLOSED_YET
    return TrinState.LACKING if trin.seen(way) else TrinState.NOT_SEEN
