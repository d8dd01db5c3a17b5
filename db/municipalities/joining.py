"""The municipalities side by side: joined from figures that each has suppressed by itself.

What is joined are files and nothing else. A file that shows a count below its own bound, or says
none, is refused: one forgotten option must not tell of a single person.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core.errors import RuleBroken
from core.suppression.threshold import LEAST_K

Number = int | float
Place = tuple[str, ...]
"""Where a figure stands in the object of tallies: its keys, the outermost first."""


class TalliesUnreadable(RuleBroken):
    """The file is not what `municipality tallies` writes (facts: file)."""

    code = "tallies_unreadable"


class TalliesInTheOpen(RuleBroken):
    """The file shows counts that must be hidden (facts: file, below)."""

    code = "tallies_in_the_open"


class TalliesOfOtherDays(RuleBroken):
    """The files are of different periods (facts: file)."""

    code = "tallies_of_other_days"


@dataclass(frozen=True, slots=True)
class Told:
    """One municipality's figures: numbers, and None for what is hidden, by their places."""

    municipality: str
    period: tuple[date, date]
    figures: Mapping[Place, Number | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in all of them, and the sum of the counts where none is hidden."""

    place: Place
    values: tuple[Number | None, ...]
    total: int | None


def written(name: str, first: date, last: date, below: int, figures: Mapping[str, Any]) -> str:
    """What a municipality hands over: suppressed figures, and what they are."""
    told = {
        "municipality": name,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "suppressed_below": below,
        "figures": figures,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def read(file: Path) -> Told:
    """One file. Raises TalliesUnreadable, TalliesInTheOpen."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        period = date.fromisoformat(found["from"]), date.fromisoformat(found["to"])
        name, below = str(found["municipality"]), int(found["suppressed_below"])
        figures = dict(_leaves((), found["figures"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise TalliesUnreadable(file=file.name) from fault
    if below < LEAST_K or any(
        isinstance(each, int) and 0 < each < below for each in figures.values()
    ):
        raise TalliesInTheOpen(file=file.name, below=max(below, LEAST_K))
    return Told(name, period, figures)


def joined(files: Sequence[Path]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The municipalities by name, and a row for each figure.

    Raises TalliesUnreadable, TalliesInTheOpen, TalliesOfOtherDays.
    """
    told = sorted((read(file) for file in files), key=lambda each: each.municipality)
    for each in told:
        if each.period != told[0].period:
            raise TalliesOfOtherDays(file=each.municipality)
    places = dict.fromkeys(place for each in told for place in each.figures)
    rows = (_row(place, [each.figures.get(place) for each in told]) for place in places)
    return tuple(each.municipality for each in told), tuple(rows)


def as_csv(names: Sequence[str], rows: Sequence[Row], total: str) -> str:
    """The table as Danish office programs open it: `;` between, `,` in numbers, hidden: empty."""
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    table.writerow(["", *names, total])
    for row in rows:
        table.writerow([".".join(row.place), *(_said(each) for each in (*row.values, row.total))])
    return "\ufeff" + lines.getvalue()


def _row(place: Place, values: Sequence[Number | None]) -> Row:
    counts = [each for each in values if isinstance(each, int)]
    return Row(place, tuple(values), sum(counts) if len(counts) == len(values) else None)


def _leaves(place: Place, found: Mapping[str, Any]) -> Iterator[tuple[Place, Number | None]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _leaves((*place, name), value)
        elif value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            yield (*place, name), value


def _said(value: Number | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.2f}".replace(".", ",")
