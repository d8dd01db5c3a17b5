"""Who gets whom: in the order of the days, so that no caseload is ever fuller than its cap."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from random import Random

from core.caseload import Workload, free_places
from core.codes import Method
from core.settings import Settings
from db.demo.life import Life
from db.demo.staff import Employed, Staff

BUSY = 0.62
"""The share of young people that the first coordinator takes, as long as there is room."""
FILLED = 0.55
"""The share that goes to the support worker with the fewest places left, so that loads differ."""


ASKED = 12
"""So many are asked at the most, drawn from all; a demo of thousands has hundreds of workers."""


class _Loads:
    """The young people of each worker on a day; days only go forward."""

    def __init__(self) -> None:
        self._ends: dict[tuple[str, Method], list[date]] = defaultdict(list)

    def active(self, worker: Employed, method: Method, day: date) -> int:
        ends = self._ends[worker.id, method]
        while ends and ends[0] < day:
            ends.pop(0)
        return len(ends)

    def free(self, worker: Employed, method: Method, day: date) -> int:
        active = {
            each: self.active(worker, each, day) for each in (Method.SM, Method.CTI, Method.ICM)
        }
        return free_places(method, Workload(worker.name, active), Settings(), day)

    def take(self, worker: Employed, method: Method, end: date | None) -> None:
        insort(self._ends[worker.id, method], end or date.max)


def assign_coordinators(lives: Iterable[Life], staff: Staff, dice: Random) -> None:
    """Give every course that has begun its coordinator; the first one is the busiest."""
    loads = _Loads()
    begun = [(life.course.start, life.number, life) for life in lives if life.course.start]
    for start, _, life in sorted(begun, key=lambda each: each[:2]):
        first, *rest = staff.coordinators
        others = _asked(rest, dice)
        if dice.random() < BUSY and loads.free(first, Method.SM, start) > 1:
            life.coordinator = first
        else:
            life.coordinator = max(others, key=lambda each: loads.free(each, Method.SM, start))
        loads.take(life.coordinator, Method.SM, life.course.end)


def assign_workers(lives: Iterable[Life], staff: Staff, dice: Random) -> None:
    """Give every support course its worker; who has one place left keeps it for what is urgent."""
    loads = _Loads()
    begun = [
        (life.course.support_start, life.number, life.method, life)
        for life in lives
        if life.course.support_start and life.method
    ]
    for start, _, method, life in sorted(begun, key=lambda each: each[:2]):
        trained = _asked([each for each in staff.support_workers if method in each.methods], dice)
        free = {each: loads.free(each, method, start) for each in trained}
        roomy = [each for each in trained if free[each] > 1]
        filled = roomy and dice.random() < FILLED
        life.worker = (
            min(roomy, key=free.__getitem__) if filled else max(free, key=free.__getitem__)
        )
        loads.take(life.worker, method, life.course.support_end)


def _asked(workers: list[Employed], dice: Random) -> list[Employed]:
    return workers if len(workers) <= ASKED else dice.sample(workers, ASKED)
