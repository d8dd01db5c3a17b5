"""An invented programme lived one day and one young person at a time, in plain Python.

A second hand for the forecast: it shares the rules of caps with it and nothing else, and what it
lives through can be held against what was forecast.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from random import Random

from core.caseload import Workload, free_places
from core.codes import Combination, Method
from core.records.forecast import CaseSpan, Hand, History, HomeSpan, SupportSpan
from core.settings import Settings
from core.support import planned_end

FIRST = date(2022, 1, 3)
SHARES = {Combination.SM: 0.35, Combination.SM_CTI: 0.4, Combination.SM_ICM: 0.25}


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the programme is, and how it goes.

    `referrals` are a year's; `accepted`, `early` (CTI that ends before its time) are shares (0-1);
    means are days.
    """

    coordinators: int = 3
    cti: int = 2
    icm: int = 2
    both: int = 1
    referrals: float = 55
    accepted: float = 0.85
    early: float = 0.1
    decision: tuple[int, int] = (6, 24)
    home: float = 45
    icm_mean: float = 13 * 30.4
    sm_mean: float = 11.7 * 30.4
    shape: float = 2


@dataclass(slots=True)
class _Life:
    case: CaseSpan
    ready: date | None = None


@dataclass(slots=True)
class Programme:
    """The programme so far."""

    plan: Plan
    dice: Random
    hands: tuple[Hand, ...]
    lives: list[_Life] = field(default_factory=list)
    courses: list[SupportSpan] = field(default_factory=list)
    queues: dict[Method, deque[int]] = field(default_factory=dict)
    active: dict[str, Counter[Method]] = field(default_factory=dict)
    events: list[tuple[date, int, str, tuple[object, ...]]] = field(default_factory=list)
    number: int = 0

    def later(self, day: date, kind: str, *facts: object) -> None:
        """Something that will happen."""
        self.number += 1
        heappush(self.events, (day, self.number, kind, facts))


def staff(plan: Plan) -> tuple[Hand, ...]:
    """Everybody, by method."""
    counts = (
        ("sm", plan.coordinators, {Method.SM}),
        ("cti", plan.cti, {Method.CTI}),
        ("icm", plan.icm, {Method.ICM}),
        ("both", plan.both, {Method.CTI, Method.ICM}),
    )
    return tuple(
        Hand(f"{name}{place}", f"{name}{place}", frozenset(methods))
        for name, count, methods in counts
        for place in range(count)
    )


def lived(plan: Plan, *, days: int, seed: int) -> History:
    """The history of so many days; what would end later is open."""
    hands = staff(plan)
    programme = Programme(
        plan,
        Random(seed),
        hands,
        queues={method: deque() for method in Method},
        active={hand.id: Counter() for hand in hands},
    )
    for day in (FIRST + timedelta(days=place) for place in range(days)):
        _live(programme, day)
    last = FIRST + timedelta(days=days - 1)
    cases = tuple(_until(life.case, last) for life in programme.lives)
    courses = tuple(
        replace(each, end=each.end if each.end and each.end <= last else None)
        for each in programme.courses
    )
    return History(last, hands, courses, cases)


def _until(case: CaseSpan, last: date) -> CaseSpan:
    """What is known of a case on the last day."""
    decided = case.decision is not None and case.decision <= last
    ended = case.end is not None and case.end <= last
    return replace(
        case,
        decision=case.decision if decided else None,
        accepted=case.accepted and decided,
        combination=case.combination if decided else None,
        end=case.end if ended else None,
        homes=tuple(home for home in case.homes if home.since <= last),
    )


def _live(programme: Programme, day: date) -> None:
    while programme.events and programme.events[0][0] <= day:
        _, _, kind, facts = heappop(programme.events)
        if kind == "ends":
            worker, method = facts
            programme.active[str(worker)][Method(str(method))] -= 1
        else:
            method, life = facts
            programme.queues[Method(str(method))].append(int(str(life)))
    for _ in range(_poisson(programme.dice, programme.plan.referrals / 365)):
        _refer(programme, day)
    for method in Method:
        _begin(programme, method, day)


def _poisson(dice: Random, mean: float) -> int:
    count, waited = 0, dice.expovariate(1)
    while waited < mean:
        count, waited = count + 1, waited + dice.expovariate(1)
    return count


def _refer(programme: Programme, day: date) -> None:
    plan, dice = programme.plan, programme.dice
    decision = day + timedelta(days=dice.randint(*plan.decision))
    accepted = dice.random() < plan.accepted
    combination = dice.choices(list(SHARES), list(SHARES.values()))[0] if accepted else None
    place = len(programme.lives)
    case = CaseSpan(day, decision, accepted=accepted, combination=combination)
    if combination is Combination.SM_CTI:
        home = decision + timedelta(days=round(dice.expovariate(1 / plan.home)))
        case = replace(case, homes=(HomeSpan(home),))
        programme.later(home, "ready", Method.CTI, place)
    elif combination is Combination.SM_ICM:
        programme.later(decision, "ready", Method.ICM, place)
    if accepted:
        programme.later(decision, "ready", Method.SM, place)
    programme.lives.append(_Life(case))


def _begin(programme: Programme, method: Method, day: date) -> None:
    queue = programme.queues[method]
    while queue:
        worker = _roomiest(programme, method, day)
        if worker is None:
            return
        _start(programme, programme.lives[queue.popleft()], method, worker, day)


def _roomiest(programme: Programme, method: Method, day: date) -> Hand | None:
    """Who has most free places: of those with one method first, then of those with both.

    A coordinator's cap is advice: whoever has fewest takes one more.
    """
    if method is Method.SM:
        own = [hand for hand in programme.hands if method in hand.methods]
        return min(own, key=lambda hand: programme.active[hand.id][method], default=None)
    for both in (False, True):
        free = {
            hand: free_places(
                method, Workload(hand.name, programme.active[hand.id]), Settings(), day
            )
            for hand in programme.hands
            if method in hand.methods and (len(hand.methods) > 1) is both
        }
        best = max(free, key=free.__getitem__, default=None)
        if best is not None and free[best]:
            return best
    return None


def _start(programme: Programme, life: _Life, method: Method, worker: Hand, day: date) -> None:
    end = _end(programme, method, day)
    programme.active[worker.id][method] += 1
    programme.later(end + timedelta(days=1), "ends", worker.id, method)
    if method is Method.SM:
        life.case = replace(life.case, coordinator_id=worker.id, start=day, end=end)
    else:
        life.case = replace(life.case, supported=day)
        programme.courses.append(SupportSpan(worker.id, method, day, end))


def _end(programme: Programme, method: Method, day: date) -> date:
    plan, dice = programme.plan, programme.dice
    if method is Method.CTI:
        end = planned_end(day)
        early = dice.random() < plan.early
        return day + (end - day) * dice.random() if early else end
    mean = plan.icm_mean if method is Method.ICM else plan.sm_mean
    return day + timedelta(days=max(round(dice.gammavariate(plan.shape, mean / plan.shape)), 1))


def days_between(first: date, last: date, step: int) -> Iterator[date]:
    """Every so many days from the first to the last."""
    while first <= last:
        yield first
        first += timedelta(days=step)
