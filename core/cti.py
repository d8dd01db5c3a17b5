"""What each phase of CTI asks for: a plan with focus areas, meetings, a closing note, and when.

The manual fixes the phases and the hand-over; numbers of meetings are those of the international
self-assessment, which the manual builds on. Days marked «practice» are not in the sources.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from core.calendar import add_months
from core.errors import RuleBroken
from core.support import HANDOVER_MONTHS, Phase, PhaseSpan
from core.texts import (
    TEXT,
    check_codes,
    check_order,
    optional_text,
    past_date,
    required_text,
)

PLAN_DAYS = 14
"""Days into a phase within which its plan is made; practice."""
OPENED_AGAIN = "phase_opened_again"
"""The happening that tells it; `before` in it names the phase."""
CLOSE_AHEAD_DAYS = 14
"""How long before its last day a phase can be closed; practice."""
_MANUAL = "CTI manual 2021"
_SELF = "CTI implementation self-assessment (CACTI)"


class FocusAreasOutside(RuleBroken):
    """One to three focus areas belong to each phase (facts: least, most)."""

    code = "focus_areas_outside"


class PhaseNotBegun(RuleBroken):
    """The phase has not begun on the day (facts: phase, first)."""

    code = "phase_not_begun"


class PhaseStillRuns(RuleBroken):
    """A phase is closed near its end (facts: phase, earliest)."""

    code = "phase_still_runs"


class PhaseClosed(RuleBroken):
    """The phase has its closing note (facts: phase, day)."""

    code = "phase_closed"


class PhaseNotClosed(RuleBroken):
    """The phase has no closing note (facts: phase)."""

    code = "phase_not_closed"


class LaterPhaseClosed(RuleBroken):
    """A later phase has its closing note already (facts: phase)."""

    code = "later_phase_closed"


class NoSuchPhase(RuleBroken):
    """The course has no such phase."""

    code = "no_such_phase"


class Part(StrEnum):
    """What a phase asks for."""

    PLAN = "plan"
    FIRST_MONTH = "first_month"
    OUT = "out"
    NETWORK = "network"
    HANDOVER = "handover"
    CLOSING = "closing"


Due = Callable[[PhaseSpan], date]


def _plan_due(span: PhaseSpan) -> date:
    return span.first + timedelta(days=PLAN_DAYS)


def _month_due(span: PhaseSpan) -> date:
    return add_months(span.first, 1)


def _last(span: PhaseSpan) -> date:
    return span.last


def _handover_due(span: PhaseSpan) -> date:
    return add_months(span.last, -HANDOVER_MONTHS)


@dataclass(frozen=True, slots=True)
class Must:
    """A row of the table: so many of something by a day of the phase.

    `soft`: a guide that is told and never late.
    """

    part: Part
    phases: tuple[Phase, ...]
    least: int
    due: Due
    source: str
    soft: bool = False


_THREE = (Phase.TRANSITION, Phase.TRY_OUT, Phase.TRANSFER)
PHASE_MUSTS = (
    Must(Part.PLAN, _THREE, 1, _plan_due, f"{_MANUAL}; days: practice"),
    Must(Part.FIRST_MONTH, (Phase.TRANSITION,), 2, _month_due, _SELF, soft=True),
    Must(Part.OUT, (Phase.TRANSITION,), 3, _last, _SELF),
    Must(Part.NETWORK, (Phase.TRANSITION,), 2, _last, _SELF),
    Must(Part.HANDOVER, (Phase.TRANSFER,), 1, _handover_due, f"{_MANUAL}, phase 3"),
    Must(Part.CLOSING, _THREE, 1, _last, _MANUAL),
)
"""What each phase asks for, in the order of the phase. In contact building nothing is counted."""

OUT_LEAST, NETWORK_LEAST = (
    next(row.least for row in PHASE_MUSTS if row.part is part) for part in (Part.OUT, Part.NETWORK)
)

FOCUS: Mapping[Phase, tuple[int, int]] = MappingProxyType(
    {Phase.CONTACT: (0, 3), **dict.fromkeys(_THREE, (1, 3))}
)
"""The least and the most focus areas of each phase (self-assessment; none are asked for before)."""


@dataclass(frozen=True, slots=True)
class Every:
    """So long from one contact to the next."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day for the next contact after that day."""
        return add_months(day, self.months) + timedelta(days=self.days)


