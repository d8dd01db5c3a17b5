"""How fast the tallies are, beside SQLite and pandas making the same figures in the same minutes.

    python benchmarks/tallies.py [--sizes 60,1000,10000] [--rounds 5] [--json FILE]

The three take turns, and must give equal figures. Ours are made anew each time, as after a save;
`kept` is the second look at the same figures. All are warm: the store is open, the SQLite file is
in its cache, the DataFrames are loaded.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd

from benchmarks import telling
from benchmarks.opened import driver_of, opened_copy
from benchmarks.rivals import pandas_figures, pandas_frames, sqlite_figures, sqlite_store
from benchmarks.rivals.comparing import differences
from core.calendar import add_months
from core.tallies import Period
from db import queries
from db.engine import Store

LONG = 36
"""Months that the whole time covers."""

Make = Callable[[Period], Mapping[str, Any]]


class NotEqual(Exception):
    """Two ways of making the figures gave different ones."""


@dataclass(slots=True)
class Measured:
    """Seconds of each round by who made the figures, for one size and period."""

    size: int
    period: str
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def typical(self, name: str) -> float:
        """The median of the rounds."""
        return median(self.seconds[name])


def periods(on: date) -> dict[str, Period]:
    """What the figures are made of, by name: all there is, and the half-year before this one."""
    first = date(on.year, (on.month - 1) // 6 * 6 + 1, 1)
    return {
        "the whole time": Period(add_months(on, -LONG), on),
        "half a year": Period(add_months(first, -6), first - timedelta(days=1)),
    }


@contextmanager
def makers(size: int) -> Iterator[tuple[date, dict[str, Make]]]:
    """Open a store of that many cases, carry its rows to the rivals; ours, kept and theirs."""
    with opened_copy(size) as (store, grown, folder):
        with driver_of(store) as driver:
            sqlite = sqlite_store.copied(driver, folder / "tallies.sqlite")
            frames = pandas_frames.loaded(driver)
        yield (
            grown.day,
            {
                "ours": lambda period: _made_anew(store, period),
                "kept": lambda period: queries.tallies.figures(period, by=None),
                "SQLite": lambda period: sqlite_figures.figures(
                    sqlite,
                    {"from": str(period.from_date), "to": str(period.to_date), "variant": None},
                ),
                "pandas": lambda period: pandas_figures.figures(
                    frames, pd.Timestamp(period.from_date), pd.Timestamp(period.to_date), None
                ),
            },
        )
        sqlite.close()


def _made_anew(store: Store, period: Period) -> Mapping[str, Any]:
    store.changed_unseen()
    return queries.tallies.figures(period, by=None)


def measured(size: int, rounds: int) -> list[Measured]:
    """One size: every period, in rounds in which all take their turn; the first does not count."""
    with makers(size) as (on, each):
        wanted = periods(on)
        found = [Measured(size, name) for name in wanted]
        for counts in [False, *[True] * rounds]:
            for measurement in found:
                _round(measurement, wanted[measurement.period], each, counts=counts)
    return found


def _round(
    measurement: Measured, period: Period, each: Mapping[str, Make], *, counts: bool
) -> None:
    """Raises NotEqual."""
    made = {}
    for name, make in each.items():
        began = time.perf_counter()
        made[name] = make(period)
        if counts:
            measurement.seconds.setdefault(name, []).append(time.perf_counter() - began)
    for name in ("SQLite", "pandas"):
        wrong = list(differences(made["ours"], made[name]))
        if wrong:
            raise NotEqual(f"{name}: {'; '.join(wrong[:5])}")


# ---------------------------------------------------------------- what is told


def line(measurement: Measured) -> dict[str, object]:
    """Milliseconds of ours, and how many times as long the others take."""
    ours = measurement.typical("ours")
    return {
        "cases": measurement.size,
        "period": measurement.period,
        "ours_ms": round(ours * 1000, 1),
        "kept_ms": round(measurement.typical("kept") * 1000, 3),
        **{
            f"{name}_ms": round(measurement.typical(name) * 1000, 1)
            for name in ("SQLite", "pandas")
        },
        **{name: round(measurement.typical(name) / ours, 1) for name in ("SQLite", "pandas")},
    }


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    found = [each for size in asked.sizes for each in measured(size, asked.rounds)]
    lines = [line(each) for each in found]
    print("The figures of all three are equal. Times ours:\n" + telling.table(lines, left=0))
    telling.keep(asked.json, lines)


if __name__ == "__main__":
    main()
