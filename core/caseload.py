"""How many young people one worker may have (R07, R08): a table of caps, and what is free.

The caps of CTI and ICM are core elements of the method and hold hard; the others only warn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

from core.calendar import holds
from core.codes import Method
from core.errors import RuleBroken
from core.settings import Settings
from core.texts import TEXT, check_order, required_date, required_text

AFTERCARE = "aftercare"
"""The one caseload that is no method of ours: support after 18 for who was in care.

It holds for the coordinators whom the staff list says it of: the cases do not tell.
"""

SHARED = frozenset({Method.CTI, Method.ICM})
"""The methods whose shares add up where one worker has both (setting, R07)."""


class CaseloadFull(RuleBroken):
    """The worker has no free place (facts: worker, method, active, cap; in young people)."""

    code = "caseload_full"


class MixedCaseloadFull(CaseloadFull):
    """The shares of both methods fill the worker's caseload (facts: worker, cti, icm)."""

    code = "mixed_caseload_full"


@dataclass(frozen=True, slots=True)
class Cap:
    """A row of the table; valid on both its days, without end where they are None."""

    subject: str
    limit: int
    hard: bool
    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the cap holds on that day."""
        return holds(self.valid_from, self.valid_to, on)


CAPS = (
    Cap(Method.CTI, 10, hard=True, source="guide 2018 p. 11"),
    Cap(Method.ICM, 8, hard=True, source="guide 2018 p. 11"),
    Cap(Method.SM, 20, hard=False, source="guide 2018 p. 21"),
    Cap(AFTERCARE, 25, hard=False, source="evaluation 2021 section 3.5.1 (Frederikshavn)"),
)
"""Young people per worker in full time. A changed cap is a new row with its first day."""


@dataclass(frozen=True, slots=True)
class Workload:
    """One worker's young people by method; `fte` is the part of full time (0-1, None: full).

    `aftercare`: the young people that this coordinator has are in aftercare.
    """

    name: str
    active: Mapping[Method, int] = field(default_factory=dict)
    fte: float | None = None
    aftercare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CapAside:
    """A project leader's word that a hard cap may be passed: why, and until which day (R07)."""

    reason: str | None = None
    until: date | None = None

    @property
    def given(self) -> bool:
        """Whether any of it was filled in."""
        return bool(self.reason) or self.until is not None


@dataclass(frozen=True, slots=True)
class Handing:
    """How a young person is passed on: from which day, why, and with which cap set aside."""

    day: date
    reason: str
    aside: CapAside


def checked_cap_aside(aside: CapAside, on: date) -> tuple[str, date]:
    """The reason and the last day. Raises MissingValue, TooLong or DatesOutOfOrder."""
    reason = required_text("cap_reason", aside.reason, TEXT)
    until = required_date("cap_until", aside.until)
    check_order("cap_until", on, until)
    return reason, until


def cap_of(subject: str, on: date) -> Cap:
    """The cap that holds on the day. KeyError where there is none."""
    for cap in CAPS:
        if cap.subject == subject and cap.valid(on):
            return cap
    raise KeyError(subject)


def limit_for(method: Method, load: Workload, settings: Settings, on: date) -> int:
    """The cap in whole young people, scaled by the part of full time where that is set (R08)."""
    return floor(_limit(method, load, on) * _part(load, settings))


def adds_up(method: Method, settings: Settings) -> frozenset[Method]:
    """The methods whose young people count where one more comes in the method (R07)."""
    return SHARED if settings.mixed_caseload_shared and method in SHARED else frozenset({method})


def free_places(method: Method, load: Workload, settings: Settings, on: date) -> int:
    """How many more young people the worker can take in the method; never below 0.

    Where shares add up (R07), n_cti / 10 + n_icm / 8 may not pass 1.
    """
    left = _part(load, settings) - _used(method, load, settings, on)
    return max(floor(left * _limit(method, load, on)), 0)


def filled(method: Method, load: Workload, settings: Settings, on: date) -> float:
    """How much of the caseload is taken: 1 is full, more is beyond the cap (R07, R08).

    Where there is no caseload at all, whoever they have is beyond it.
    """
    part, used = _part(load, settings), _used(method, load, settings, on)
    if part:
        return float(used / part)
    return float(1 + used) if used else 0.0


def check_headroom(
    method: Method, load: Workload, settings: Settings, on: date, *, name: str | None = "worker_id"
) -> None:
    """Raises CaseloadFull or MixedCaseloadFull, at the field `name`, where a hard cap is full."""
    if not cap_of(method, on).hard or free_places(method, load, settings, on) > 0:
        return
    active, cap = load.active.get(method, 0), limit_for(method, load, settings, on)
    if active >= cap:
        raise CaseloadFull(name, worker=load.name, method=method, active=active, cap=cap)
    raise MixedCaseloadFull(
        name,
        worker=load.name,
        cti=load.active.get(Method.CTI, 0),
        icm=load.active.get(Method.ICM, 0),
    )


def _limit(method: Method, load: Workload, on: date) -> int:
    """The cap for full time; the number recommended differs where the coordinator has aftercare."""
    special = load.aftercare and method is Method.SM
    return cap_of(AFTERCARE if special else method, on).limit


def _used(method: Method, load: Workload, settings: Settings, on: date) -> Fraction:
    """The sum of the shares, each of its own cap."""
    return sum(
        (
            Fraction(load.active.get(each, 0), _limit(each, load, on))
            for each in adds_up(method, settings)
        ),
        Fraction(0),
    )


def _part(load: Workload, settings: Settings) -> Fraction:
    if not settings.caps_scaled_by_fte or load.fte is None:
        return Fraction(1)
    return Fraction(load.fte).limit_denominator(1000)
