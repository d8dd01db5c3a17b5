"""Moving young people from one worker to others: a proposal, and what the caseloads become.

Nothing here decides: the caps are held by the action that moves them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.caseload import Workload, filled, free_places, limit_for
from core.codes import Method
from core.errors import NobodyChosen, RuleBroken
from core.records.caseload import Candidate, Charge
from core.settings import Settings


class ChargeChanged(RuleBroken):
    """The young person was changed or moved by somebody meanwhile (facts: name, number)."""

    code = "charge_changed"


@dataclass(frozen=True, slots=True)
class Move:
    """One young person to another worker; `seen_version` is that of the case or the course."""

    charge_id: str
    method: Method
    seen_version: int
    to_id: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One worker's caseload in a method before and after; `over`: beyond the cap afterwards."""

    name: str
    method: Method
    before: int
    after: int
    cap: int
    over: bool


def checked_moves(moves: Sequence[Move]) -> Sequence[Move]:
    """Raises NobodyChosen where there are none."""
    if not moves:
        raise NobodyChosen
    return moves


def propose(
    charges: Iterable[Charge], candidates: Iterable[Candidate], settings: Settings, on: date
) -> Mapping[str, str]:
    """By charge: the worker with the most free places for its method, counted anew after each.

    Who is away is passed over. A charge that nobody has room for is not there.
    """
    loads = {each.staff_id: each for each in candidates if not each.away}
    found: dict[str, str] = {}
    for charge in charges:
        free = {
            staff_id: free_places(charge.method, each.load, settings, on)
            for staff_id, each in loads.items()
            if charge.method in each.methods
        }
        best = max(free, key=free.__getitem__, default=None)
        if best is not None and free[best] > 0:
            found[charge.id] = best
            loads[best] = replace(loads[best], load=with_more(loads[best].load, {charge.method: 1}))
    return found


def outcomes(
    moves: Iterable[Move], candidates: Iterable[Candidate], settings: Settings, on: date
) -> tuple[Outcome, ...]:
    """What the caseloads of those who are given young people become, in the candidates' order."""
    more: dict[str, Counter[Method]] = {}
    for move in moves:
        more.setdefault(move.to_id, Counter())[move.method] += 1
    return tuple(
        _outcome(each.load, with_more(each.load, given), method, settings, on)
        for each in candidates
        if (given := more.get(each.staff_id))
        for method in Method
        if given[method]
    )


def with_more(load: Workload, more: Mapping[Method, int]) -> Workload:
    """The workload with so many more young people."""
    active = Counter(load.active)
    active.update(more)
    return replace(load, active=dict(active))


def _outcome(
    before: Workload, after: Workload, method: Method, settings: Settings, on: date
) -> Outcome:
    return Outcome(
        name=before.name,
        method=method,
        before=before.active.get(method, 0),
        after=after.active[method],
        cap=limit_for(method, before, settings, on),
        over=filled(method, after, settings, on) > 1,
    )
