"""Every part of the benchmark, one after the other, and the page made of their figures.

    python benchmarks/bench.py [--sizes 60,1000,10000,100000] [--parts pages,saves] [--quick]

The figures go to docs/performance/*.json, one file a part, and docs/performance.md is made from
them; `--quick` measures fewer rounds and writes nothing there but prints. Stores are kept in
benchmarks/.stores. With all four sizes it takes hours: see docs/performance.md.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import performance, telling
from benchmarks.grown import kept_store

PARTS = (
    "pages",
    "sessions",
    "saves",
    "reads",
    "tallies",
    "exchange",
    "forecast",
    "encryption",
)
"""In the order of the page; each is a script of its own."""

FORECAST_SPEED = ("--speed-only",)
LARGEST_SERVED = 10_000
"""Crowds come to no store larger than that: it is the size that the aims are set for."""

QUICK = {
    "pages": ("--firsts", "2", "--reruns", "10", "--cold", "1"),
    "sessions": ("--people", "1,5", "--think", "1", "--reruns", "2"),
    "saves": ("--rounds", "3"),
    "reads": ("--rounds", "3"),
    "tallies": ("--rounds", "2"),
    "forecast": ("--workers", "40", "--futures", "500"),
    "encryption": ("--rounds", "3"),
}


def sizes_of(part: str, sizes: Sequence[int]) -> list[int]:
    """Which of the sizes a part measures."""
    if part == "sessions":
        return [max((each for each in sizes if each <= LARGEST_SERVED), default=min(sizes))]
    if part == "encryption":
        return [min(1000, max(sizes))]
    return list(sizes)


def command(part: str, sizes: Sequence[int], *, quick: bool) -> list[str]:
    """How a part is run."""
    script = Path(__file__).resolve().parent / f"{part}.py"
    asked = ",".join(map(str, sizes_of(part, sizes)))
    more = [
        *(FORECAST_SPEED if part == "forecast" else ()),
        *(QUICK.get(part, ()) if quick else ()),
    ]
    kept = [] if quick else ["--json", str(telling.FOLDER / f"{part}.json")]
    return [sys.executable, str(script), "--sizes", asked, *kept, *more]


def fill(sizes: Sequence[int]) -> list[dict[str, object]]:
    """Make the stores that are not kept yet; rows, megabytes and seconds of each."""
    return [
        {
            "cases": store.cases,
            "rows": store.rows,
            "MB": round(store.size / 1024**2),
            "seconds": store.seconds,
        }
        for store in map(kept_store, sizes)
    ]


def main() -> int:
    """Run the parts; exit code 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default=os.environ.get("BENCH_SIZES") or telling.SIZES)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    sizes = telling.sizes(asked.sizes)
    stores = fill(sizes)
    print(telling.table(stores, left=0), flush=True)
    failed = []
    for part in asked.parts.split(","):
        began = time.perf_counter()
        print(f"\n## {part}\n", flush=True)
        if subprocess.run(command(part, sizes, quick=asked.quick), check=False).returncode:
            failed.append(part)
        print(f"\n{part}: {time.perf_counter() - began:.0f} s", flush=True)
    if not asked.quick:
        telling.keep(telling.FOLDER / "stores.json", stores)
        performance.write()
    print(f"\nFailed: {', '.join(failed) or 'nothing'}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
