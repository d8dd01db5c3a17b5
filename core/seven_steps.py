"""The seven steps of the guide (2018, pp. 11-12) as a list of tasks: how far each of them is."""

from collections.abc import Callable
from dataclasses import dataclass

from core.records.timeline import TrinState, Way

Asked = Callable[[Way], bool]


@dataclass(frozen=True, slots=True)
class Trin:
    """One of the seven: when it concerns the case, when it is under way and when it is done."""

    number: int
    relevant: Asked
    under_way: Asked
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
        under_way=_always,
        done=lambda way: way.taken_up or way.turned_down or way.accepted,
    ),
    Trin(
        2,
        relevant=lambda way: way.taken_up or way.accepted or not way.turned_down,
        under_way=lambda way: way.taken_up,
        done=lambda way: way.accepted or way.turned_down,
    ),
    Trin(
        3,
        relevant=lambda way: not way.turned_down,
        under_way=lambda way: way.accepted,
        done=lambda way: way.accepted and way.met,
    ),
    Trin(
        4,
        relevant=lambda way: way.support_begun or _may_get_support(way),
        under_way=lambda way: way.granted_support,
        done=lambda way: way.support_begun,
    ),
    Trin(
        5,
        relevant=lambda way: way.homeless and (way.support_begun or _may_get_support(way)),
        under_way=lambda way: way.accepted and way.home_promised,
        done=lambda way: way.accepted and way.moved_in,
    ),
    Trin(
        6,
        relevant=lambda way: way.support_begun or _may_get_support(way),
        under_way=lambda way: way.support_open and way.handover_agreed,
        done=lambda way: way.support_begun and not way.support_open,
    ),
    Trin(
        7,
        relevant=lambda way: not way.turned_down,
        under_way=_never,
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
    return TrinState.UNDER_WAY if trin.under_way(way) else TrinState.NOT_BEGUN
