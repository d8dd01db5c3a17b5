"""When the next network meeting is due by the variant's own rule (R09), and a day to suggest."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.cadence import duties_of
from core.codes import MeetingState
from core.duties import MEETINGS_A_YEAR
from core.meetings import NETWORK
from core.records.network import Meeting
from core.records.overview import CaseFacts, Due, DueKind
from core.settings import Settings

OWN_AGREEMENT = "meeting_planned"
"""The row of the table of duties that is no rule but what the team agreed."""
LATE_AHEAD = 7
"""Days from today that are suggested where the meeting is late already; practice."""
_SATURDAY = 5


def rules(facts: CaseFacts, on: date, settings: Settings) -> tuple[Due, ...]:
    """The last day for the next network meeting by each rule of the variant, soonest first.

    What the team itself agreed or planned is left out: it is no rule.
    """
    found = [
        Due(duty.kind, duty.reason, day, on > day, duty.rule)
        for duty in duties_of(facts.step, facts.variant)
        if duty.kind is DueKind.MEETING and duty.reason != OWN_AGREEMENT and duty.valid(on)
        if (day := duty.day(facts, settings)) is not None
    ]
    return tuple(sorted(found, key=_day))


def after_planned(facts: CaseFacts, meetings: Iterable[Meeting]) -> CaseFacts:
    """The facts as they will be when the network meetings planned so far are held."""
    held_too = {MeetingState.HELD, MeetingState.PLANNED}
    days = sorted(one.day for one in meetings if one.kind == NETWORK and one.state in held_too)
    if not days:
        return facts
    third = days[-MEETINGS_A_YEAR] if len(days) >= MEETINGS_A_YEAR else None
    return replace(facts, last_meeting=days[-1], third_last_meeting=third)


def suggested_day(dues: Sequence[Due], on: date) -> date | None:
    """The last working day in time; a week from today where it is too late; None: no rule."""
    if not dues:
        return None
    last = dues[0].due_date
    while last.weekday() >= _SATURDAY:
        last -= timedelta(days=1)
    if last >= on:
        return last
    soon = on + timedelta(days=LATE_AHEAD)
    while soon.weekday() >= _SATURDAY:
        soon += timedelta(days=1)
    return soon


def _day(due: Due) -> date:
    return due.due_date
