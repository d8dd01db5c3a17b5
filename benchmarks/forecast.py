"""The forecast: how fast it is, and how often it was right.

    python benchmarks/forecast.py [--workers 200] [--futures 10000] [--sizes 60,1000] [--speed-only]

Speed: one run for an invented programme of so many workers, beside the same futures lived one young
person at a time in plain Python; and one for each store, with the reading of what has happened.
Back-test: the store is put back to a day, the forecast made from what was known then, and held
against what came; of the demo store, of a larger one, and of invented programmes that live as the
model believes, where eight in ten should come out between the ends.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import telling
from benchmarks.opened import opened_copy
from benchmarks.programme import FIRST, Plan, days_between, lived
from core.codes import Method
from core.forecast.model import forecast
from core.forecast.standing import free_now, standing
from core.records.forecast import History
from core.settings import Settings

ON = date(2026, 11, 23)
AHEAD = (1, 2, 3, 6, 9, 12)
"""Months ahead that are printed."""

FEW = 2_000
"""Futures of each forecast in a back-test."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A forecast of free places beside what came."""

    method: Method
    months: int
    low: int
    median: int
    high: int
    came: int

    @property
    def inside(self) -> bool:
        """Whether it came out between the ends."""
        return self.low <= self.came <= self.high


def back_test(history: History, days: Iterable[date], futures: int = FEW) -> Iterator[Compared]:
    """Every forecast of the days for every month-end that has passed since."""
    for day in days:
        made = forecast(standing(history, day, Settings()), futures=futures)
        for method, answer in made.methods.items():
            for months, told in enumerate(answer.months, start=1):
                if told.day <= history.on:
                    free = told.free
                    came = came_true(history, told.day)[method]
                    yield Compared(
                        method, months, free.low or 0, free.median or 0, free.high or 0, came
                    )


@cache
def came_true(history: History, day: date) -> dict[Method, int]:
    """The free places of a day that has passed."""
    return free_now(standing(history, day, Settings()))


def told(found: Sequence[Compared]) -> str:
    """Coverage of the 80 % interval and bias, by method and months ahead, as a Markdown table."""
    lines = [
        "| method | months ahead | forecasts | inside the 80 % interval | width | came - median |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for (method, months), own in sorted(_grouped(found).items()):
        inside, width = mean(each.inside for each in own), mean(e.high - e.low for e in own)
        bias = mean(each.came - each.median for each in own)
        lines.append(
            f"| {method} | {months} | {len(own)} | {inside:.0%} | {width:.1f} | {bias:+.1f} |"
        )
    inside = mean(each.inside for each in found)
    lines.append(f"| all | 1-12 | {len(found)} | {inside:.0%} | | |")
    return "\n".join(lines)


def _grouped(found: Sequence[Compared]) -> dict[tuple[str, int], list[Compared]]:
    grouped: dict[tuple[str, int], list[Compared]] = defaultdict(list)
    for each in found:
        if each.months in AHEAD:
            grouped[each.method.value, each.months].append(each)
    return grouped


# ---------------------------------------------------------------- the stores and programmes


def demo_history(folder: Path, cases: int) -> History:
    """What happened in a demo store of that many young people."""
    from db.demo import fill  # noqa: PLC0415 — only where a store is made
    from db.engine import close_store, open_store  # noqa: PLC0415
    from db.migrate import migrate  # noqa: PLC0415
    from db.queries.forecast import history  # noqa: PLC0415

    migrate(open_store(f"duckdb:///{folder / f'forecast_{cases}.duckdb'}"))
    fill(on=ON, young_people=cases)
    found = history(ON)
    close_store()
    return found


def of_demo(folder: Path, cases: int) -> list[Compared]:
    """The demo store, put back to every fourth week of its last year but the last month."""
    days = days_between(ON - timedelta(days=365), ON - timedelta(days=31), 28)
    return list(back_test(demo_history(folder, cases), days))


def of_programmes(number: int, plan: Plan) -> list[Compared]:
    """Invented programmes of five years, each put back to one day after three and a half years."""
    found: list[Compared] = []
    for seed in range(number):
        past = lived(plan, days=5 * 365, seed=seed)
        found += back_test(past, [FIRST + timedelta(days=3 * 365 + 180 + seed % 30)], 1_000)
    return found


# ---------------------------------------------------------------- speed


def large_plan(workers: int, *, both: int) -> Plan:
    """A programme of so many workers, nearly full; nearly half are coordinators."""
    coordinators = workers * 9 // 20
    icm = (workers - coordinators - both) // 2
    cti = workers - coordinators - both - icm
    return Plan(coordinators, cti, icm, both, referrals=coordinators * 23)


def speed(workers: int, both: int, futures: int, rounds: int = 3) -> dict[str, object]:
    """Seconds of one run, the best of some; and how many times as long plain Python takes."""
    plan = large_plan(workers, both=both)
    past = lived(plan, days=3 * 365, seed=1)
    known = standing(past, past.on, Settings())
    taken = sum(len(running) for running in known.running.values())
    runs = [_timed(lambda: forecast(known, futures=futures)) for _ in range(rounds)]
    wall, processor = min(runs), min(used for _, used in runs)
    _, year = _timed(lambda: lived(plan, days=365, seed=1))
    return {
        "of": "a programme",
        "workers": len(known.hands),
        "with both methods": both,
        "places taken": taken,
        "futures": futures,
        "history": None,
        "seconds": round(wall[0], 2),
        "processor": round(processor, 2),
        "plain Python, times as long": round(year * futures / processor),
    }


def of_store(cases: int, futures: int) -> dict[str, object]:
    """Seconds to read what has happened in a store, and of one run from it."""
    from db.queries.forecast import history  # noqa: PLC0415 — only where a store is opened

    with opened_copy(cases) as (_, grown, _folder):
        began = time.perf_counter()
        past = history(grown.day)
        read = time.perf_counter() - began
    known = standing(past, past.on, Settings())
    wall, processor = _timed(lambda: forecast(known, futures=futures))
    return {
        "of": f"the store of {cases:,} cases",
        "workers": len(known.hands),
        "with both methods": sum(_both(hand.methods) for hand in known.hands),
        "places taken": sum(len(running) for running in known.running.values()),
        "futures": futures,
        "history": round(read, 2),
        "seconds": round(wall, 2),
        "processor": round(processor, 2),
    }


def _both(methods: Collection[Method]) -> bool:
    return {Method.CTI, Method.ICM}.issubset(methods)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__, "60,1000")
    parser.add_argument("--workers", type=int, default=200)
    parser.add_argument("--futures", type=int, default=10_000)
    parser.add_argument("--programmes", type=int, default=40, help="invented programmes")
    parser.add_argument("--speed-only", action="store_true")
    asked = parser.parse_args()
    found = [speed(asked.workers, both, asked.futures) for both in (0, asked.workers // 20)]
    found += [of_store(cases, asked.futures) for cases in asked.sizes]
    print(telling.table(found), flush=True)
    telling.keep(asked.json, found)
    if asked.speed_only:
        return
    with tempfile.TemporaryDirectory() as name:
        for cases in asked.sizes:
            print(f"\nBack-test, demo store of {cases}:")
            print(told(of_demo(Path(name), cases)))
    full = Plan(cti=1, icm=1)
    for about, plan in (("with room", Plan()), ("with too few support workers", full)):
        print(f"\nBack-test, {asked.programmes} invented programmes, {about}:")
        print(told(of_programmes(asked.programmes, plan)))


if __name__ == "__main__":
    main()
