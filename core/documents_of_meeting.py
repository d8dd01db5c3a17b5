"""What stands in the short minutes and in the script of a meeting (report 2017 ch. 3 and 6)."""

from core.codes import MeetingState
from core.documents_of_plan import aim_of, next_meeting, time_and_place
from core.recipients import same_name
from core.records.documents import Aim, Fact, Section, Someone, Source
from core.records.network import Goal, Meeting, Participant
from core.shared_documents import FRAME, Sieve
from core.sharing import ALL_TYPES, OWN, Recipient, needed_of, needed_of_types, told_by_role

HEALTH = frozenset({"health"})
"""What a note on considerations tells about: why somebody needs a quiet room."""


def minutes(source: Source, recipient: Recipient, sieve: Sieve) -> tuple[Section, ...]:
    """The short minutes of a held meeting, with what was agreed there; nothing of another."""
    meeting = source.meeting
    if meeting is None or meeting.state is not MeetingState.HELD:
        return ()
    needed = needed_of_types(meeting.minutes_types)
    agreed = (_agreed(goal, meeting, source) for goal in source.goals)
    return (
        _when(meeting, sieve),
        _talked_about(meeting, recipient, sieve),
        Section("present", people=_people(meeting, recipient, sieve, came=True)),
        Section("minutes", texts=_texts(meeting.minutes, "minutes", needed, sieve)),
        Section(
            "agreed",
            aims=sieve.let_all(
                "goals", ((needed_of(goal), aim) for goal, aim in agreed if aim.steps)
            ),
        ),
        next_meeting(source, sieve),
    )


def _agreed(goal: Goal, meeting: Meeting, source: Source) -> tuple[Goal, Aim]:
    made = (each for each in goal.agreements if each.meeting_id == meeting.id)
    return goal, aim_of(goal, made, source)


def script(source: Source, recipient: Recipient, sieve: Sieve) -> tuple[Section, ...]:
    """The script: why, what about, who, where, how, and what the young person wishes."""
    meeting = source.meeting
    if meeting is None:
        return ()
    return (
        _when(meeting, sieve),
        _talked_about(meeting, recipient, sieve),
        Section("participants", people=_people(meeting, recipient, sieve, came=False)),
        _process(meeting, sieve),
        Section("wishes", texts=_texts(meeting.wishes, "wishes", FRAME, sieve)),
        Section("not_invited", texts=_texts(meeting.not_invited, "wishes", ALL_TYPES, sieve)),
    )


def _process(meeting: Meeting, sieve: Sieve) -> Section:
    noted = _texts(meeting.considerations_note, "wishes", HEALTH, sieve)
    chosen = Fact("considerations", meeting.considerations)
    facts = sieve.let("wishes", FRAME, chosen) if meeting.considerations else ()
    return Section("process", facts=facts, texts=noted)


def _texts(text: str | None, part: str, needed: frozenset[str], sieve: Sieve) -> tuple[str, ...]:
    """The lines of a text that somebody wrote, all of them or none."""
    lines = tuple(line.strip() for line in (text or "").splitlines() if line.strip())
    told = sieve.let(part, needed, lines) if lines else ()
    return told[0] if told else ()


def _when(meeting: Meeting, sieve: Sieve) -> Section:
    return Section("when", facts=sieve.let_all("when", time_and_place(meeting)))


def _talked_about(meeting: Meeting, recipient: Recipient, sieve: Sieve) -> Section:
    """Purpose and agenda: whoever is invited has them already, others need to know it all."""
    needed = FRAME if _takes_part(meeting, recipient) else needed_of_types(meeting.minutes_types)
    purpose = _texts(meeting.purpose, "agenda", needed, sieve)
    return Section("agenda", texts=purpose, points=_texts(meeting.agenda, "agenda", needed, sieve))


def _people(
    meeting: Meeting, recipient: Recipient, sieve: Sieve, *, came: bool
) -> tuple[Someone, ...]:
    """Who is or was there: to who takes part all of them, to others by what their role tells."""
    inside = _takes_part(meeting, recipient)
    asked = [each for each in meeting.participants if not came or each.attended]
    return sieve.let_all(
        "people",
        (
            (FRAME if inside else _needed_of_role(each), Someone(each.role, each.name))
            for each in asked
        ),
    )


def _needed_of_role(each: Participant) -> frozenset[str]:
    return FRAME if each.role == OWN else told_by_role(each.role)


def _takes_part(meeting: Meeting, recipient: Recipient) -> bool:
    return any(
        each.role == recipient.role and (same_name(each.name, recipient.name) or not each.name)
        for each in meeting.participants
    )
