"""The parts of trin 3, and what five of them still lack (guide 2018 pp. 11-12).

Nothing here blocks: trin 3 is complete when the first network meeting is held and a goal with an
agreement is recorded, and what remains until then is shown.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.codes import MeetingState, Variant
from core.consent import Gap, gap
from core.meetings import held_network
from core.records.network import Goal, Meeting, NetworkFile, NetworkPerson


class Part(StrEnum):
    """A part of trin 3, in the order of the work."""

    COORDINATOR = "coordinator"
    CONSENT = "consent"
    NETWORK = "network"
    MEETINGS = "meetings"
    PLAN = "plan"
    DOCUMENTS = "documents"
    """What is made of the other five; it lacks nothing by itself."""


class Lack(StrEnum):
    """What a part lacks."""

    NOT_BEGUN = "not_begun"
    NOTHING_COVERS = "nothing_covers"
    GUARDIAN = "guardian_missing"
    OWN = "own_missing"
    CHOSEN_ADULT = "chosen_adult"
    FIRST_MEETING = "first_meeting"
    NEXT_MEETING = "next_meeting"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Task:
    """A part and what it lacks; None: in order."""

    part: Part
    lack: Lack | None


_LACK_OF_GAP = {
    None: None,
    Gap.NOTHING_ON_FILE: Lack.NOT_BEGUN,
    Gap.NOTHING_COVERS: Lack.NOTHING_COVERS,
    Gap.GUARDIAN_MISSING: Lack.GUARDIAN,
    Gap.OWN_MISSING: Lack.OWN,
}


def tasks(file: NetworkFile, *, variant: Variant, born: date | None, on: date) -> tuple[Task, ...]:
    """The five parts, each with the first thing it lacks."""
    coordinator = file.coordinator_id and file.start_date
    return (
        Task(Part.COORDINATOR, None if coordinator else Lack.NOT_BEGUN),
        Task(Part.CONSENT, _LACK_OF_GAP[gap(file.consents, born, on)]),
        Task(Part.NETWORK, _network(file.people, variant)),
        Task(Part.MEETINGS, _meetings(file.meetings, on)),
        Task(Part.PLAN, _plan(file.goals)),
    )


def complete(file: NetworkFile) -> bool:
    """Whether trin 3 is done: a network meeting held, a goal with an agreement recorded."""
    return bool(held_network(file.meetings)) and any(goal.agreements for goal in file.goals)


def _network(people: tuple[NetworkPerson, ...], variant: Variant) -> Lack | None:
    if not people:
        return Lack.NOT_BEGUN
    # The chosen adult is a core element of variant U only (report 2017 section 3.1).
    chosen = variant is Variant.H or any(known.chosen_adult for known in people)
    return None if chosen else Lack.CHOSEN_ADULT


def _meetings(meetings: tuple[Meeting, ...], on: date) -> Lack | None:
    if not meetings:
        return Lack.NOT_BEGUN
    held = held_network(meetings)
    if not held:
        return Lack.FIRST_MEETING
    planned = any(meeting.state is MeetingState.PLANNED for meeting in meetings)
    following = held[-1].next_meeting_date
    ahead = following is not None and following >= on
    settled = following is None and held[-1].no_next_meeting_reason is not None
    return None if planned or ahead or settled else Lack.NEXT_MEETING


def _plan(goals: tuple[Goal, ...]) -> Lack | None:
    if not goals:
        return Lack.NOT_BEGUN
    return None if any(goal.agreements for goal in goals) else Lack.AGREEMENT
