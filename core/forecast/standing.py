"""What was known on a day: who works, which courses run, who waits, and what was learnt so far.

Plain Python. The forecast is made from this alone, so that a back-test can not look ahead: of a
day before the one the history was read on, only what had happened by then is in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.caseload import Workload, free_places, limit_for
from core.codes import Combination, Method
from core.forecast.back_then import cases_then, courses_then
from core.records.forecast import CaseSpan, Change, Hand, History, SupportSpan, Turn
from core.settings import Settings
from core.support import planned_end

CTI_CLOCK = 274
"""Nine months as days on CTI's clock, which stands at this number on every planned end."""

WINDOW = 365
"""Days back in which accepted referrals are counted."""

SUPPORT = (Method.CTI, Method.ICM)
NEWCOMER = "newcomer"
"""The id of the worker that a change brings."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length in days; of what has not ended, the days so far."""

    days: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Running:
    """A place taken: by whose young person, the days so far, and the day it is free where known.

    `age` is on CTI's clock for CTI; `freed` is days from today.
    """

    worker_id: str
    age: int
    freed: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody granted a method who has not begun: days since the decision, and whether ready."""

    days: int
    ready: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the model may use. `undecided` are days since the referral of each."""

    on: date
    settings: Settings
    hands: tuple[Hand, ...]
    running: Mapping[Method, tuple[Running, ...]]
    lengths: Mapping[Method, tuple[Length, ...]]
    waiting: Mapping[Method, tuple[Waiting, ...]]
    undecided: tuple[int, ...]
    accepted: Mapping[Combination, int]
    decided: int
    exposure: int
    decision_delays: tuple[Length, ...]
    home_delays: tuple[Length, ...]


def standing(history: History, on: date, settings: Settings) -> Standing:
    """What was known on the day, of a history read on that day or later."""
    courses, cases = courses_then(history, on), cases_then(history, on)
    live = on >= history.on
    return Standing(
        on=on,
        settings=settings,
        hands=history.hands,
        running={
            Method.SM: _running_cases(cases, on, live=live),
            **{method: _running(courses, method, on) for method in SUPPORT},
        },
        lengths={
            Method.SM: tuple(_length(on, each.start, each.end) for each in cases if each.start),
            **{method: _lengths(courses, method, on) for method in SUPPORT},
        },
        waiting={method: _waiting(cases, method, on) for method in Method},
        undecided=tuple((on - each.referral).days for each in cases if _undecided(each)),
        accepted=_accepted(cases, on),
        decided=sum(_recent(each.decision, on) for each in cases),
        exposure=_exposure(cases, on),
        decision_delays=tuple(_length(on, each.referral, each.decision) for each in cases),
        home_delays=tuple(_home_delay(each, on) for each in cases if _granted(each, Method.CTI)),
    )


def changed(known: Standing, change: Change | None) -> Standing:
    """The same standing with one worker more, or with one whose last day is the day before."""
    if change is None:
        return known
    if change.turn is Turn.JOINS and change.method is not None:
        new = Hand(NEWCOMER, "", frozenset({change.method}), active_from=change.day)
        return replace(known, hands=(*known.hands, new))
    last = change.day - timedelta(days=1)
    hands = (
        replace(hand, active_to=min(last, hand.active_to or last))
        if hand.id == change.worker_id
        else hand
        for hand in known.hands
    )
    return replace(known, hands=tuple(hands))


def loads(known: Standing) -> list[tuple[Hand, Workload]]:
    """Everybody at work on the day, with their young people by method."""
    active: dict[str, Counter[Method]] = defaultdict(Counter)
    for method, running in known.running.items():
        for each in running:
            active[each.worker_id][method] += 1
    return [
        (hand, Workload(hand.name, active.get(hand.id, {}), hand.fte, hand.aftercare))
        for hand in known.hands
        if hand.at_work(known.on)
    ]


def free_now(known: Standing) -> dict[Method, int]:
    """Free places today as the caseloads show them, in young people by method."""
    found = dict.fromkeys(Method, 0)
    for hand, load in loads(known):
        for method in hand.methods:
            found[method] += free_places(method, load, known.settings, known.on)
    return found


