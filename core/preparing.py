"""Preparing a meeting with the young person: who comes, what they wish for, and R10.

The steps are those of the pre-meeting (report 2017 section 3.2): purpose and agenda, participants,
place and time, wishes and considerations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.codes import MeetingState
from core.consent import YOUNG_PERSON
from core.meetings import NETWORK, Invitation, MeetingPlan, day_of_meeting
from core.records.network import Meeting, NetworkPerson, Participant
from core.texts import TEXT, check_codes, optional_text, past_date

PRE_MEETING = "pre_meeting"
CHOSEN_ADULT, OTHER, WORKER = "chosen_adult", "other", "support_worker"


class Stage(StrEnum):
    """A step of the preparation, in order."""

    PURPOSE = "purpose"
    PEOPLE = "people"
    WHEN = "when"
    WISHES = "wishes"
    REVIEW = "review"

    @property
    def number(self) -> int:
        """Counted from 1."""
        return list(Stage).index(self) + 1

    @property
    def following(self) -> "Stage | None":
        """The next one; None after the last."""
        stages = list(Stage)
        return stages[self.number] if self.number < len(stages) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the young person wishes for the meeting, and what must be taken care of."""

    wishes: str | None = None
    considerations: tuple[str, ...] = ()
    note: str | None = None


def checked_wishes(told: Wishes, on: date) -> Wishes:
    """The wishes with cleaned texts. Raises TooLong or UnknownCode."""
    return Wishes(
        wishes=optional_text("wishes", told.wishes, TEXT),
        considerations=check_codes(
            "considerations", "meeting_consideration", told.considerations, on
        ),
        note=optional_text("considerations_note", told.note, TEXT),
    )


def checked_not_invited(text: str | None) -> str | None:
    """Whom the young person does not want there, and why. Raises TooLong."""
    return optional_text("not_invited", text, TEXT)


def prepared_day(day: date | None, *, start: date | None, on: date) -> date:
    """The day it was talked through with the young person, from the start of the case to today."""
    return past_date("prepared_date", day_of_meeting(day, start), on)


def plan_of(meeting: Meeting) -> MeetingPlan:
    """The plan as it stands, to be changed in part."""
    return MeetingPlan(
        kind=meeting.kind,
        day=meeting.day,
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        place=meeting.place,
        purpose=meeting.purpose,
        agenda=meeting.agenda,
        chair_id=meeting.chair_id,
    )


def role_of(known: NetworkPerson) -> str:
    """The role somebody in the network has at a meeting."""
    return CHOSEN_ADULT if known.chosen_adult else known.participant_role or OTHER


def standing_for(known: NetworkPerson, participants: Iterable[Participant]) -> Participant | None:
    """The participant who is this one: by the network, else by the name."""
    listed = tuple(participants)
    by_id = (each for each in listed if each.network_person_id == known.id)
    by_name = (
        each
        for each in listed
        if each.network_person_id is None and known.name and each.name == known.name
    )
    return next(by_id, None) or next(by_name, None)


def unfinished(meeting: Meeting) -> tuple[Stage, ...]:
    """The stages that have nothing yet; wishes may be none, once it was talked through."""
    lacks = {
        Stage.PURPOSE: not (meeting.purpose and meeting.agenda),
        Stage.PEOPLE: len(meeting.participants) < 2,  # noqa: PLR2004 — the young person and another
        Stage.WHEN: not (meeting.start_time and meeting.place),
        Stage.WISHES: not (
            meeting.wishes
            or meeting.considerations
            or meeting.considerations_note
            or meeting.prepared_date
        ),
        Stage.REVIEW: meeting.prepared_date is None,
    }
    return tuple(stage for stage in Stage if lacks[stage])


# ---------------------------------------------------------------- nothing about the young person


def without_young_person(roles: Iterable[str]) -> bool:
    """Whether somebody is there, and the young person is not."""
    there = set(roles)
    return bool(there) and YOUNG_PERSON not in there


def professionals_only(meeting: Meeting) -> bool:
    """Whether it is, or was, a pre-meeting without the young person (R10).

    Where nobody is written down it is not known, and not said.
    """
    if meeting.kind != PRE_MEETING or meeting.state is MeetingState.CANCELLED:
        return False
    return without_young_person(each.role for each in _there(meeting))


def _there(meeting: Meeting) -> Sequence[Participant]:
    """Who was there; of a planned meeting, and where presence was not told, who is expected."""
    if meeting.state is not MeetingState.HELD:
        return meeting.participants
    return [each for each in meeting.participants if each.attended is not False]


def suggested_answer(meetings: Iterable[Meeting], meeting: Meeting) -> bool | None:
    """What the pre-meetings before a network meeting say to the item of R10.

    They are those held since the network meeting before it. None where there was none.
    """
    held = [one for one in meetings if one.state is MeetingState.HELD and one.id != meeting.id]
    before = [one.day for one in held if one.kind == NETWORK and one.day < meeting.day]
    since = max(before, default=date.min)
    talks = [one for one in held if one.kind == PRE_MEETING and since < one.day <= meeting.day]
    if meeting.kind != NETWORK or not talks:
        return None
    return any(professionals_only(one) for one in talks)


# ---------------------------------------------------------------- who can come


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be ticked; `participant_id` where they are on the list already."""

    key: str
    role: str
    name: str | None
    participant_id: str | None = None
    network_person_id: str | None = None
    email: str | None = None
    relation: str | None = None
    """To the young person, where the network says it."""

    @property
    def invitation(self) -> Invitation:
        """What puts them on the list."""
        return Invitation(self.role, self.name, self.network_person_id, self.email)


def candidates(
    meeting: Meeting,
    people: Iterable[NetworkPerson],
    *,
    young_person: str,
    workers: Iterable[str] = (),
) -> tuple[Candidate, ...]:
    """Who can come: the young person, the network, the support workers, and who is listed besides.

    A key stays the same whether or not somebody is on the list.
    """
    found = [_own(meeting, young_person)]
    found += [_known(meeting, known) for known in people]
    taken = {each.participant_id for each in found}
    free = [each for each in meeting.participants if each.id not in taken]
    for name in workers:
        listed = next((one for one in free if one.role == WORKER and one.name == name), None)
        found.append(Candidate(f"{WORKER}.{name}", WORKER, name, listed.id if listed else None))
    taken = {each.participant_id for each in found}
    found += [
        Candidate(each.id, each.role, each.name, each.id, each.network_person_id, each.email)
        for each in free
        if each.id not in taken
    ]
    return tuple(found)


def _own(meeting: Meeting, name: str) -> Candidate:
    listed = next((each for each in meeting.participants if each.role == YOUNG_PERSON), None)
    return Candidate(YOUNG_PERSON, YOUNG_PERSON, name, listed.id if listed else None)


def _known(meeting: Meeting, known: NetworkPerson) -> Candidate:
    listed = standing_for(known, meeting.participants)
    role = listed.role if listed else role_of(known)
    return Candidate(
        known.id,
        role,
        known.name,
        listed.id if listed else None,
        known.id,
        known.email,
        known.relation,
    )
