"""Housing support: when it may begin, the phases of CTI by the calendar, and pauses (R03-R06).

CTI lasts nine calendar months in three phases of three; ICM has no phases and no planned end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from core.calendar import add_months
from core.codes import Combination, Method, Step
from core.errors import RuleBroken
from core.housing import has_home
from core.pathway import ACCEPTED_STEPS
from core.records.housing import HousingLine
from core.texts import check_order, required_date

CTI_MONTHS, PHASE_MONTHS, HANDOVER_MONTHS = 9, 3, 1
"""CTI's length, each phase's, and how long before the end the hand-over is agreed (guide p. 10)."""

START_AHEAD_MONTHS = 3
"""How far ahead a start may be planned: the place in the caseload is taken from today."""


class Phase(StrEnum):
    """The contact building before CTI, and its three phases (CTI manual 2021)."""

    CONTACT = "phase0_contact_building"
    TRANSITION = "phase1_transition"
    TRY_OUT = "phase2_try_out"
    TRANSFER = "phase3_transfer_of_care"


PHASES = (Phase.TRANSITION, Phase.TRY_OUT, Phase.TRANSFER)
"""The phases of a course; the contact building lies before it."""


class SupportWithoutCourse(RuleBroken):
    """Support runs only inside an open course of Samarbejdsmodellen (R03)."""

    code = "support_without_course"


class MethodNotGranted(RuleBroken):
    """The combination granted does not contain the method (facts: method, combination)."""

    code = "method_not_granted"


class SupportAlreadyOpen(RuleBroken):
    """The case has an open support course (facts: method)."""

    code = "support_already_open"


class HomeMissing(RuleBroken):
    """CTI begins when a home is allocated or its lease signed (R04; facts: start)."""

    code = "home_missing"


class StartTooFarAhead(RuleBroken):
    """The start lies too many months ahead (facts: latest)."""

    code = "start_too_far_ahead"


class WorkerWithoutMethod(RuleBroken):
    """The worker does not give this support (facts: worker, method)."""

    code = "worker_without_method"


class WorkerNotAtWork(RuleBroken):
    """The worker is not employed on the day (facts: worker, day)."""

    code = "worker_not_at_work"


class NobodyBuildsContact(RuleBroken):
    """Nobody is named who builds contact before CTI."""

    code = "nobody_builds_contact"


class SameWorker(RuleBroken):
    """The worker has the course already (facts: worker)."""

    code = "same_worker"


class SupportEnded(RuleBroken):
    """The support course has ended (facts: day)."""

    code = "support_has_ended"


class SupportBegun(RuleBroken):
    """The start can not be moved once the course has begun (facts: start)."""

    code = "support_has_begun"


class OnlyInCti(RuleBroken):
    """A hand-over is agreed in CTI only."""

    code = "only_in_cti"


class PausesOverlap(RuleBroken):
    """Another pause covers some of the same days (facts: since)."""

    code = "pauses_overlap"


class PauseEnded(RuleBroken):
    """The pause has an end already."""

    code = "pause_has_ended"


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """One phase; both days belong to it."""

    phase: Phase
    first: date
    last: date


def planned_end(start: date) -> date:
    """The day CTI is planned to end: nine calendar months after the start (R05)."""
    return add_months(start, CTI_MONTHS)


@lru_cache(maxsize=1 << 14)
def cti_phases(start: date) -> tuple[PhaseSpan, ...]:
    """The three phases, without a gap from the start to the planned end, both included."""
    firsts = [add_months(start, PHASE_MONTHS * place) for place in range(len(PHASES))]
    lasts = [first - timedelta(days=1) for first in firsts[1:]] + [planned_end(start)]
    return tuple(map(PhaseSpan, PHASES, firsts, lasts))


def handover_due(start: date) -> date:
    """The last day to agree who takes over: one month before the planned end (R06)."""
    return add_months(planned_end(start), -HANDOVER_MONTHS)


def is_late(start: date, on: date) -> bool:
    """Whether a CTI course still open on the day has passed its nine months (R05)."""
    return on > planned_end(start)


def check_inside_course(step: Step, case_start: date | None, start: date) -> None:
    """Raises SupportWithoutCourse, or DatesOutOfOrder for a start before that of the case (R03)."""
    if step not in ACCEPTED_STEPS or case_start is None:
        raise SupportWithoutCourse
    check_order("start_date", case_start, start)


def check_granted(method: Method, combination: Combination | None) -> None:
    """Raises MethodNotGranted."""
    if combination is None or combination.support_method is not method:
        raise MethodNotGranted(method=method, combination=combination or "-")


def check_start(start: date | None, on: date) -> date:
    """The first day of a course. Raises MissingValue or StartTooFarAhead."""
    day, latest = required_date("start_date", start), add_months(on, START_AHEAD_MONTHS)
    if day > latest:
        raise StartTooFarAhead("start_date", latest=latest)
    return day


def home_is_needed(method: Method, lines: Iterable[HousingLine], start: date) -> bool:
    """Whether R04 stands in the way: CTI, and no home on the first day."""
    return method is Method.CTI and not has_home(lines, start)


def check_home(method: Method, lines: Iterable[HousingLine], start: date) -> None:
    """Raises HomeMissing (R04)."""
    if home_is_needed(method, lines, start):
        raise HomeMissing("start_date", start=start)


def check_apart(field: str, first: date, last: date | None, others: Iterable["Span"]) -> None:
    """Raises PausesOverlap where a day of the pause lies in another one; None has no end."""
    for other in others:
        begins_before_end = last is None or other.first <= last
        if begins_before_end and (other.last is None or first <= other.last):
            raise PausesOverlap(field, since=other.first)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included; None: still going on."""

    first: date
    last: date | None
