"""How the indicators of caseloads are decided: day by day, whether a worker was within the cap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.caseload import Workload, filled
from core.caseload_months import Held
from core.codes import Method
from core.fidelity.window import Window
from core.records.fidelity import Observation
from core.support import Span

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkerPractice:
    """One worker: who they had and when, and the days on which a cap was set aside for them.

    `fte` is the part of full time (0-1, None: full), as the staff list has it now.
    """

    id: str
    name: str
    held: tuple[Held, ...]
    aside: tuple[Span, ...] = ()
    fte: float | None = None
    aftercare: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days without a change in who the worker had."""

    first: date
    last: date
    active: Mapping[Method, int]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def within_cap(worker: WorkerPractice, method: Method, window: Window) -> Iterator[Observation]:
    """The days on which the worker had young people in the method, and those within the cap.

    Where shares add up (R07) both methods fill the one caseload. A cap set aside is not a cap
    kept: such days are counted apart in `granted`.
    """
    kept = of = granted = 0
    for stretch in _stretches(worker.held, window):
        if not stretch.active.get(method):
            continue
        of += stretch.days
        load = Workload(worker.name, stretch.active, worker.fte, worker.aftercare)
        if filled(method, load, window.settings, stretch.first) <= 1:
            kept += stretch.days
        else:
            granted += _set_aside(worker.aside, stretch)
    if of:
        yield Observation(worker.id, window.last, kept, of, granted)


def _stretches(held: Sequence[Held], window: Window) -> Iterator[_Stretch]:
    near = [each for each in held if window.within(each.first, each.last)]
    starts = {window.first}
    for each in near:
        starts.add(max(each.first, window.first))
        if each.last is not None and each.last < window.last:
            starts.add(each.last + _DAY)
    firsts = sorted(starts)
    lasts = [first - _DAY for first in firsts[1:]] + [window.last]
    for first, last in zip(firsts, lasts, strict=True):
        yield _Stretch(first, last, _active(near, first))


def _active(held: Iterable[Held], day: date) -> Mapping[Method, int]:
    found: dict[Method, int] = {}
    for each in held:
        if each.first <= day and (each.last is None or day <= each.last):
            found[each.method] = found.get(each.method, 0) + 1
    return found


def _set_aside(spans: Iterable[Span], stretch: _Stretch) -> int:
    days = {
        stretch.first + _DAY * place
        for span in spans
        for place in range(stretch.days)
        if span.first <= stretch.first + _DAY * place
        and (span.last is None or stretch.first + _DAY * place <= span.last)
    }
    return len(days)
