"""How fast the tallies are, beside SQLite and pandas making the same figures in the same minutes.

    python benchmarks/tallies.py [--sizes 1000,10000] [--rounds 5] [--json FILE] [--folder FOLDER]

The three take turns, and must give equal figures. Ours are made anew each time, as after a save;
`kept` is the second look at the same figures. All are warm: the store is open, the SQLite file is
in its cache, the DataFrames are loaded. A size of 100000 takes about five minutes to set up.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from math import log
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd

from benchmarks.grown import ON, grown_store
from benchmarks.rivals import pandas_figures, pandas_frames, sqlite_figures, sqlite_store
from benchmarks.rivals.comparing import differences
from core.tallies import Period
from db import queries
from db.engine import Store, close_store, open_store
from db.migrate import migrate

PERIODS = {
    "the whole time": Period(date(2024, 1, 1), ON),
    "half a year": Period(date(2026, 1, 1), date(2026, 6, 30)),
}
LARGE = 100_000
"""Cases from which on the aim against SQLite holds."""
AIM = 10

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


@contextmanager
def makers(folder: Path, size: int) -> Iterator[dict[str, Make]]:
    """Open a store of that many cases, carry its rows to the rivals; ours, kept and theirs."""
    store = open_store(f"duckdb:///{grown_store(folder, size)}")
    migrate(store)
    connection = store.engine.raw_connection()
    driver: Any = connection.driver_connection
    file = folder / f"cases_{size}.sqlite"
    file.unlink(missing_ok=True)
    sqlite, frames = sqlite_store.copied(driver, file), pandas_frames.loaded(driver)
    connection.close()
    yield {
        "ours": lambda period: _made_anew(store, period),
        "kept": lambda period: queries.tallies.figures(period, by=None),
        "SQLite": lambda period: sqlite_figures.figures(
            sqlite, {"from": str(period.from_date), "to": str(period.to_date), "variant": None}
        ),
        "pandas": lambda period: pandas_figures.figures(
            frames, pd.Timestamp(period.from_date), pd.Timestamp(period.to_date), None
        ),
    }
    sqlite.close()
    file.unlink()
    close_store()


def _made_anew(store: Store, period: Period) -> Mapping[str, Any]:
    store.data_version += 1
    return queries.tallies.figures(period, by=None)


def measured(folder: Path, size: int, rounds: int) -> list[Measured]:
    """One size: every period, in rounds in which all take their turn; the first does not count."""
    found = [Measured(size, name) for name in PERIODS]
    with makers(folder, size) as each:
        for counts in [False, *[True] * rounds]:
            for measurement in found:
                _round(measurement, each, counts=counts)
    return found


def _round(measurement: Measured, each: Mapping[str, Make], *, counts: bool) -> None:
    """Raises NotEqual."""
    made = {}
    for name, make in each.items():
        began = time.perf_counter()
        made[name] = make(PERIODS[measurement.period])
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
        "ours_ms": round(ours * 1000),
        "kept_ms": round(measurement.typical("kept") * 1000, 3),
        **{name: round(measurement.typical(name) / ours, 1) for name in ("SQLite", "pandas")},
    }


def exponents(measurements: Sequence[Measured]) -> list[dict[str, object]]:
    """By period, how the time grows with the cases: 1 is in proportion, 2 with their square."""
    found = []
    for name in PERIODS:
        of_period = [each for each in measurements if each.period == name]
        small, large = of_period[0], of_period[-1]
        if small.size < large.size:
            times = log(large.size / small.size)
            grown = {
                who: round(log(large.typical(who) / small.typical(who)) / times, 2)
                for who in ("ours", "SQLite", "pandas")
            }
            found.append({"period": name, "cases": f"{small.size}-{large.size}", **grown})
    return found


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """The rows as a Markdown table."""
    head = "| " + " | ".join(rows[0]) + " |"
    rule = "|" + " ---: |" * len(rows[0])
    return "\n".join([head, rule, *(f"| {' | '.join(map(str, row.values()))} |" for row in rows)])


def not_reached(
    lines: Sequence[Mapping[str, Any]], grown: Sequence[Mapping[str, Any]]
) -> list[str]:
    """What misses the aims: ten times SQLite's speed from 100,000 cases, no worse than in line."""
    slow = [
        f"{each['SQLite']} times SQLite's speed at {each['cases']} cases, {each['period']}"
        for each in lines
        if each["cases"] >= LARGE and each["SQLite"] < AIM
    ]
    steep = [f"growth {each['ours']}, {each['period']}" for each in grown if each["ours"] > 1]
    return slow + steep


def main() -> int:
    """Measure and print; exit code 1 where an aim is missed or the figures differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="1000,10000", help="cases, with commas between")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write all figures there too")
    parser.add_argument("--folder", type=Path, help="keep the stores there for the next time")
    asked = parser.parse_args()
    sizes = sorted(int(size) for size in asked.sizes.split(","))
    with tempfile.TemporaryDirectory() as name:
        folder = asked.folder or Path(name)
        found = [each for size in sizes for each in measured(folder, size, asked.rounds)]
    lines, grown = [line(each) for each in found], exponents(found)
    print("Times ours (SQLite, pandas):\n" + table(lines))
    if grown:
        print("\nGrowth exponents:\n" + table(grown))
    missed = not_reached(lines, grown)
    print(f"\nThe figures of all three are equal. Missed: {'; '.join(missed) or 'nothing'}.")
    if asked.json:
        told = {"lines": lines, "growth": grown}
        asked.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
