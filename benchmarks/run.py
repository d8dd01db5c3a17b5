"""How fast the pages are, as a ratio to an empty page measured in the same minutes.

    python benchmarks/run.py [--sizes 60,5000] [--reruns 40] [--json FILE]

Each page is run again in closed loops of ten, in turn with all others, so that what else the
machine does falls on all alike. A ratio below 1 means: faster than the empty page beside it.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from servers import Running, Server, app_server, default_server, empty_server, running
from stores import Filled, filled_store
from websocket_client import Address, PageBroken, Visit, first_page, visiting

TUNED, DEFAULT = "empty page, same settings", "empty page, defaults"
FIRST_PAGES = 15
LEAST_RERUNS = 30
LOOP = 10
"""Reruns in one closed loop: each is sent when the one before has ended."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the table names it, its address, and the title by which it is known."""

    name: str
    page: str
    query: str = ""
    title: str = ""
    screen: bool = False
    """Whether it is asked for by the session that shows it on a large screen."""


_MEETING = "Netværksmøde"
PAGES = (
    Shown("Status", "status"),
    Shown("Påmindelser", "notices"),
    Shown("Unge", "young_people"),
    Shown("Forløb", "young_person", "case={case}"),
    Shown("Netværksmøde: samtykke", "network_meeting", "case={case}&part=consent", _MEETING),
    Shown("Netværksmøde: møder", "network_meeting", "case={case}&part=meetings", _MEETING),
    Shown("Netværksmøde: dokumenter", "network_meeting", "case={case}&part=documents", _MEETING),
    Shown(
        "Mødet på storskærm", "meeting_screen", "case={case}&meeting={meeting}", "Dit møde", True
    ),
    Shown("Netværkskort", "network_map", "case={case}"),
    Shown("Hvem ved hvad om dig?", "about_me", "case={case}"),
    Shown("Støtteforløb", "support_phase", "case={case}&part=support"),
    Shown("Opgaver", "tasks"),
    Shown("Kontakter", "contacts"),
    Shown("Sagsstammer", "caseload"),
    Shown("Boliger", "housing"),
    Shown("Frivillige", "volunteers"),
    Shown("Økonomi", "costs"),
    Shown("Prognose", "forecast"),
    Shown("Fidelitet", "fidelity"),
    Shown("Fidelitet: praksis i tal", "fidelity", "part=practice", "Fidelitet"),
    Shown("Implementering", "implementation"),
    Shown("Videndeling", "knowledge_sharing"),
    Shown("Casemøder", "case_reviews", title="Casemøder og læring"),
    Shown("Casemøder: på tværs", "case_reviews", "view=cross", "Casemøder og læring"),
    Shown("Stemmer", "voices"),
    Shown("Kurser og supervision", "competences"),
    Shown("Medarbejderundersøgelse", "survey"),
)


@dataclass(slots=True)
class Target:
    """A page that is measured; lists of seconds."""

    name: str
    size: int | None
    address: Address
    cold: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    elements: int = 0
    title: str = ""


def quantile(values: Sequence[float], share: float) -> float:
    """By linear interpolation."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def page_targets(size: int, filled: Filled, port: int) -> list[Target]:
    """The pages over one store, for a project leader."""
    return [
        Target(each.name, size, _address(each, filled, port), title=each.title or each.name)
        for each in PAGES
    ]


def _address(page: Shown, filled: Filled, port: int) -> Address:
    query = page.query.format(case=filled.case, meeting=filled.meeting)
    return Address(port, page.page, query, filled.screen if page.screen else filled.cookie)


def measure(targets: Sequence[Target], reruns: int) -> None:
    """First pages, then reruns in rounds of closed loops.

    The first rerun of a loop comes after a rest and is not counted.
    """
    for _ in range(FIRST_PAGES):
        for target in targets:
            target.first.append(first_page(target.address).seconds)
    with ExitStack() as stack:
        visits = [(each, stack.enter_context(visiting(each.address))) for each in targets]
        for target, visit in visits:
            target.elements = _warm(target, visit)
        for _ in range(-(-reruns // LOOP)):
            for target, visit in visits:
                visit.rerun()
                target.reruns += [visit.rerun().seconds for _ in range(LOOP)]


def _warm(target: Target, visit: Visit) -> int:
    """Two runs that do not count. Raises PageBroken where it is not the page asked for."""
    for run in (visit.first_run(), visit.rerun()):
        if target.size is not None and target.title not in run.texts:
            raise PageBroken(f"{target.name} is not what was shown, but {run.texts}")
    return run.elements


def measured(sizes: Sequence[int], reruns: int, cold: int) -> list[Target]:
    """Start everything, measure, and end everything."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        stores = {size: filled_store(folder, size) for size in sizes}
        servers: dict[tuple[str, int | None], tuple[Server, Address]] = {
            (TUNED, None): (empty_server(folder), Address(0)),
            (DEFAULT, None): (default_server(folder), Address(0)),
            **{
                ("app", size): (app_server(each.url, folder), Address(0, "status", "", each.cookie))
                for size, each in stores.items()
            },
        }
        log = folder / "servers.log"
        colds = _cold_starts(servers, cold, log)
        up = {key: stack.enter_context(running(*started, log)) for key, started in servers.items()}
        targets = _targets(up, stores, colds)
        measure(targets, reruns)
        return targets