def places_now(known: Standing) -> dict[Method, int]:
    """The caps of everybody at work, added up by method."""
    found = dict.fromkeys(Method, 0)
    for hand in known.hands:
        if hand.at_work(known.on):
            load = Workload(hand.name, {}, hand.fte, hand.aftercare)
            for method in hand.methods:
                found[method] += limit_for(method, load, known.settings, known.on)
    return found


# ---------------------------------------------------------------- places taken, and lengths


def _running(courses: Iterable[SupportSpan], method: Method, on: date) -> tuple[Running, ...]:
    return tuple(
        Running(each.worker_id, _age(each, on), _freed(each.end, on))
        for each in courses
        if each.method is method and (each.end is None or each.end >= on)
    )


def _running_cases(cases: Iterable[CaseSpan], on: date, *, live: bool) -> tuple[Running, ...]:
    """Cases with a coordinator; today also those whose first day has not come."""
    return tuple(
        Running(each.coordinator_id, (on - (each.start or on)).days, _freed(each.end, on))
        for each in cases
        if each.coordinator_id is not None
        and (live or each.start is not None)
        and (each.accepted or each.decision is None)
        and (each.end is None or each.end >= on)
    )


def _age(course: SupportSpan, on: date) -> int:
    if course.method is Method.CTI:
        return CTI_CLOCK + (on - planned_end(course.start)).days
    return (on - course.start).days


def _freed(end: date | None, on: date) -> int | None:
    """The place is taken on the last day too."""
    return None if end is None else (end - on).days + 1


def _lengths(courses: Iterable[SupportSpan], method: Method, on: date) -> tuple[Length, ...]:
    return tuple(
        Length(max(_age(each, min(each.end or on, on)), 0), each.end is not None)
        for each in courses
        if each.method is method and each.start <= on
    )


def _length(on: date, first: date, last: date | None) -> Length:
    """From the first day to the last one or so far."""
    ended = last is not None and last <= on
    return Length(max(((last if last and ended else on) - first).days, 0), ended)


# ---------------------------------------------------------------- who waits, and who comes


def _granted(case: CaseSpan, method: Method) -> bool:
    if not case.accepted or case.combination is None:
        return False
    return method is Method.SM or case.combination.support_method is method


def _undecided(case: CaseSpan) -> bool:
    return case.decision is None and case.end is None


def _waiting(cases: Iterable[CaseSpan], method: Method, on: date) -> tuple[Waiting, ...]:
    """Granted and not begun, longest since the decision first."""
    found = [
        Waiting((on - each.decision).days, method is not Method.CTI or _has_home(each, on))
        for each in cases
        if _granted(each, method)
        and each.decision is not None
        and each.end is None
        and (each.coordinator_id if method is Method.SM else each.supported) is None
    ]
    return tuple(sorted(found, key=_longest_first))


def _longest_first(each: Waiting) -> int:
    return -each.days


def _has_home(case: CaseSpan, on: date) -> bool:
    return any(home.since <= on and (home.until is None or on < home.until) for home in case.homes)


def _home_delay(case: CaseSpan, on: date) -> Length:
    """Days from the decision to the first home after it, or to the support that did not wait."""
    decided = case.decision or case.referral
    days = [
        max(home.since, decided)
        for home in case.homes
        if home.until is None or home.until > decided
    ]
    first = min([*days, *([case.supported] if case.supported else [])], default=None)
    if first is None:
        return Length(max((min(case.end or on, on) - decided).days, 0), ended=False)
    return _length(on, decided, max(first, decided))


def _accepted(cases: Iterable[CaseSpan], on: date) -> dict[Combination, int]:
    counted = Counter(
        each.combination for each in cases if each.accepted and _recent(each.decision, on)
    )
    return {combination: counted[combination] for combination in Combination}


def _recent(day: date | None, on: date) -> bool:
    return day is not None and on - timedelta(days=WINDOW) < day <= on


def _exposure(cases: Iterable[CaseSpan], on: date) -> int:
    """Days of the window in which the programme took referrals; 0 before the first."""
    first = min((each.referral for each in cases), default=None)
    return 0 if first is None or first > on else min((on - first).days + 1, WINDOW)
