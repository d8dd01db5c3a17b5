"""What is aimed at, each with where its figure is found: reached, missed, or not measured."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.telling import exponent

Lines = Sequence[Mapping[str, Any]]
Figures = Mapping[str, Mapping[str, Any]]
"""The files of the parts, by part."""

SIZE = 10_000
"""Cases at which the aims hold, where nothing else is said."""

SMALL, LARGE = 1_000, 100_000
"""Between these sizes growth is told."""

CROWD = 50
WORST = 5
"""So many of what misses an aim are named."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, and whose it is."""

    value: float
    who: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to stay within (or, where `least`, to reach), asked of the figures."""

    said: str
    limit: float
    find: Callable[[Figures], Iterable[Found]]
    least: bool = False

    def missed(self, found: Sequence[Found]) -> list[Found]:
        """Those on the wrong side, the worst first."""
        wrong = [each for each in found if self._wrong(each.value)]
        return sorted(wrong, key=lambda each: each.value, reverse=not self.least)

    def _wrong(self, value: float) -> bool:
        return value < self.limit if self.least else value > self.limit


def of(figures: Figures, part: str, key: str = "lines", **like: object) -> Lines:
    """The lines of a part that say this; none where it was not measured."""
    lines: Lines = figures.get(part, {}).get(key, ())
    return [
        line
        for line in lines
        if all(line.get(name) == value for name, value in like.items()) and "problem" not in line
    ]


def _pages(key: str, *, charts: bool | None = None) -> Callable[[Figures], Iterable[Found]]:
    return lambda figures: [
        Found(line[key], line["page"])
        for line in of(figures, "pages", cases=SIZE)
        if charts is None or charts == bool(line["charts"])
    ]


def _failed(figures: Figures) -> Iterable[Found]:
    lines = figures.get("pages", {}).get("lines", ())
    broken = [line for line in lines if "problem" in line and line["cases"] == SIZE]
    return [Found(1, line["page"]) for line in broken] or ([Found(0)] if lines else [])


def _reads(*names: str) -> Callable[[Figures], Iterable[Found]]:
    return lambda figures: [
        Found(line["ms"], line["read"])
        for line in of(figures, "reads", cases=SIZE, who="ours")
        if line["read"] in names
    ]


def _saves(figures: Figures) -> Iterable[Found]:
    return [
        Found(line["ms"], line["save"])
        for line in of(figures, "saves", cases=SIZE)
        if ": " not in line["save"]
    ]


def _tallies(key: str) -> Callable[[Figures], Iterable[Found]]:
    return lambda figures: [
        Found(line[key], line["period"]) for line in of(figures, "tallies", cases=SIZE)
    ]


def _kept_to_sqlite(figures: Figures) -> Iterable[Found]:
    return [
        Found(round(line["SQLite_ms"] / line["kept_ms"]), line["period"])
        for line in of(figures, "tallies", cases=SIZE)
    ]


def _start(key: str) -> Callable[[Figures], Iterable[Found]]:
    return lambda figures: [
        Found(line[key]) for line in of(figures, "pages", "starts", server="app", cases=SIZE)
    ]


def _crowd(key: str) -> Callable[[Figures], Iterable[Found]]:
    return lambda figures: [
        Found(line[key]) for line in of(figures, "sessions", server="app", people=CROWD)
    ]


def _to_one(figures: Figures) -> Iterable[Found]:
    many = of(figures, "sessions", server="app", people=CROWD)
    one = of(figures, "sessions", server="app", people=1)
    return [
        Found(round(a["rerun_p95_ms"] / b["rerun_p95_ms"], 2))
        for a, b in zip(many, one, strict=False)
    ]


def _growth(part: str, by: str, time: str, **like: object) -> Callable[[Figures], Iterable[Found]]:
    def found(figures: Figures) -> Iterable[Found]:
        small = {line[by]: line[time] for line in of(figures, part, cases=SMALL, **like)}
        for line in of(figures, part, cases=LARGE, **like):
            if line[by] in small:
                yield Found(exponent((SMALL, small[line[by]]), (LARGE, line[time])), line[by])

    return found


AIMS = (
    Aim("every page answers, without a fault", 0, _failed),
    Aim("a page's rerun, to the empty page under defaults", 1, _pages("to_default")),
    Aim("the same at the 95th percentile", 1, _pages("p95_to_default")),
    Aim("a page's rerun, to the empty page tuned", 4, _pages("to_tuned", charts=False)),
    Aim("a page with charts, to the empty page tuned", 8, _pages("to_tuned", charts=True)),
    Aim("list and search in the store, again (ms)", 30, _reads("list, again", "search, again")),
    Aim(
        "list and search in the store, after a save (ms)",
        30,
        _reads("list, after a save", "search, after a save"),
    ),
    Aim("one case in the store (ms)", 10, _reads("a case not looked at before")),
    Aim("a save in the store (ms)", 10, _saves),
    Aim("all tallies, as they are between two writes (ms)", 30, _tallies("kept_ms")),
    Aim("the same, to SQLite (times as fast)", 20, _kept_to_sqlite, least=True),
    Aim("all tallies, made anew (ms)", 30, _tallies("ours_ms")),
    Aim("all tallies made anew, to SQLite (times as fast)", 20, _tallies("SQLite"), least=True),
    Aim("cold start to the first page (s)", 3, _start("cold_s")),
    Aim("50 people, rerun at the 95th percentile (ms)", 100, _crowd("rerun_p95_ms")),
    Aim("the same, to what one person sees", 1.5, _to_one),
    Aim("50 people, faults", 0, _crowd("errors")),
    Aim("50 people within eight seconds, first page p95 (ms)", 5000, _crowd("first_p95_ms")),
    Aim("memory at 50 people (MB)", 400, _crowd("peak_mb")),
    Aim("growth of a page's rerun", 0.3, _growth("pages", "page", "rerun_ms")),
    Aim("growth of the tallies", 0.7, _growth("tallies", "period", "ours_ms")),
)
