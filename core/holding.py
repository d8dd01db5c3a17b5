"""What is told of a meeting that took place: who came, the checklist, the minutes, the next one.

The next meeting is booked before everybody goes home (report 2017 section 6.3), or it is said why
there is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.codes import all_codes
from core.errors import UnknownCode
from core.meetings import (
    NETWORK,
    ActiveWithoutAttending,
    NextMeetingMissing,
    NextMeetingTooEarly,
    NobodyAttended,
    day_of_meeting,
    start_time,
)
from core.texts import LINE, NAME, TEXT, check_code, check_codes, optional_text, past_date


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """How the next meeting is booked, on the day agreed; what is not told is as at this one.

    `invited` holds ids of this meeting's participants; None: all of them. The young person always
    is. `start_time` is HH.MM.
    """

    start_time: str | None = None
    place: str | None = None
    purpose: str | None = None
    invited: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody who came without having been invited."""

    role: str
    name: str | None = None
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What happened at a meeting; attended and active hold the ids of participants."""

    day: date | None
    attended: frozenset[str] = frozenset()
    active: frozenset[str] = frozenset()
    came: tuple[Came, ...] = ()
    checklist: Mapping[str, bool | None] = field(default_factory=dict)
    minutes: str | None = None
    minutes_types: tuple[str, ...] = ()
    next_meeting_date: date | None = None
    following: NextMeeting = NextMeeting()
    no_next_meeting_reason: str | None = None


def checked_holding(
    held: Held, *, kind: str, invited: Sequence[str], start: date | None, on: date
) -> Held:
    """What happened, with cleaned texts. `invited` are the ids of the meeting's participants."""
    day = past_date("date", day_of_meeting(held.day, start), on)
    _check_presence(held, frozenset(invited))
    reason = optional_text("no_next_meeting_reason", held.no_next_meeting_reason, TEXT)
    _check_next(kind, day, held.next_meeting_date, reason)
    minutes = optional_text("minutes", held.minutes, TEXT)
    return Held(
        day=day,
        attended=held.attended,
        active=held.active,
        came=tuple(_checked_came(each, on) for each in held.came),
        checklist=_answers(held.checklist),
        minutes=minutes,
        minutes_types=_types(held.minutes_types, on) if minutes else (),
        next_meeting_date=held.next_meeting_date,
        following=_checked_following(held.following, frozenset(invited)),
        no_next_meeting_reason=reason if held.next_meeting_date is None else None,
    )


def _types(types: tuple[str, ...], on: date) -> tuple[str, ...]:
    return check_codes("minutes_types", "information_type", types, on)


def _checked_came(came: Came, on: date) -> Came:
    return Came(
        role=check_code("came", "participant_role", came.role, on),
        name=optional_text("came", came.name, NAME),
        active=came.active,
    )


def _checked_following(told: NextMeeting, present: frozenset[str]) -> NextMeeting:
    unknown = (told.invited or frozenset()) - present
    if unknown:
        raise UnknownCode("next_invited", value=min(unknown))
    return NextMeeting(
        start_time=start_time("next_start_time", told.start_time),
        place=optional_text("next_place", told.place, LINE),
        purpose=optional_text("next_purpose", told.purpose, TEXT),
        invited=told.invited,
    )


def _check_presence(held: Held, invited: frozenset[str]) -> None:
    unknown = (held.attended | held.active) - invited
    if unknown:
        raise UnknownCode("attended", value=min(unknown))
    if not held.attended and not held.came:
        raise NobodyAttended("attended")
    absent = held.active - held.attended
    if absent:
        raise ActiveWithoutAttending("active", n=len(absent))


def _check_next(kind: str, day: date, following: date | None, reason: str | None) -> None:
    if following is not None and following <= day:
        raise NextMeetingTooEarly("next_meeting_date", date=day, next=following)
    if kind == NETWORK and following is None and reason is None:
        raise NextMeetingMissing("next_meeting_date")


def _answers(answers: Mapping[str, bool | None]) -> dict[str, bool | None]:
    items = all_codes("checklist_item")
    for item in answers:
        if item not in items:
            raise UnknownCode(item, value=item)
    return {item: answers.get(item) for item in items}