GUIDE: Mapping[Phase, Every] = MappingProxyType(
    {
        Phase.TRANSITION: Every(days=7),
        Phase.TRY_OUT: Every(days=14),
        Phase.TRANSFER: Every(months=1),
    }
)
"""How often to meet, as a soft guide (criticaltime.org: weekly, every other week, monthly)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTold:
    """The plan of a phase as typed."""

    made_date: date | None
    focus_areas: tuple[str, ...]
    plan: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingTold:
    """The closing of a phase as typed."""

    closed_date: date | None
    closing_note: str | None


def checked_plan(told: PlanTold, span: PhaseSpan, on: date) -> PlanTold:
    """The plan with cleaned values. Raises PhaseNotBegun, FocusAreasOutside or a field's refusal.

    A plan can be made up to two weeks before its phase begins.
    """
    made = past_date("made_date", told.made_date, on)
    if made < opens_from(span):
        raise PhaseNotBegun("made_date", phase=span.phase, first=opens_from(span))
    least, most = FOCUS[span.phase]
    areas = tuple(dict.fromkeys(told.focus_areas))
    if not least <= len(areas) <= most:
        raise FocusAreasOutside("focus_areas", least=least, most=most)
    return PlanTold(
        made_date=made,
        focus_areas=check_codes("focus_areas", "life_dimension", areas, made),
        plan=required_text("plan", told.plan, TEXT),
    )


def checked_closing(
    told: ClosingTold, span: PhaseSpan, made_date: date | None, on: date
) -> ClosingTold:
    """The closing with cleaned values. Raises PhaseStillRuns or a field's refusal.

    `span` ends with the course where that ended early; contact building is closed at any time.
    """
    day = past_date("closed_date", told.closed_date, on)
    check_order("closed_date", made_date or span.first, day)
    earliest = closes_from(span)
    if day < earliest:
        raise PhaseStillRuns("closed_date", phase=span.phase, earliest=earliest)
    return ClosingTold(
        closed_date=day, closing_note=required_text("closing_note", told.closing_note, TEXT)
    )


def closes_from(span: PhaseSpan) -> date:
    """The first day on which the phase can be closed."""
    if span.phase is Phase.CONTACT:
        return span.first
    return max(span.first, span.last - timedelta(days=CLOSE_AHEAD_DAYS))


def opens_from(span: PhaseSpan) -> date:
    """The first day on which the plan of the phase can be made."""
    return span.first - timedelta(days=PLAN_DAYS)


def check_not_closed(phase: Phase, closed_date: date | None) -> None:
    """Raises PhaseClosed."""
    if closed_date is not None:
        raise PhaseClosed(phase=phase, day=closed_date)


def change_reason(field: str, reason: str | None, *, first: bool) -> str | None:
    """Why the worker of the contact building changes; the first one needs no reason."""
    return optional_text(field, reason, TEXT) if first else required_text(field, reason, TEXT)


def checked_opening(phase: Phase, closed: Iterable[Phase], reason: str | None) -> str:
    """Why a phase closed by mistake is opened again; `closed` are those of the course with a note.

    Raises PhaseNotClosed, LaterPhaseClosed, MissingValue or TooLong.
    """
    known = set(closed)
    if phase not in known:
        raise PhaseNotClosed(phase=phase)
    order = list(Phase)
    for later in order[order.index(phase) + 1 :]:
        if later in known:
            raise LaterPhaseClosed(phase=later)
    return required_text("reason", reason, TEXT)
