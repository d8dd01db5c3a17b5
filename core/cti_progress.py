"""How far a course of CTI is, phase by phase, computed from what is recorded; nothing is typed.

A pause moves no day: nine months are nine months (R05). It only counts as days without support
where contacts a week are told, and no next contact is asked for while it lasts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from core.cti import GUIDE, PHASE_MUSTS, Must, Part
from core.records.cti import ContactBuilding, Met, PhasePlan, SupportFile
from core.records.support import Pause, SupportCourse
from core.support import Phase, PhaseSpan, Span, cti_phases

RISING_AFTER_DAYS = 28
"""Days with support in a phase before its intensity is held against the one before; practice."""
_DAY = timedelta(days=1)


class Stands(StrEnum):
    """Where a phase lies, seen from a day."""

    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"


class PartState(StrEnum):
    """Fulfilled, fulfilled too late, to be done yet, missing; a guide is only ever told."""

    MET = "met"
    MET_LATE = "met_late"
    DUE = "due"
    MISSING = "missing"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class PartLine:
    """One thing a phase asks for. `met_on` is the day it was fulfilled; `least` of how many."""

    part: Part
    state: PartState
    found: int
    least: int
    due: date
    met_on: date | None


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """One phase as it stands. `per_week` is contacts with the young person a week with support.

    `next_contact` is the guide's last day for the next contact, in the phase of the day only.
    """

    span: PhaseSpan
    stands: Stands
    plan: PhasePlan | None
    parts: tuple[PartLine, ...]
    contacts: int
    paused_days: int
    per_week: Fraction | None
    rising: bool
    next_contact: date | None


FACE_TO_FACE, OUT_PLACES = "face_to_face", frozenset({"home", "community"})


def met_out(mode: str | None, place: str | None) -> bool:
    """Whether a contact was face to face, at home or in the community."""
    return mode == FACE_TO_FACE and place in OUT_PLACES


def counted(
    day: date, activity: str, mode: str | None, place: str | None, with_network: bool | None
) -> Met:
    """A contact as the phases count it. Driving, and coordination without anybody, count nothing.

    A visit at which the network took part counts as both.
    """
    talk, there = activity == "direct_contact", mode == FACE_TO_FACE
    return Met(
        day=day,
        with_young_person=talk,
        out=talk and met_out(mode, place),
        network=bool(with_network) and there,
    )


def contact_span(
    building: ContactBuilding, start: date | None, *, after: date | None, on: date
) -> PhaseSpan | None:
    """The contact building: from when CTI was granted to the day before the start, or to today.

    `after` is the last day of an earlier course. None where CTI began at once, or is not granted.
    """
    since = building.since or building.granted
    if since is None:
        return None
    first = since if after is None else max(since, after + _DAY)
    last = on if start is None else start - _DAY
    return PhaseSpan(Phase.CONTACT, first, last) if first <= last else None


def course_spans(
    course: SupportCourse, building: ContactBuilding, *, after: date | None = None, on: date
) -> tuple[PhaseSpan, ...]:
    """The contact building, where there was any, and the three phases."""
    before = contact_span(building, course.start_date, after=after, on=on)
    return (*([before] if before else []), *cti_phases(course.start_date))


def progress(
    course: SupportCourse,
    file: SupportFile,
    spans: Sequence[PhaseSpan],
    on: date,
) -> tuple[PhaseProgress, ...]:
    """Each phase as it stands on the day."""
    seen_to = min(on, course.end_date) if course.end_date else on
    found: list[PhaseProgress] = []
    for span in spans:
        before = found[-1] if found and span.phase is not Phase.TRANSITION else None
        found.append(_phase(course, file, span, before, seen_to))
    return tuple(found)


def _phase(
    course: SupportCourse,
    file: SupportFile,
    span: PhaseSpan,
    before: PhaseProgress | None,
    on: date,
) -> PhaseProgress:
    plan = file.plan(course.id, span.phase)
    met = [each for each in file.cti if span.first <= each.day <= min(span.last, on)]
    talks = [each.day for each in met if each.with_young_person]
    paused = paused_days(course.pauses, span.first, min(span.last, on))
    per_week = _per_week(len(talks), span, paused, on)
    return PhaseProgress(
        span=span,
        stands=stands(span, on),
        plan=plan,
        parts=tuple(_parts(course, span, plan, met, on)),
        contacts=len(talks),
        paused_days=paused,
        per_week=per_week,
        rising=_rising(per_week, before, _with_support(span, paused, on)),
        next_contact=None if course.end_date else _next_contact(file.cti, course, span, on),
    )


def before_course(file: SupportFile, span: PhaseSpan, on: date) -> PhaseProgress:
    """The contact building of a case that has no course yet."""
    met = [each for each in file.cti if span.first <= each.day <= on]
    return PhaseProgress(
        span=span,
        stands=Stands.NOW,
        plan=file.plan(None, Phase.CONTACT),
        parts=(),
        contacts=sum(each.with_young_person for each in met),
        paused_days=0,
        per_week=None,
        rising=False,
        next_contact=None,
    )


def stands(span: PhaseSpan, on: date) -> Stands:
    """Where the phase lies, seen from the day."""
    if on < span.first:
        return Stands.AHEAD
    return Stands.NOW if on <= span.last else Stands.OVER


def _parts(
    course: SupportCourse,
    span: PhaseSpan,
    plan: PhasePlan | None,
    met: Sequence[Met],
    on: date,
) -> Iterable[PartLine]:
    for row in PHASE_MUSTS:
        if span.phase in row.phases:
            days = _days(row, course, span, plan, met)
            yield part_line(row, span, days, on, over=course.end_date is not None)


def _days(
    row: Must,
    course: SupportCourse,
    span: PhaseSpan,
    plan: PhasePlan | None,
    met: Sequence[Met],
) -> list[date]:
    told = {
        Part.PLAN: plan.made_date if plan else None,
        Part.CLOSING: plan.closed_date if plan else None,
        Part.HANDOVER: course.handover_agreed_date,
    }
    if row.part in told:
        day = told[row.part]
        return [day] if day else []
    counts = {Part.OUT: "out", Part.NETWORK: "network", Part.FIRST_MONTH: "with_young_person"}
    until = row.due(span)
    return sorted(each.day for each in met if getattr(each, counts[row.part]) and each.day <= until)


def part_line(
    row: Must, span: PhaseSpan, days: Sequence[date], on: date, *, over: bool = False
) -> PartLine:
    """The state of one thing, from the days on which it was done, in their order.

    `over`: the course has ended, so that nothing more is to come.
    """
    due = row.due(span)
    met_on = days[row.least - 1] if len(days) >= row.least else None
    if met_on is not None:
        state = PartState.MET if met_on <= due else PartState.MET_LATE
    elif row.soft:
        state = PartState.GUIDE
    else:
        state = PartState.MISSING if over or on > due else PartState.DUE
    return PartLine(row.part, state, len(days), row.least, due, met_on)


def paused_days(pauses: Iterable[Pause | Span], first: date, last: date) -> int:
    """How many days from the first to the last, both included, lie in a pause."""
    total = 0
    for pause in pauses:
        begun, ended = max(pause.first, first), min(pause.last or last, last)
        total += max((ended - begun).days + 1, 0)
    return total


def _with_support(span: PhaseSpan, paused: int, on: date) -> int:
    return max((min(span.last, on) - span.first).days + 1 - paused, 0)


def _per_week(contacts: int, span: PhaseSpan, paused: int, on: date) -> Fraction | None:
    days = _with_support(span, paused, on)
    return Fraction(7 * contacts, days) if days and span.phase is not Phase.CONTACT else None


def _rising(per_week: Fraction | None, before: PhaseProgress | None, days: int) -> bool:
    """Whether there are more contacts a week than in the phase before: they should be fewer."""
    if per_week is None or before is None or before.per_week is None:
        return False
    return days >= RISING_AFTER_DAYS and per_week > before.per_week


def _next_contact(
    met: Iterable[Met], course: SupportCourse, span: PhaseSpan, on: date
) -> date | None:
    if span.phase not in GUIDE or stands(span, on) is not Stands.NOW or paused_on(course, on):
        return None
    talks = [each.day for each in met if each.with_young_person and each.day <= on]
    pauses = [pause.last for pause in course.pauses if pause.last is not None and pause.last <= on]
    last = max([*talks, *pauses], default=span.first)
    return GUIDE[span.phase].after(max(last, course.start_date))


def paused_on(course: SupportCourse, on: date) -> bool:
    """Whether a pause covers the day."""
    return any(
        pause.first <= on and (pause.last is None or on <= pause.last) for pause in course.pauses
    )
