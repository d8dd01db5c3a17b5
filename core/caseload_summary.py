"""What all caseloads together say: how many are over a cap, and where there is room."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.codes import Method
from core.records.caseload import WorkerLoad


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """Workers over a cap, free places by method, and whether anybody has two methods at once."""

    over: int
    free: Mapping[Method, int]
    beside: bool


def summary_of(loads: Iterable[WorkerLoad]) -> LoadSummary:
    """The sums; a method that nobody has is there with no place."""
    over, free, beside = 0, Counter[Method](), False
    for load in loads:
        over += load.over
        for line in load.lines:
            free[line.method] += line.free
            beside = beside or bool(line.beside)
    return LoadSummary(over, {method: free[method] for method in Method}, beside)
