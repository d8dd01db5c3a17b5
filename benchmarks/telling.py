"""What every part of the benchmark shares: its arguments, the machine, quantiles, tables, files."""

import argparse
import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from math import log
from pathlib import Path
from typing import Any

from benchmarks.days import today

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "performance"
"""Where the raw figures lie from which the page is made."""

SIZES = "60,1000,10000"
LIBRARIES = ("streamlit", "duckdb", "SQLAlchemy", "pandas", "uvicorn")
GIGABYTE = 1024**3


def parser(doc: str | None, usual: str = SIZES) -> argparse.ArgumentParser:
    """Sizes in cases, and where the figures go."""
    made = argparse.ArgumentParser(description=doc.splitlines()[0] if doc else None)
    made.add_argument("--sizes", default=usual, type=sizes, help="cases, with commas between")
    made.add_argument("--json", type=Path, help="write the figures there too")
    return made


def sizes(text: str) -> list[int]:
    """Numbers of cases, the smallest first."""
    return sorted(int(each) for each in text.split(","))


def machine() -> dict[str, str]:
    """What it was measured on; no name and no path."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / GIGABYTE:.0f} GB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    for line in told.read_text(encoding="utf-8").splitlines() if told.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def busy() -> float:
    """Processes that wanted a core in the last minute; our own is one of them."""
    return round(os.getloadavg()[0], 1)


def keep(path: Path | None, lines: Sequence[Mapping[str, object]], **more: object) -> None:
    """Write the figures of a part, with the machine and the day."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"day": str(today()), "machine": machine(), "load": busy(), **more, "lines": lines}
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def quantile(values: Sequence[float], share: float) -> float:
    """By linear interpolation."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def milliseconds(values: Sequence[float], share: float = 0.5) -> float:
    """A quantile of seconds, in milliseconds."""
    return round(quantile(values, share) * 1000, 1)


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """How a time grows with the cases, from (cases, time) to (cases, time): 1 is in proportion."""
    return round(log(large[1] / small[1]) / log(large[0] / small[0]), 2)


def table(rows: Sequence[Mapping[str, Any]], left: int = 1) -> str:
    """The rows as a Markdown table; the first columns are words, the others figures."""
    names = list(rows[0])
    rule = [" --- " if place < left else " ---: " for place in range(len(names))]
    lines = [[_cell(row.get(name)) for name in names] for row in rows]
    return "\n".join(
        [f"| {' | '.join(names)} |", f"|{'|'.join(rule)}|"]
        + [f"| {' | '.join(cells)} |" for cells in lines]
    )


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
