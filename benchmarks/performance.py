"""Make docs/performance.md of the figures in docs/performance/*.json. Never edited by hand.

python benchmarks/performance.py
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.aims import AIMS, LARGE, SMALL, WORST, Aim, Figures, Found
from benchmarks.causes import CAUSES
from benchmarks.telling import FOLDER, exponent, table

PAGE = FOLDER.with_suffix(".md")
HEAD = """# How fast

Made by `make bench` (`benchmarks/performance.py`) from the figures in `docs/performance/`; not
edited by hand. Figures of one machine tell little of another: what counts are the ratios to the
empty page, to SQLite and to pandas, which were measured in turn with ours in the same minutes.
`BENCH_SIZES=60,1000 make bench` is a quick way; the usual sizes are 60, 1,000 and 10,000 cases, and
`BENCH_SIZES=60,1000,10000,100000` measures all. Each part runs alone too:
`python benchmarks/pages.py --sizes 60 --only status`.

The load is how many processes wanted a core in the minute before a part ended, its own among them.
Where it is far above the number of cores, other work took the machine: milliseconds are too
long then, and processor time and ratios are what can be read.
"""
TITLES = {
    "stores": "The stores, and filling them",
    "pages": "Pages, one session in a closed loop (milliseconds)",
    "sessions": "People at once (milliseconds)",
    "saves": "A save of each kind (milliseconds)",
    "reads": "List, search and one case (milliseconds)",
    "tallies": "All tallies of the results page (milliseconds; times as long as ours)",
    "exchange": "Lists out and in, to pandas reading the files into SQLite unchecked",
    "forecast": "The forecast",
    "encryption": "What encryption costs (processor time)",
}
"""The parts in the order of the page."""

GROWTH = {
    "pages": ("page", "rerun_ms"),
    "saves": ("save", "ms"),
    "reads": ("read", "ms"),
    "tallies": ("period", "ours_ms"),
    "exchange": ("part", "seconds"),
}
"""Whose growth is told: the part, what a line is of, and its time."""

HIDDEN = ("said",)


def figures(folder: Path = FOLDER) -> dict[str, Any]:
    """The files of the parts that were measured, by part."""
    files = sorted(folder.glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def page(found: Figures) -> str:
    """The whole page, as Markdown."""
    blocks = [HEAD, "## Where\n", _machines(found), "## Aims, at 10,000 cases\n", _aims(found)]
    for part, title in TITLES.items():
        if part in found:
            blocks += [f"## {title}\n", *_part(part, found[part])]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _machines(found: Figures) -> str:
    """One line a machine and day; the load says what else ran."""
    told: dict[str, list[str]] = {}
    for part, each in found.items():
        said = ", ".join(f"{name} {value}" for name, value in each["machine"].items())
        told.setdefault(said, []).append(f"{part} ({each['day']}, load {each['load']})")
    return "\n\n".join(f"{said}.\n\nMeasured: {', '.join(of)}." for said, of in told.items())


def _aims(found: Figures) -> str:
    rows = [_aim(aim, list(aim.find(found))) for aim in AIMS]
    return table(rows, left=6)


def _aim(aim: Aim, found: Sequence[Found]) -> dict[str, object]:
    missed = aim.missed(found)
    worst = sorted(found, key=lambda each: each.value, reverse=not aim.least)[:1]
    named = ", ".join(f"{each.who} {each.value}".strip() for each in missed[:WORST])
    more = f" and {len(missed) - WORST} more" if len(missed) > WORST else ""
    state = "not measured" if not found else f"{len(found) - len(missed)} of {len(found)}"
    return {
        "aim": aim.said,
        "limit": f"{'≥' if aim.least else '≤'} {aim.limit:g}",
        "reached": "yes" if found and not missed else "no" if missed else "–",
        "figure": state if not found or len(found) > 1 else f"{found[0].value:g}",
        "worst": (named + more) if missed else f"{worst[0].who} {worst[0].value}" if worst else "",
        "why not": CAUSES.get(aim.said, "") if missed else "",
    }


def _part(part: str, told: Mapping[str, Any]) -> Iterator[str]:
    lines = [
        {name: value for name, value in line.items() if name not in HIDDEN}
        for line in told["lines"]
    ]
    if "starts" in told:
        yield table(told["starts"])
    yield table([_whole(line, lines[0]) for line in lines], left=2 if part == "reads" else 1)
    if part in GROWTH and (grown := list(_growth(lines, *GROWTH[part]))):
        yield "Growth (exponent: 0 does not grow, 1 grows with the cases):"
        yield table(grown)


def _whole(line: Mapping[str, Any], first: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: line.get(name) for name in first}
    return told | ({"elements": line["problem"]} if "problem" in line else {})


def _growth(lines: Sequence[Mapping[str, Any]], of: str, time: str) -> Iterator[dict[str, Any]]:
    """Between 1,000 and 100,000 cases, or the largest there is."""
    largest = max((line["cases"] for line in lines), default=0)
    large = min(largest, LARGE)
    at = {(line.get("who"), line[of], line["cases"]): line.get(time) for line in lines}
    for (who, name, cases), ended in at.items():
        begun = at.get((who, name, SMALL))
        if cases == large > SMALL and begun and ended:
            said = exponent((SMALL, begun), (large, ended))
            yield {of: f"{who}: {name}" if who else name, f"{SMALL:,} to {large:,}": said}


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(figures()), encoding="utf-8")


if __name__ == "__main__":
    write()
