"""Single figures of the tallies: told, hidden, or none. Shares are made of told ones only."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.rounding import half_up, percent
from pages.shared.documents.exhibit import Absent, Cell


def told(part: Mapping[str, Any], key: str) -> Cell:
    """The figure; where it has no value, whether it is hidden or there is none."""
    value = part.get(key)
    if value is not None:
        return float(value)
    hidden = part.get("suppressed") and part.get("n") != 0
    return Absent.HIDDEN if hidden else Absent.NONE


def rounded(cell: Cell, places: int) -> Cell:
    """The figure with so many decimals."""
    return cell if isinstance(cell, Absent) else half_up(cell, places)


def share(part: Mapping[str, Any], key: str) -> Cell:
    """Whole percent of the part's own `n`; hidden with either of the two."""
    return _percent(told(part, key), told(part, "n"))


def shares(part: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Cell]:
    """Whole percent of all the keys together; hidden where any of them is (R19)."""
    cells = {key: told(part, key) for key in keys}
    return {key: _percent(cell, _total(cells.values())) for key, cell in cells.items()}


def _total(cells: Iterable[Cell]) -> Cell:
    total = 0.0
    for cell in cells:
        if isinstance(cell, Absent):
            return cell
        total += cell
    return total


def _percent(count: Cell, of: Cell) -> Cell:
    if Absent.HIDDEN in (count, of):
        return Absent.HIDDEN
    if isinstance(count, Absent) or isinstance(of, Absent) or not of:
        return Absent.NONE
    return float(percent(int(count), int(of)))
