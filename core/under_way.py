"""What goes on while a meeting is under way: the point, the floor, who is here, quick days.

Minimum of a network meeting (report 2017 section 6.3): an agenda, turns around the table, and
agreements written down for all to see.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from core.agenda import points
from core.calendar import add_months
from core.codes import MeetingState
from core.errors import RuleBroken, UnknownCode
from core.meetings import check_planned
from core.records.network import Meeting, Participant

DECLINED = "declined"


class MeetingAhead(RuleBroken):
    """The meeting lies on a later day (facts: date)."""

    code = "meeting_ahead"


def check_under_way(state: MeetingState, day: date, on: date) -> None:
    """Raises MeetingNotPlanned or MeetingAhead unless the meeting can go on today.

    A meeting stays under way until it is told of as held, past midnight too.
    """
    check_planned(state)
    if day > on:
        raise MeetingAhead(date=day)


def under_way(meeting: Meeting, on: date) -> bool:
    """Whether the meeting can go on today."""
    return meeting.state is MeetingState.PLANNED and meeting.day <= on


def checked_place(place: int, agenda: str | None) -> int:
    """A place in the agenda, counted from 0; one beyond the last means that all is said."""
    if not 0 <= place <= len(points(agenda)):
        raise UnknownCode("agenda_place", value=place)
    return place


def is_here(participant: Participant) -> bool:
    """Whether somebody sits at the table: as told, or else unless they had declined."""
    if participant.attended is None:
        return participant.answer != DECLINED
    return participant.attended


def next_turn(participants: Sequence[Participant], turn_id: str | None) -> str | None:
    """Who speaks next, around the table in the order given; None where nobody is here."""
    here = [each.id for each in participants if is_here(each)]
    if turn_id not in here:
        return here[0] if here else None
    return here[(here.index(turn_id) + 1) % len(here)]


def quick_days(on: date, following: date | None) -> dict[str, date]:
    """Days that an agreement is often followed up on, by name; `following` is the next meeting."""
    days = {
        "week": on + timedelta(days=7),
        "fortnight": on + timedelta(days=14),
        "month": add_months(on, 1),
    }
    if following is not None and following > on:
        days["next_meeting"] = following
    return days


def following_meeting(meetings: Iterable[Meeting], on: date) -> date | None:
    """The day of the next meeting after `on`: planned, or agreed at an earlier one."""
    planned = (each.day for each in meetings if each.state is MeetingState.PLANNED)
    agreed = (each.next_meeting_date for each in meetings)
    return min((day for day in (*planned, *agreed) if day is not None and day > on), default=None)


def first_name(name: str | None) -> str | None:
    """The first name alone."""
    parts = (name or "").split()
    return parts[0] if parts else None


def names_at_table(names: Sequence[str | None]) -> list[str | None]:
    """First names in the same order; namesakes with an initial, and a number where that is alike.

    None stays None: somebody who is known by the role alone.
    """
    often = Counter(first_name(name) for name in names)
    short = [
        _with_initial(name) if often[first_name(name)] > 1 else first_name(name) for name in names
    ]
    return [_numbered(short, place) for place in range(len(short))]


def _with_initial(name: str | None) -> str | None:
    parts = (name or "").split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else first_name(name)


def _numbered(names: Sequence[str | None], place: int) -> str | None:
    name, before = names[place], names[:place].count(names[place])
    return f"{name} {before + 1}" if name is not None and before else name