def _cold_starts(
    servers: dict[tuple[str, int | None], tuple[Server, Address]], times: int, log: Path
) -> dict[tuple[str, int | None], list[float]]:
    """Start each alone, in rounds, and take the time to its first page."""
    found: dict[tuple[str, int | None], list[float]] = {key: [] for key in servers}
    for _ in range(times):
        for key, started in servers.items():
            with running(*started, log) as each:
                found[key].append(each.cold)
    return found


def _targets(
    up: dict[tuple[str, int | None], Running],
    stores: dict[int, Filled],
    colds: dict[tuple[str, int | None], list[float]],
) -> list[Target]:
    empties = [
        Target(name, None, Address(up[name, None].port), cold=colds[name, None])
        for name in (TUNED, DEFAULT)
    ]
    pages = []
    for size, filled in stores.items():
        mine = page_targets(size, filled, up["app", size].port)
        mine[0].cold = colds["app", size]
        pages += mine
    return empties + pages


# ---------------------------------------------------------------- what is told


def lines(targets: Sequence[Target]) -> list[dict[str, object]]:
    """Milliseconds and ratios of each target."""
    by_name = {each.name: each for each in targets if each.size is None}
    return [_line(each, by_name[TUNED], by_name[DEFAULT]) for each in targets]


def _line(target: Target, tuned: Target, default: Target) -> dict[str, object]:
    p50, p95 = quantile(target.reruns, 0.5), quantile(target.reruns, 0.95)
    default_first = quantile(default.first, 0.5)
    return {
        "page": target.name,
        "young_people": target.size,
        "elements": target.elements,
        "rerun_p50_ms": round(p50 * 1000, 1),
        "rerun_p95_ms": round(p95 * 1000, 1),
        "rerun_to_tuned": round(p50 / quantile(tuned.reruns, 0.5), 2),
        "rerun_to_default": round(p50 / quantile(default.reruns, 0.5), 2),
        "rerun_p95_to_default": round(p95 / quantile(default.reruns, 0.95), 2),
        "first_p50_ms": round(quantile(target.first, 0.5) * 1000, 1),
        "first_p95_ms": round(quantile(target.first, 0.95) * 1000, 1),
        "first_to_default": round(quantile(target.first, 0.5) / default_first, 2),
        "cold_ms": round(quantile(target.cold, 0.5) * 1000) if target.cold else None,
        "cold_to_default": _ratio(target.cold, default.cold),
    }


def _ratio(values: Sequence[float], others: Sequence[float]) -> float | None:
    return round(quantile(values, 0.5) / quantile(others, 0.5), 2) if values and others else None


_COLUMNS = (
    ("Page", "page"),
    ("Young people", "young_people"),
    ("Rerun p50 / p95, ms", "rerun"),
    ("to the empty page, same settings", "rerun_to_tuned"),
    ("to the empty page, defaults (p50 / p95)", "default"),
    ("First page p50 / p95, ms", "first"),
    ("to defaults", "first_to_default"),
    ("Cold start, ms", "cold_ms"),
    ("to defaults", "cold_to_default"),
)


def table(measurements: Sequence[dict[str, object]]) -> str:
    """The measurements as a Markdown table."""
    head = "| " + " | ".join(title for title, _ in _COLUMNS) + " |"
    rule = "|" + "|".join(" --- " if key == "page" else " ---: " for _, key in _COLUMNS) + "|"
    return "\n".join([head, rule, *(_row(each) for each in measurements)])


def _row(each: dict[str, object]) -> str:
    cells = {
        **each,
        "rerun": f"{each['rerun_p50_ms']} / {each['rerun_p95_ms']}",
        "first": f"{each['first_p50_ms']} / {each['first_p95_ms']}",
        "default": f"{each['rerun_to_default']} / {each['rerun_p95_to_default']}",
    }
    shown = ["-" if cells[key] is None else str(cells[key]) for _, key in _COLUMNS]
    return "| " + " | ".join(shown) + " |"


def not_reached(measurements: Sequence[dict[str, object]]) -> list[str]:
    """The pages over the largest store that are not below the empty page under defaults."""
    sizes = [each["young_people"] for each in measurements if each["young_people"]]
    largest = max(sizes, key=lambda size: int(str(size)), default=None)
    return [
        f"{each['page']} at {largest} young people, p50 / p95: "
        f"{each['rerun_to_default']} / {each['rerun_p95_to_default']}"
        for each in measurements
        if each["young_people"] == largest
        and max(float(str(each["rerun_to_default"])), float(str(each["rerun_p95_to_default"]))) >= 1
    ]


def main() -> int:
    """Measure and print; exit code 1 where the aim is not reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="60,5000", help="young people, with commas between")
    parser.add_argument("--reruns", type=int, default=40)
    parser.add_argument("--cold", type=int, default=3, help="cold starts of each server")
    parser.add_argument("--json", type=Path, help="write all figures there too")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    found = lines(measured(sizes, max(asked.reruns, LEAST_RERUNS), asked.cold))
    print(table(found))
    missed = not_reached(found)
    print(f"\nNot below the empty page under defaults: {'; '.join(missed) or 'none'}.")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
