"""Which look-ups are reviewed each month: a table of rules, and lots for the rest.

The data protection authority criticised a municipality (February 2024) for having no routine
samples of its log. Which look-ups are always looked at, and the numbers, are our own choice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from core.calendar import add_months, holds
from core.case_lots import draw
from core.records.access_log import LineKind

LOOKS = frozenset({LineKind.READ, LineKind.SEARCH, LineKind.EXPORT, LineKind.REFUSED})
"""The kinds of lines that are look-ups."""
SATURDAY = 5
FIRST_HOUR, LAST_HOUR = 6, 20
"""A working day begins and ends, in Danish time; practice."""
CLOSED_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Look:
    """A line as far as the rules look at it; `time` is Danish."""

    id: str
    sequence: int
    time: datetime
    account_id: str | None
    kind: LineKind
    case_id: str | None = None
    purpose: bool = False
    with_cpr: bool = False


@dataclass(frozen=True, slots=True)
class KnownCase:
    """What is known of a case: whose it is or was, and when it was closed."""

    surname: str
    protected: bool = False
    closed: date | None = None
    staff_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What is known of an account; `wide`: its roles open every case."""

    surname: str
    staff_id: str | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Cases and accounts by id."""

    cases: Mapping[str, KnownCase] = field(default_factory=lambda: MappingProxyType({}))
    accounts: Mapping[str, KnownAccount] = field(default_factory=lambda: MappingProxyType({}))


Points = Callable[[Look, Known], bool]


@dataclass(frozen=True, slots=True)
class SampleRule:
    """A row of the table: every look-up it points at is reviewed.

    `a_day`: only where one person has so many on a day. Words: `code.sample_rule.<code>`.
    """

    code: str
    source: str
    points: Points
    a_day: int = 1
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the rule counts on the day."""
        return holds(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Look-ups by one person, at one case where there is one, oldest first."""

    looks: tuple[Look, ...]
    rules: tuple[str, ...]


def surname(name: str) -> str:
    """The last name, the same however it is written."""
    parts = name.split()
    return parts[-1].casefold() if parts else ""


def _seen(look: Look) -> bool:
    return look.kind in {LineKind.READ, LineKind.EXPORT}


def _case(look: Look, known: Known) -> KnownCase | None:
    return known.cases.get(look.case_id or "") if _seen(look) else None


def _protected(look: Look, known: Known) -> bool:
    case = _case(look, known)
    return case is not None and case.protected


def _emergency(look: Look, _: Known) -> bool:
    return look.kind is LineKind.READ and look.purpose


def _outside(look: Look, known: Known) -> bool:
    case, account = _case(look, known), known.accounts.get(look.account_id or "")
    if case is None or account is None or not account.wide:
        return False
    return account.staff_id is None or account.staff_id not in case.staff_ids


def _odd_hours(look: Look, _: Known) -> bool:
    working = FIRST_HOUR <= look.time.hour < LAST_HOUR and look.time.weekday() < SATURDAY
    return not working and look.case_id is not None and _seen(look)


def _long_closed(look: Look, known: Known) -> bool:
    case = _case(look, known)
    if case is None or case.closed is None:
        return False
    return look.time.date() > add_months(case.closed, CLOSED_MONTHS)


def _same_surname(look: Look, known: Known) -> bool:
    case, account = _case(look, known), known.accounts.get(look.account_id or "")
    return case is not None and account is not None and case.surname == account.surname != ""


def _cpr_export(look: Look, _: Known) -> bool:
    return look.kind is LineKind.EXPORT and look.with_cpr


def _refused(look: Look, _: Known) -> bool:
    return look.kind is LineKind.REFUSED


_ROUTINE = "data protection authority, February 2024: routine samples; which ones: own choice"
RULES = (
    SampleRule("protected", "protected identity: act on civil registration", _protected),
    SampleRule("emergency", "access opened for a while, with a purpose", _emergency),
    SampleRule("outside", _ROUTINE, _outside),
    SampleRule("odd_hours", _ROUTINE, _odd_hours),
    SampleRule("long_closed", _ROUTINE, _long_closed),
    SampleRule("same_surname", _ROUTINE, _same_surname),
    SampleRule("cpr_export", "act on data protection s. 11", _cpr_export),
    SampleRule("refused", _ROUTINE, _refused, a_day=3),
)
"""Always looked at; the lots come on top."""
BY_LOT = "by_lot"
"""The code of what chance has drawn."""
WANTED = 20
"""How many look-ups of a month lots are drawn for; own choice: gone through in half an hour."""


def pointed_at(rule: SampleRule, looks: Iterable[Look], known: Known) -> tuple[Look, ...]:
    """The look-ups that the rule points at, in their order."""
    found = [look for look in looks if rule.points(look, known)]
    days: dict[tuple[str | None, date], int] = defaultdict(int)
    for look in found:
        days[look.account_id, look.time.date()] += 1
    return tuple(look for look in found if days[look.account_id, look.time.date()] >= rule.a_day)


def in_the_lots(looks: Iterable[Look]) -> tuple[Look, ...]:
    """Those that lots are drawn between: at a case, a search, a file, or refused.

    A page that was opened about nobody in particular is left out.
    """
    return tuple(
        look for look in looks if look.case_id is not None or look.kind is not LineKind.READ
    )


def by_lot(looks: Iterable[Look], seed: int) -> tuple[Look, ...]:
    """As many as are wanted, by lots that anybody can draw again from the numbers of the lines."""
    by_number = {look.sequence: look for look in in_the_lots(looks)}
    return tuple(by_number[number] for number in draw(by_number, WANTED, seed))


def sampled(pool: Sequence[Look], known: Known, *, seed: int, on: date) -> tuple[Drawn, ...]:
    """Everything to review of a month's look-ups, once for each person and case, oldest first."""
    drawn: dict[str, list[str]] = defaultdict(list)
    for rule in RULES:
        if rule.valid(on):
            for look in pointed_at(rule, pool, known):
                drawn[look.id].append(rule.code)
    for look in by_lot(pool, seed):
        drawn[look.id].append(BY_LOT)
    return _together([look for look in pool if look.id in drawn], drawn)


def _together(looks: Iterable[Look], drawn: Mapping[str, Sequence[str]]) -> tuple[Drawn, ...]:
    groups: dict[tuple[object, ...], list[Look]] = defaultdict(list)
    for look in looks:
        alone = look.case_id is None and look.kind is not LineKind.REFUSED
        which = look.id if alone else look.time.date() if look.case_id is None else ""
        groups[look.account_id, look.kind is LineKind.REFUSED, look.case_id, which].append(look)
    order = (*(rule.code for rule in RULES), BY_LOT)
    return tuple(
        Drawn(tuple(group), tuple(code for code in order if code in _codes(group, drawn)))
        for group in sorted(groups.values(), key=lambda group: group[0].sequence)
    )


def _codes(group: Iterable[Look], drawn: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(code for look in group for code in drawn[look.id])
