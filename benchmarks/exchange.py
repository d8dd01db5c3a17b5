"""How fast lists go out and in, beside a plain load of the same files by pandas into SQLite.

    python benchmarks/exchange.py [--sizes 60,1000,10000] [--rounds 1] [--json FILE]

Every part is a process of its own (`python -m db export` and `import` as a person calls them), so
that its peak memory is its own; starting Python and opening the store count. They take turns.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy, rmtree
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import telling
from benchmarks.grown import kept_store

PROJECT = Path(__file__).resolve().parent.parent
PLAIN = "plain load, pandas and SQLite"
MEGABYTE = 1024
"""The kernel tells peak memory in kilobytes."""


REFUSED = 1
"""The exit code of a command that refuses in a sentence."""


class Failed(Exception):
    """A part ended with another exit code than 0, and was not one that may be refused."""


@dataclass(slots=True)
class Part:
    """What is measured: a command, over a store, and what is in its way when it starts."""

    name: str
    command: Sequence[str]
    store: Path
    clear: Sequence[Path]
    may_be_refused: bool = False
    refused: bool = False
    """A workbook or an import has not room for all."""
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Once, from the same beginning each time. Raises Failed."""
        for path in self.clear:
            _remove(path)
        address = f"duckdb:///{self.store}"
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=PROJECT,
            env={**os.environ, "UNGESPOR_DATABASE_URL": address},
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds.append(time.perf_counter() - began)
        self.megabytes.append(usage.ru_maxrss / MEGABYTE)
        code = os.waitstatus_to_exitcode(status)
        self.refused = self.may_be_refused and code == REFUSED
        if code and not self.refused:
            raise Failed(self.name)


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    path.unlink(missing_ok=True)


def parts(folder: Path, cases: int) -> list[Part]:
    """Out to a folder of CSV files and to a workbook, in again, and the plain load."""
    store = folder / "full.duckdb"
    for each in (kept := kept_store(cases).path).parent.glob(f"cases_{cases}.*"):
        copy(each, folder / each.name.replace(kept.stem, "full"))
    lists, book = folder / "lists", folder / "lists.xlsx"
    empty, plain = folder / "empty.duckdb", folder / "plain.sqlite"
    load = str(Path(__file__).resolve().parent / "rivals" / "plain_load.py")
    emptied = [empty, empty.with_suffix(".duckdb.wal")]
    return [
        Part("export to CSV files", ["-m", "db", "export", str(lists)], store, [lists]),
        Part(
            "export to a workbook",
            ["-m", "db", "export", str(book)],
            store,
            [book],
            may_be_refused=True,
        ),
        Part(
            "import of the CSV files",
            ["-m", "db", "import", "--any-size", str(lists)],
            empty,
            emptied,
            may_be_refused=True,
        ),
        Part(PLAIN, [load, str(lists), str(plain)], empty, [plain]),
    ]


def measured(folder: Path, cases: int, rounds: int) -> list[Part]:
    """Everything in turn, so many times."""
    found = parts(folder, cases)
    for _ in range(rounds):
        for part in found:
            part.run()
    return found


def lines(found: Sequence[Part], cases: int) -> list[dict[str, object]]:
    """Seconds, megabytes, and both beside those of the plain load."""
    plain = next(part for part in found if part.name == PLAIN)
    seconds, megabytes = median(plain.seconds), median(plain.megabytes)
    return [
        {
            "part": f"{part.name}: refused, too much for one" if part.refused else part.name,
            "cases": cases,
            "seconds": round(median(part.seconds), 1),
            "MB": round(median(part.megabytes)),
            "time, to the plain load": round(median(part.seconds) / seconds, 2),
            "memory, to the plain load": round(median(part.megabytes) / megabytes, 2),
        }
        for part in found
    ]


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    found: list[dict[str, object]] = []
    for cases in asked.sizes:
        with tempfile.TemporaryDirectory() as name:
            found += lines(measured(Path(name), cases, asked.rounds), cases)
    print(telling.table(found))
    telling.keep(asked.json, found)


if __name__ == "__main__":
    main()
