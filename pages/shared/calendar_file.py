"""A meeting as a calendar file (RFC 5545 and 5546): called, changed and called off.

It tells when and where, and to nobody whose meeting it is or why. The same meeting has the same UID
for ever; SEQUENCE is its version, so that a calendar knows the newer call. The words are Danish
whatever the language of the worker: it is others who read them.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from core.codes import Coded, MeetingState
from core.invitations import neutral
from core.records.network import Meeting, Participant
from core.words import DEFAULT, code_key, phrase
from pages.shared.formats import COPENHAGEN

MIME = "text/calendar"
_SPACE = UUID("6f1d6c1e-7d2b-4a3f-9a51-3b0f5a1d6c42")
"""What the ids of meetings are hashed with: an imported id may say something of somebody."""
_DOMAIN = "ungespor.invalid"
"""A domain that can not be (RFC 2606): whoever has no address on file, and whoever calls."""
_LASTS = timedelta(hours=1)
"""How long a meeting without an end is shown."""
_BEFORE = timedelta(days=-1)
_MORNING_BEFORE = timedelta(hours=-15)
"""Nine in the morning of the day before a meeting that has a day only."""
_PARTSTAT = {
    "accepted": "ACCEPTED",
    "tentative": "TENTATIVE",
    "declined": "DECLINED",
    None: "NEEDS-ACTION",
}
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""Summer time as it is in the European Union since 1996 (directive 2000/84/EC)."""


def uid(meeting: Meeting) -> str:
    """The name of the meeting in everybody's calendar; it says nothing of anybody."""
    return f"{uuid5(_SPACE, meeting.id)}@{_DOMAIN}"


def file_name(meeting: Meeting) -> str:
    """What the file is called: what it is and the day, and nobody's name."""
    kind = "aflysning" if meeting.state is MeetingState.CANCELLED else "netvaerksmoede"
    return f"{kind}-{meeting.day.isoformat()}.ics"


def calendar_file(
    meeting: Meeting,
    *,
    name: str,
    to: Participant | None = None,
    called_off: bool = False,
    on: date,
) -> bytes:
    """The file as bytes; `name` is the young person's, who is not named in it.

    To one participant it names no other; without `to` it has everybody on the list, for whoever
    calls. `called_off` takes it out of the calendar of somebody who is being taken off the list;
    should they be called anew, the meeting has a still higher version by then.
    """
    off = called_off or meeting.state is MeetingState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Ungespor//Ungespor//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if off else "REQUEST")
    if meeting.start_time is not None:
        calendar.add_component(Timezone.from_ical(_ZONE))
    called = meeting.participants if to is None else (to,)
    event = _event(meeting, name, off=off, on=on)
    event.add("sequence", meeting.version + called_off)
    for each in called:
        event.add("attendee", _attendee(each), encode=False)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event(meeting: Meeting, name: str, *, off: bool, on: date) -> Event:
    event = Event()
    event.add("uid", uid(meeting))
    event.add("dtstamp", datetime.combine(on, time(), COPENHAGEN).astimezone(UTC))
    event.add("summary", _say("summary"))
    event.add("description", _say("description"))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    _add_when(event, meeting)
    if meeting.place:
        event.add("location", neutral(meeting.place, name=name, instead=_say("instead")))
    event.add("organizer", _organizer(meeting), encode=False)
    if not off:
        event.add_component(_reminder(meeting))
    return event


def _add_when(event: Event, meeting: Meeting) -> None:
    if meeting.start_time is None:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + timedelta(days=1))
        return
    begins = _moment(meeting.day, meeting.start_time)
    ends = _moment(meeting.day, meeting.end_time) if meeting.end_time else begins + _LASTS
    event.add("dtstart", begins)
    event.add("dtend", ends)


def _moment(day: date, clock: str) -> datetime:
    hour, minute = clock.split(".")
    return datetime.combine(day, time(int(hour), int(minute)), COPENHAGEN)


def _organizer(meeting: Meeting) -> vCalAddress:
    return _address(f"moede@{_DOMAIN}", meeting.chair_name or _say("organizer"))


def _attendee(each: Participant) -> vCalAddress:
    """By role: their names are nobody else's business."""
    mail = each.email or f"{uuid5(_SPACE, each.id)}@{_DOMAIN}"
    role = phrase(DEFAULT, code_key(Coded("participant_role", each.role)))
    found = _address(mail, role)
    found.params["ROLE"] = vText("REQ-PARTICIPANT")
    found.params["PARTSTAT"] = vText(_PARTSTAT.get(each.answer, "NEEDS-ACTION"))
    found.params["RSVP"] = vText("FALSE")
    return found


def _address(mail: str, name: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{mail}")
    found.params["CN"] = vText(name)
    return found


def _reminder(meeting: Meeting) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _say("reminder"))
    alarm.add("trigger", _BEFORE if meeting.start_time else _MORNING_BEFORE)
    return alarm


def _say(key: str) -> str:
    return phrase(DEFAULT, f"invitation.calendar.{key}")
