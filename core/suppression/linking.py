"""How the objects of a release hang together: the two variants, and one period and the next."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from core.suppression.board import HALF, WHOLE, Board, Key, Spot
from core.suppression.structure import HELD, LEAVERS, STARTED, Node, Path, Time, read
from core.tallies import Figures

FLOWS = (HELD, LEAVERS, STARTED)
"""The totals that add up over half-years."""

ROUNDING = 0.5
"""How far magnitudes that add up may be apart: hours and means are rounded."""


def link(board: Board, name: str, objects: Mapping[Spot, Figures]) -> None:
    """Lay out all that is known between the objects for the family of that name."""
    for spot in objects:
        _link_variants(board, spot, objects)
        halves = [each for each in objects if (each.span, each.variant) == (HALF, spot.variant)]
        if spot.span == WHOLE and halves:
            for node in board.nodes.values():
                if Key(node.name, spot) in board:
                    _OVER[node.time](board, node, spot, halves)
        elif spot.span == HALF and spot.place:
            _link_next(board, name, objects, halves[spot.place - 1], spot)


def total(root: Path, spot: Spot) -> Key:
    """A total that is protected in another family."""
    return Key("", spot, ".".join(map(str, root)))


def link_totals(board: Board, root: Path, spots: Sequence[Spot]) -> None:
    """How a total of another family adds up over variants and half-years."""
    for spot in spots:
        parts = _parts(spot, spots)
        halves = [each for each in spots if (each.span, each.variant) == (HALF, spot.variant)]
        if parts:
            board.equal(total(root, spot), [total(root, part) for part in parts])
        if spot.span == WHOLE and halves and root in FLOWS:
            board.equal(total(root, spot), [total(root, half) for half in halves])


def _parts(spot: Spot, spots: Iterable[Spot]) -> list[Spot]:
    """The variants of the same period, where the spot is both together."""
    same = [each for each in spots if (each.place, each.span) == (spot.place, spot.span)]
    return [] if spot.variant else [each for each in same if each.variant]


def _link_variants(board: Board, spot: Spot, spots: Iterable[Spot]) -> None:
    parts = _parts(spot, spots)
    if parts:
        for node in board.nodes.values():
            if Key(node.name, spot) in board:
                _join(board, node, spot, [Key(node.name, part) for part in parts])


def _join(board: Board, node: Node, spot: Spot, parts: Sequence[Key]) -> None:
    """The variants add up, but for young people with a course in each."""
    whole = Key(node.name, spot)
    if sum(board.value(part) for part in parts) > board.value(whole) + ROUNDING:
        board.difference(node, spot, "both", whole, parts, sign=-1)
    else:
        _equal(board, node, whole, parts)


def _equal(board: Board, node: Node, whole: Key, parts: Sequence[Key]) -> None:
    board.equal(whole, parts, within=ROUNDING if node.measure else 0)


def _link_next(
    board: Board, name: str, objects: Mapping[Spot, Figures], before: Spot, spot: Spot
) -> None:
    """One half-year and the next."""
    if name == "heads":
        parts = [Key("stayers", before), Key("started", spot)]
        board.equal(Key("served", spot), parts)
    elif name == "decisions":
        _add_queues(board, before, spot, read(objects[spot], STARTED))
    elif not read(objects[spot], STARTED):
        _add_change(board, before, spot)
    elif not read(objects[before], LEAVERS):
        _add_change(board, spot, before)


def _add_change(board: Board, more: Spot, less: Spot) -> None:
    """Where nobody came, the others have left; where nobody left, the others are new."""
    for node in board.nodes.values():
        if node.time is Time.COHORT and Key(node.name, less) in board:
            board.difference(node, less, "change", Key(node.name, more), [Key(node.name, less)])


def _add_queues(board: Board, before: Spot, spot: Spot, started: float) -> None:
    """By the half-year's end: who was referred and waits, who was accepted and has not begun."""
    queued = "queue" if before.place else ""
    for queue, comes, goes, known in (
        ("waiting", "referred", ("accepted", "rejected"), 0.0),
        ("not_begun", "accepted", (), started),
    ):
        terms = {Key(queue, before, queued): 1, Key(comes, spot): 1}
        terms.update({Key(each, spot): -1 for each in goes})
        value = sum(board.value(key) * sign for key, sign in terms.items()) - known
        here = Key(queue, spot, "queue")
        board.put_between(here, board.nodes[queue], value, value)
        board.add({**terms, here: -1})


def _flow(board: Board, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """The half-years add up to the whole time."""
    _equal(board, node, Key(node.name, spot), [Key(node.name, half) for half in halves])


def _cohort(board: Board, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """Everybody served in a half-year is served in the whole time, and is the same there."""
    for half in halves:
        board.difference(node, half, "others", Key(node.name, spot), [Key(node.name, half)])


def _state(board: Board, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """The same for the last half-year only: both are as things were on its last day."""
    _cohort(board, node, spot, halves[-1:])


def _at_end(board: Board, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """The whole time has the same as the last half-year."""
    _equal(board, node, Key(node.name, spot), [Key(node.name, halves[-1])])


def _loose(board: Board, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """Nothing follows."""


_OVER: Mapping[Time, Callable[[Board, Node, Spot, Sequence[Spot]], None]] = MappingProxyType(
    {
        Time.FLOW: _flow,
        Time.COHORT: _cohort,
        Time.STATE: _state,
        Time.AT_END: _at_end,
        Time.LOOSE: _loose,
    }
)
