"""The forms of the tables of exhibits: counts, shares, means, and several side by side."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from core.tallies import UNKNOWN
from pages.shared.documents.exhibit import Absent, Cell, Chart, Column, Measure, Row
from pages.shared.documents.figures import rounded, share, shares, told
from pages.shared.documents.wording import Wording

Part = Mapping[str, Any]
"""A part of the tallies: figures by key."""
Named = Callable[[str], str]
"""What names the rows, by their keys."""
_NOT_CODES = frozenset({"n", "mean", "median", "suppressed", "groups"})


class Table(NamedTuple):
    """Columns, rows and how they are drawn."""

    columns: Sequence[Column]
    rows: Iterable[Row]
    chart: Chart = Chart.BARS


def listed(part: Part, keys: Iterable[str], group: str, words: Wording) -> Table:
    """A count for each key, named by the words of the group."""
    column = words.column("count", Measure.COUNT, drawn=True)
    return Table((column,), [Row(key, words(group, key), (told(part, key),)) for key in keys])


def shared(part: Part, named: Named, words: Wording) -> Table:
    """A count for each code and its share of all; no shares where a count is hidden (R19)."""
    keys = _codes((part,))
    counts = {key: told(part, key) for key in keys}
    count = words.column("count", Measure.COUNT, drawn=True)
    percent = shares(part, keys)
    if all(isinstance(cell, Absent) for cell in percent.values()):
        return Table((count,), [Row(key, named(key), (counts[key],)) for key in keys])
    columns = (count, words.column("share", Measure.PERCENT))
    return Table(columns, [Row(key, named(key), (counts[key], percent[key])) for key in keys])


def side_by_side(
    parts: Sequence[Part], names: Sequence[str], named: Named, words: Wording
) -> Table:
    """A count for each code in each of several parts that share their codes."""
    columns = [words.column(name, Measure.COUNT, drawn=True) for name in names]
    rows = [
        Row(key, named(key), tuple(_zero_where_missing(part, key) for part in parts))
        for key in _codes(parts)
    ]
    return Table(columns, rows)


def means(part: Part, named: Named, words: Wording) -> Table:
    """The n and the mean of each row, in its own order."""
    columns = (
        words.column("n", Measure.COUNT),
        words.column("mean", Measure.SCORE, drawn=True),
    )
    rows = (
        Row(key, named(key), (told(one, "n"), rounded(told(one, "mean"), 1)))
        for key, one in parts_of(part)
    )
    return Table(columns, rows)


def percents(
    part: Part,
    keys: Collection[str],
    named: Named,
    words: Wording,
    heads: str = "column",
) -> Table:
    """The share of each key in its row's `n`; the columns are named by the words of `heads`."""
    columns = [words.column("n", Measure.COUNT)]
    columns += [Column(key, words(heads, key), Measure.PERCENT, drawn=True) for key in keys]
    rows = (
        Row(key, named(key), (told(one, "n"), *(share(one, name) for name in keys)))
        for key, one in parts_of(part)
    )
    return Table(columns, rows)


def parts_of(part: Part) -> Iterator[tuple[str, Part]]:
    """The parts of a part that hold figures themselves."""
    return ((key, one) for key, one in part.items() if isinstance(one, Mapping))


def _codes(parts: Iterable[Part]) -> list[str]:
    """The codes of the parts in their order; what was not recorded only where there is any."""
    parts = list(parts)
    keys = dict.fromkeys(key for part in parts for key in part if key not in _NOT_CODES)
    if all(part.get(UNKNOWN) == 0 for part in parts):
        keys.pop(UNKNOWN, None)
    return list(keys)


def _zero_where_missing(part: Part, key: str) -> Cell:
    return told(part, key) if key in part else 0.0
