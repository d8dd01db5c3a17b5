"""How the program does with 1, 20 and 50 people at once, who read before they click again.

    python benchmarks/sessions.py [--sizes 10000] [--people 1,20,50] [--think 10] [--json FILE]

A fresh server for every crowd; its people come within eight seconds, sign-in done, and each stays
on one of ten pages. Who is alone has each page in turn. Beside it the same crowds in front of the
empty page, under our settings and under Streamlit's defaults. Memory is the server's most.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import telling
from benchmarks.crowd import Crowd, Seen, gathered
from benchmarks.servers import Running, Server, app_server, default_server, empty_server, running
from benchmarks.stores import Filled, filled_store
from benchmarks.telling import milliseconds
from benchmarks.websocket_client import Address

RAMP = 8.0
"""Seconds within which everybody comes."""

ALONE = 1.0
"""Mean seconds that somebody alone thinks: nobody else is waited for."""

PAGES = (
    "status",
    "young_people",
    "tasks",
    "contacts",
    "caseload",
    "housing",
    "notices",
    "competences",
    "knowledge_sharing",
    "case_reviews",
)
"""What everybody opens in the morning: all of them may be seen by every worker."""


def crowds(people: Sequence[int], reruns: int, think: float) -> list[Crowd]:
    """Those that come; who is alone sees as many pages as ten people would."""
    return [Crowd(each, RAMP if each > 1 else 0, reruns, think) for each in people]


def addresses(port: int, filled: Filled | None) -> list[Address]:
    """Where each person goes; to the only page there is where no store is served."""
    if filled is None:
        return [Address(port)]
    return [
        Address(port, PAGES[place % len(PAGES)], "", cookie)
        for place, cookie in enumerate(filled.people)
    ]


def seen_by(crowd: Crowd, up: Running, filled: Filled | None) -> Seen:
    """What the crowd saw. One person goes through all pages, one after the other."""
    goes = addresses(up.port, filled)
    if crowd.people > 1:
        return gathered(crowd, goes)
    seen = Seen()
    for address in goes[: len(PAGES)]:
        one = gathered(Crowd(1, 0, crowd.reruns, min(crowd.think, ALONE)), [address])
        seen.first += one.first
        seen.reruns += one.reruns
        seen.errors += one.errors
    return seen


def measured(
    size: int, people: Sequence[int], reruns: int, think: float
) -> list[dict[str, object]]:
    """Each crowd in front of each server, the empty pages included."""
    found = []
    for crowd in crowds(people, reruns, think):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            filled = filled_store(folder, size)
            served: list[tuple[str, Server, Filled | None]] = [
                ("app", app_server(filled.url, folder), filled),
                ("empty page, same settings", empty_server(folder), None),
                ("empty page, defaults", default_server(folder), None),
            ]
            for kind, server, store in served:
                home = Address(0, "status", "", filled.people[0]) if store else Address(0)
                with running(server, home, folder / "servers.log") as up:
                    seen = seen_by(crowd, up, store)
                    found.append(_line(kind, size, crowd, seen, up.memory))
    return found


def _line(
    kind: str, size: int, crowd: Crowd, seen: Seen, megabytes: float | None
) -> dict[str, object]:
    return {
        "server": kind,
        "cases": size if kind == "app" else 0,
        "people": crowd.people,
        "first_ms": milliseconds(seen.first),
        "first_p95_ms": milliseconds(seen.first, 0.95),
        "rerun_ms": milliseconds(seen.reruns),
        "rerun_p95_ms": milliseconds(seen.reruns, 0.95),
        "errors": len(seen.errors),
        "peak_mb": megabytes,
        "said": sorted(set(seen.errors))[:3],
    }


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__, "10000")
    parser.add_argument("--people", default="1,20,50", help="crowds, with commas between")
    parser.add_argument("--reruns", type=int, default=6)
    parser.add_argument("--think", type=float, default=10.0, help="mean seconds between two clicks")
    asked = parser.parse_args()
    people = [int(each) for each in asked.people.split(",")]
    found = [
        line for size in asked.sizes for line in measured(size, people, asked.reruns, asked.think)
    ]
    print(telling.table(found))
    telling.keep(asked.json, found, think_s=asked.think)


if __name__ == "__main__":
    main()
