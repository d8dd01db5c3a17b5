"""What a meeting must hold (guide 2018 pp. 10-12; report 2017 ch. 6); see `core.holding` too."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.agenda import one_a_line
from core.codes import MeetingState
from core.consent import ALONE
from core.errors import BadValue, RuleBroken
from core.records.network import Meeting
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_code,
    optional_text,
    required_date,
    required_text,
)

NETWORK = "network"
REVERSE = frozenset({"professionals_only_pre_meeting"})
"""Items of the checklist where a yes is the deviation (R10)."""

_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


class BadTime(BadValue):
    """Not a time of day written HH.MM (facts: value)."""

    code = "bad_time"


class EndBeforeStart(RuleBroken):
    """The meeting ends before it begins, or its end is told without a beginning (facts: start)."""

    code = "end_before_start"


class CoordinatorMissing(RuleBroken):
    """The case has no coordinator and no start date yet."""

    code = "coordinator_missing"


class MeetingBeforeStart(RuleBroken):
    """The meeting lies before the start of the case (facts: date, start)."""

    code = "meeting_before_start"


class MeetingNotPlanned(RuleBroken):
    """Only a planned meeting can be changed, held or cancelled so (facts: state)."""

    code = "meeting_not_planned"


class MeetingNotHeld(RuleBroken):
    """Only a held meeting can be corrected (facts: state)."""

    code = "meeting_not_held"


class NobodyAttended(RuleBroken):
    """A meeting that nobody came to was not held."""

    code = "nobody_attended"


class ActiveWithoutAttending(RuleBroken):
    """Somebody is said to have taken active part without being there (facts: n)."""

    code = "active_without_attending"


class NextMeetingMissing(RuleBroken):
    """A network meeting has neither a next date nor a reason why there is none."""

    code = "next_meeting_missing"


class NextMeetingTooEarly(RuleBroken):
    """The next meeting is not after this one (facts: date, next)."""

    code = "next_meeting_too_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """A meeting as planned; times are HH.MM, and the agenda has one point on each line."""

    kind: str | None
    day: date | None
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    purpose: str | None = None
    agenda: str | None = None
    chair_id: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom a meeting is for, by role and name, and who that is in the network."""

    role: str
    name: str | None = None
    network_person_id: str | None = None
    email: str | None = None


def start_time(name: str, value: str | None) -> str | None:
    """A time of day as HH.MM; 9:05 becomes 09.05. Raises BadTime."""
    text = optional_text(name, value, LINE)
    if text is None:
        return None
    found = _TIME.fullmatch(text)
    if found is None:
        raise BadTime(name, value=text)
    return f"{int(found[1]):02d}.{found[2]}"


def end_time(value: str | None, *, start: str | None) -> str | None:
    """When it ends, HH.MM. Raises BadTime or EndBeforeStart."""
    end = start_time("end_time", value)
    if end is not None and (start is None or end <= start):
        raise EndBeforeStart("end_time", start=start or "–")
    return end


def day_of_meeting(day: date | None, start: date | None) -> date:
    """The day. Raises MissingValue, CoordinatorMissing or MeetingBeforeStart."""
    if start is None:
        raise CoordinatorMissing
    known = required_date("date", day)
    if known < start:
        raise MeetingBeforeStart("date", date=known, start=start)
    return known


def checked_plan(plan: MeetingPlan, *, start: date | None, on: date) -> MeetingPlan:
    """The plan with cleaned texts; a network meeting needs a purpose (report 2017 section 6.3)."""
    kind = check_code("kind", "meeting_kind", plan.kind, on)
    purpose = required_text if kind == NETWORK else optional_text
    begins = start_time("start_time", plan.start_time)
    return MeetingPlan(
        kind=kind,
        day=day_of_meeting(plan.day, start),
        start_time=begins,
        end_time=end_time(plan.end_time, start=begins),
        place=optional_text("place", plan.place, LINE),
        purpose=purpose("purpose", plan.purpose, TEXT),
        agenda=one_a_line(optional_text("agenda", plan.agenda, TEXT)),
        chair_id=plan.chair_id,
    )


def checked_invitation(invitation: Invitation, on: date) -> Invitation:
    """The invitation with a valid role and a cleaned name."""
    return Invitation(
        role=check_code("role", "participant_role", invitation.role, on),
        name=optional_text("name", invitation.name, NAME),
        network_person_id=invitation.network_person_id,
        email=optional_text("email", invitation.email, LINE),
    )


def shares(kind: str, roles: Iterable[str]) -> bool:
    """Whether the meeting shares information, so that it needs a consent (R12)."""
    return kind == NETWORK or bool(set(roles) - ALONE)


def check_planned(state: MeetingState) -> None:
    """Raises MeetingNotPlanned unless the meeting still lies ahead."""
    if state is not MeetingState.PLANNED:
        raise MeetingNotPlanned(state=state)


def check_not_cancelled(state: MeetingState) -> None:
    """Raises MeetingNotPlanned where the meeting was called off."""
    if state is MeetingState.CANCELLED:
        raise MeetingNotPlanned(state=state)


def check_not_held(state: MeetingState) -> None:
    """Raises MeetingNotPlanned where the meeting has been held."""
    if state is MeetingState.HELD:
        raise MeetingNotPlanned(state=state)


def check_held(state: MeetingState) -> None:
    """Raises MeetingNotHeld unless the meeting was held."""
    if state is not MeetingState.HELD:
        raise MeetingNotHeld(state=state)


def deviates(item: str, answer: bool | None) -> bool:
    """Whether the answer to a reverse item tells of a deviation (R10)."""
    return item in REVERSE and answer is True


def held_network(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The network meetings that were held, oldest first."""
    found = [one for one in meetings if one.kind == NETWORK and one.state is MeetingState.HELD]
    return sorted(found, key=lambda one: (one.day, one.id))
