"""The text of a mail that calls somebody to a meeting, or calls it off; plain Danish, no CPR.

How much it says follows from what the recipient may know (`core.invitations.Wording`). It is
Danish whatever the language of the worker: it is others who read it.
"""

from core.agenda import points
from core.codes import MeetingState
from core.invitations import Wording, neutral
from core.masking import without_cpr
from core.records.network import Meeting
from core.words import DEFAULT, phrase
from pages.shared.formats import day as spoken

W = "invitation.mail"


def mail_text(meeting: Meeting, wording: Wording, *, name: str, to: str | None, sender: str) -> str:
    """The whole text. `name` is the young person's, `to` the recipient's where it is known."""
    off = meeting.state is MeetingState.CANCELLED
    parts = [
        _say("hello", name=to.split()[0]) if to else _say("hello_nobody"),
        _say(f"called_off.{wording}" if off else f"called.{wording}", name=_first(name)),
        _when(meeting, wording, name),
    ]
    if not off:
        parts += [*_why(meeting, wording), _say(f"answer.{wording}")]
    return "\n\n".join([*parts, _say("regards", name=sender)])


def subject(meeting: Meeting) -> str:
    """The subject: what it is and the day, and nobody's name."""
    off = meeting.state is MeetingState.CANCELLED
    return _say("subject_off" if off else "subject", date=meeting.day)


def _when(meeting: Meeting, wording: Wording, name: str) -> str:
    day = spoken(DEFAULT, meeting.day)
    if meeting.start_time is None:
        lines = [_say("day", day=day)]
    elif meeting.end_time is None:
        lines = [_say("from", day=day, start=meeting.start_time)]
    else:
        lines = [_say("span", day=day, start=meeting.start_time, end=meeting.end_time)]
    if meeting.place:
        lines.append(_say("place", place=_place(meeting.place, wording, name)))
    return "\n".join(lines)


def _place(place: str, wording: Wording, name: str) -> str:
    if wording is Wording.BARE:
        return neutral(place, name=name, instead=phrase(DEFAULT, "invitation.calendar.instead"))
    return without_cpr(place)


def _why(meeting: Meeting, wording: Wording) -> list[str]:
    """Purpose and agenda, to those who may know everything."""
    if wording not in {Wording.OWN, Wording.FULL}:
        return []
    told = []
    if meeting.purpose:
        told.append(_say(f"purpose.{wording}", purpose=without_cpr(meeting.purpose)))
    numbered = enumerate(points(meeting.agenda), start=1)
    agenda = [f"{place}. {without_cpr(point)}" for place, point in numbered]
    if agenda:
        told.append("\n".join([_say(f"agenda.{wording}"), *agenda]))
    return told


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name


def _say(key: str, **facts: object) -> str:
    return phrase(DEFAULT, f"{W}.{key}", **facts)
