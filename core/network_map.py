"""Where everybody stands on the network map: three rings, private left, professional right.

The rings are superellipses (Piet Hein's, with exponent 2.5), which leave more room for words than
circles. Places are on the outermost, of radius 1 both ways; its middle is the young person, x grows
to the right and y downwards. Each ring's half is a room of its own and each card a row of its own
in it, so that no two cards can meet. What the marks look like is the drawing's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType

from core.network_cards import GAP, Card, MapWords, Pen, Sheet, Telling, short_names
from core.records.network import NetworkPerson
from core.records.network_map import MapPerson

SIDES: Mapping[str, int] = MappingProxyType({"private": -1, "professional": 1})
"""The sign of x of a sphere's half."""
RINGS: Mapping[int, tuple[float, float]] = MappingProxyType(
    {1: (0.12, 0.44), 2: (0.44, 0.73), 3: (0.73, 1.0)}
)
"""The radii of each closeness; within the first stands the young person."""
EXPONENT = 2.5
INSET = 0.016
"""So far a card keeps from the lines."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The cards in the order of their numbers, and those who are on no ring or no side."""

    cards: tuple[Card, ...]
    unplaced: tuple[MapPerson, ...]
    telling: Telling


_MANNERS = (
    (Telling.RELATION, 1.3, False),
    (Telling.RELATION, 1.15, False),
    (Telling.RELATION, 1.0, False),
    (Telling.RELATION, 0.86, False),
    (Telling.RELATION, 0.74, True),
    (Telling.NAME, 0.9, True),
    (Telling.NAME, 0.75, True),
)
"""Tried in turn: what the cards say, the size of their letters, whether words may be cut. Then come
numbers, as small as they must be."""
_WIDEST = (0.25, 0.21, 0.17)
"""The widest card on the map, tried in turn for each manner: narrow ones have more lines."""
_EDGES = (0.5, 0.2, 0.0)
"""How near the cards of a ring come to its top and bottom, tried in turn: there is most room."""
_SMALLER, _LARGEST_NUMBER = 0.85, 1.2


def on_map(person: NetworkPerson) -> MapPerson:
    """What a map shows of somebody in the network."""
    return MapPerson(
        id=person.id,
        name=person.name,
        sphere=person.sphere,
        relation=person.relation,
        closeness=person.closeness,
        chosen_adult=person.chosen_adult,
        draw_on=person.draw_on,
    )


@dataclass(frozen=True, slots=True)
class Move:
    """A step on the map from where somebody stands; `key` names it."""

    key: str
    sphere: str | None = None
    closeness: int | None = None


def moves(sphere: str | None, closeness: int | None) -> tuple[Move, ...]:
    """Where somebody who stands there can be moved; whoever has no ring yet, to each of them."""
    steps = {f"ring_{ring}": ring for ring in RINGS}
    if closeness is not None and closeness in RINGS:
        steps = {"closer": closeness - 1, "farther": closeness + 1}
    return (
        *(Move(key, closeness=ring) for key, ring in steps.items() if ring in RINGS),
        *(Move(f"to_{side}", sphere=side) for side in SIDES if side != sphere),
    )


def is_placed(person: MapPerson) -> bool:
    """Whether the person has a side and a ring."""
    return person.sphere in SIDES and person.closeness in RINGS


def layout(people: Iterable[MapPerson], sheet: Sheet, words: MapWords) -> Layout:
    """The map of these people; the same for the same people, in whatever order they come."""
    ordered = sorted(people, key=lambda one: one.id)
    rooms = {
        (sphere, ring): [one for one in ordered if (one.sphere, one.closeness) == (sphere, ring)]
        for sphere in SIDES
        for ring in RINGS
    }
    unplaced = tuple(one for one in ordered if not is_placed(one))
    shorts = short_names(ordered)
    found = (
        Layout(cards, unplaced, telling)
        for telling, scale, cut in _manners()
        for widest in _WIDEST
        if (cards := _all_rooms(rooms, Pen(telling, sheet, scale, widest, words, shorts), cut=cut))
        is not None
    )
    return next(found)


def _manners() -> Iterable[tuple[Telling, float, bool]]:
    yield from _MANNERS
    for step in count():
        yield Telling.NUMBER, _LARGEST_NUMBER * _SMALLER**step, False


def _all_rooms(
    rooms: Mapping[tuple[str, int], Sequence[MapPerson]], pen: Pen, *, cut: bool
) -> tuple[Card, ...] | None:
    """Every room filled; None where one of them is too small for its cards."""
    numbers = count(1)
    placed: list[Card] = []
    for (sphere, ring), people in rooms.items():
        cards = [pen.write(one, next(numbers)) for one in people]
        if not all(card.readable and (cut or not card.cut) for card in cards):
            return None
        filled = _fill(cards, RINGS[ring], SIDES[sphere], GAP * pen.text / pen.sheet.down)
        if filled is None:
            return None
        placed += filled
    return tuple(placed)


def _fill(
    cards: Sequence[Card], ring: tuple[float, float], side: int, gap: float
) -> list[Card] | None:
    """The cards one below the other, spread evenly over the height of the ring's half."""
    if not cards:
        return []
    outer = ring[1] - INSET
    widest = 2 * max(card.across for card in cards) + INSET
    height = reach(outer, widest)
    free = 2 * height - sum(2 * card.down for card in cards)
    if widest >= outer or free < gap * len(cards):
        return None
    for edge in _EDGES if len(cards) > 1 else (1.0,):
        stacked = _stack(cards, -height, free, edge)
        places = [_middle(card, y, ring) for card, y in stacked]
        if None not in places:
            return [
                replace(card, x=side * (x or 0), y=y)
                for (card, y), x in zip(stacked, places, strict=True)
            ]
    return None


def _stack(cards: Sequence[Card], top: float, free: float, edge: float) -> list[tuple[Card, float]]:
    """Each card with its height; `edge` is the gap above the first, in parts of the others."""
    space = free / (len(cards) - 1 + 2 * edge)
    stacked, y = [], top + edge * space
    for card in cards:
        stacked.append((card, y + card.down))
        y += 2 * card.down + space
    return stacked


def _middle(card: Card, y: float, ring: tuple[float, float]) -> float | None:
    """Half-way between the ring's two lines at that height; None where they are too near."""
    inner, outer = ring[0] + INSET, ring[1] - INSET
    nearest, farthest = max(abs(y) - card.down, 0), abs(y) + card.down
    low, high = max(reach(inner, nearest), INSET), reach(outer, farthest)
    return (low + high) / 2 if high - low >= 2 * card.across else None


def reach(radius: float, away: float) -> float:
    """How far a ring of the radius reaches one way, so far away from its middle the other way."""
    left = max(pow(radius, EXPONENT) - pow(away, EXPONENT), 0.0)
    return float(pow(left, 1 / EXPONENT))
