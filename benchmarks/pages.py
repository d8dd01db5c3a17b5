"""How fast the pages are, as a ratio to an empty page measured in the same minutes.

    python benchmarks/pages.py [--sizes 60,10000] [--reruns 20] [--only status,tasks] [--json FILE]

Each page is run again in closed loops of ten, in turn with all others, so that what else the
machine does falls on all alike. A ratio below 1 means: faster than the empty page beside it. The
processor's share tells more than the clock where the machine has other work.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import telling
from benchmarks.servers import Server, app_server, default_server, empty_server, running
from benchmarks.shown import Shown, every
from benchmarks.stores import Filled, filled_store
from benchmarks.telling import milliseconds, quantile
from benchmarks.websocket_client import Address, PageBroken, Visit, first_page, visiting

TUNED, DEFAULT = "empty page, same settings", "empty page, defaults"
LOOP = 10
"""Reruns in one closed loop: each is sent when the one before has ended."""

Started = dict[tuple[str, int], tuple[Server, Address]]
"""Servers by kind and cases (0: an empty page), with the page that each is asked for first."""


@dataclass(slots=True)
class Target:
    """A page that is measured; lists of seconds."""

    name: str
    size: int
    address: Address
    heading: str = ""
    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    elements: int = 0
    charts: int = 0
    problem: str = ""
    """Why it was given up."""


@dataclass(slots=True)
class Start:
    """A server as it starts: seconds to its first page, each time alone, and its most memory."""

    kind: str
    size: int
    seconds: list[float] = field(default_factory=list)
    megabytes: float | None = None


def page_targets(pages: Sequence[Shown], filled: Filled, port: int) -> list[Target]:
    """The pages over one store, each for who may open it."""
    return [
        Target(each.name, filled.grown.cases, _address(each, filled, port), each.heading)
        for each in pages
    ]


def _address(page: Shown, filled: Filled, port: int) -> Address:
    query = page.query.format(
        case=filled.case,
        meeting=filled.meeting,
        waiting=filled.waiting,
        assessing=filled.assessing,
    )
    cookie = filled.screen if page.screen else filled.sessions[page.role]
    return Address(port, page.page, query, cookie)


def measure(targets: Sequence[Target], firsts: int, reruns: int) -> None:
    """First pages, then reruns in rounds of closed loops.

    The first rerun of a loop comes after a rest and is not counted. A page that breaks, or does not
    answer within a minute, is given up and told of.
    """
    for _ in range(firsts):
        for target in _whole(targets):
            with _given_up(target):
                target.first.append(first_page(target.address).seconds)
    with ExitStack() as stack:
        visits = [(each, stack.enter_context(visiting(each.address))) for each in _whole(targets)]
        for target, visit in visits:
            with _given_up(target):
                _warm(target, visit)
        for _ in range(-(-reruns // LOOP)):
            for target, visit in visits:
                with _given_up(target):
                    _loop(target, visit)


def _whole(targets: Sequence[Target]) -> list[Target]:
    return [each for each in targets if not each.problem]


@contextmanager
def _given_up(target: Target) -> Iterator[None]:
    try:
        yield
    except (PageBroken, TimeoutError, ConnectionError) as error:
        target.problem = f"{type(error).__name__}: {error}"[:200]
        print(f"{target.name} at {target.size} cases: {target.problem}", flush=True)


def _warm(target: Target, visit: Visit) -> None:
    """Two runs that do not count. Raises PageBroken where it is not the page asked for."""
    for run in (visit.first_run(), visit.rerun()):
        if target.size and target.heading not in run.texts:
            raise PageBroken(f"not {target.heading} was shown, but {run.texts}")
        target.elements, target.charts = run.elements, run.charts


def _loop(target: Target, visit: Visit) -> None:
    if not target.problem:
        visit.rerun()
        target.reruns += [visit.rerun().seconds for _ in range(LOOP)]


def measured(
    sizes: Sequence[int], pages: Sequence[Shown], firsts: int, reruns: int, cold: int
) -> tuple[list[Target], list[Start]]:
    """Start everything, measure, and end everything."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, log = Path(name), Path(name) / "servers.log"
        stores = {size: filled_store(folder, size) for size in sizes}
        servers = _servers(folder, stores)
        starts = _cold_starts(servers, cold, log)
        up = {key: stack.enter_context(running(*started, log)) for key, started in servers.items()}
        targets = [Target(kind, 0, Address(up[kind, 0].port)) for kind in (TUNED, DEFAULT)]
        for size, filled in stores.items():
            targets += page_targets(pages, filled, up["app", size].port)
        measure(targets, firsts, reruns)
        for start in starts:
            start.megabytes = up[start.kind, start.size].memory
        return targets, starts


def _servers(folder: Path, stores: Mapping[int, Filled]) -> Started:
    found: Started = {
        (TUNED, 0): (empty_server(folder), Address(0)),
        (DEFAULT, 0): (default_server(folder), Address(0)),
    }
    for size, each in stores.items():
        home = Address(0, "status", "", each.sessions["project_lead"])
        found["app", size] = (app_server(each.url, folder), home)
    return found


def _cold_starts(servers: Started, times: int, log: Path) -> list[Start]:
    """Start each alone, in rounds, and take the time to its first page."""
    found = {key: Start(*key) for key in servers}
    for _ in range(times):
        for key, started in servers.items():
            with running(*started, log) as each:
                found[key].seconds.append(each.cold)
    return list(found.values())


# ---------------------------------------------------------------- what is told


def lines(targets: Sequence[Target]) -> list[dict[str, object]]:
    """Milliseconds and ratios of each target."""
    by_name = {each.name: each for each in targets if not each.size}
    return [_line(each, by_name[TUNED], by_name[DEFAULT]) for each in targets]


def _line(target: Target, tuned: Target, default: Target) -> dict[str, object]:
    if target.problem:
        return {"page": target.name, "cases": target.size, "problem": target.problem}
    p50, p95 = (quantile(target.reruns, share) for share in (0.5, 0.95))
    return {
        "page": target.name,
        "cases": target.size,
        "elements": target.elements,
        "charts": target.charts,
        "rerun_ms": milliseconds(target.reruns),
        "rerun_p95_ms": milliseconds(target.reruns, 0.95),
        "to_tuned": round(p50 / quantile(tuned.reruns, 0.5), 2),
        "to_default": round(p50 / quantile(default.reruns, 0.5), 2),
        "p95_to_default": round(p95 / quantile(default.reruns, 0.95), 2),
        "first_ms": milliseconds(target.first),
        "first_to_default": round(quantile(target.first, 0.5) / quantile(default.first, 0.5), 2),
    }


def start_lines(starts: Sequence[Start]) -> list[dict[str, object]]:
    """Cold starts and peak memory by server."""
    return [
        {
            "server": each.kind,
            "cases": each.size,
            "cold_s": round(quantile(each.seconds, 0.5), 2) if each.seconds else None,
            "peak_mb": each.megabytes,
        }
        for each in starts
    ]


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__)
    parser.add_argument("--firsts", type=int, default=5, help="first pages of each")
    parser.add_argument("--reruns", type=int, default=20)
    parser.add_argument("--cold", type=int, default=3, help="cold starts of each server")
    parser.add_argument("--only", default="", help="pages, with commas between")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    pages = [each for each in every() if not only or each.page in only]
    targets, starts = measured(asked.sizes, pages, asked.firsts, asked.reruns, asked.cold)
    found, begun = lines(targets), start_lines(starts)
    print(telling.table(begun) + "\n\n" + telling.table(found))
    telling.keep(asked.json, found, starts=begun)


if __name__ == "__main__":
    main()
