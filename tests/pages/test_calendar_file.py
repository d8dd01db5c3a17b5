"""Meetings as calendar files: what a calendar reads in them, and what it must not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from core.codes import MeetingState
from core.invitations import Wording
from pages.shared.calendar_file import calendar_file, file_name, uid
from pages.shared.invitation_text import mail_text, subject
from tests.factories import ON
from tests.factories_network import meeting, participant

NAME = "Vilma Vildspor"
YOUNG = participant("young_person", NAME, id_="vilma", email="vilma@example.org")
OFFICER = participant("employment_officer", "Jens Job", id_="jens", email="jens@example.org")
TIMED = {"start_time": "14.00", "end_time": "15.30", "place": "Biblioteket"}


def _read(content):
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def _event(told, **how):
    return _read(calendar_file(told, name=NAME, on=ON, **how))[1]


class ClientCalendar:
    """What Outlook and others do with files: keep by UID, and take the higher SEQUENCE."""

    def __init__(self):
        self.entries = {}

    def open(self, content):
        calendar, event = _read(content)
        known = self.entries.get(str(event["UID"]))
        if known is not None and event["SEQUENCE"] <= known["SEQUENCE"]:
            return
        if calendar["METHOD"] == "CANCEL":
            self.entries.pop(str(event["UID"]), None)
        else:
            self.entries[str(event["UID"])] = event


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("day", "start", "utc"),
    [
        (date(2026, 3, 28), "14.00", "13:00"),
        (date(2026, 3, 29), "14.00", "12:00"),
        (date(2026, 10, 24), "14.00", "12:00"),
        (date(2026, 10, 25), "14.00", "13:00"),
        (date(2026, 3, 29), "01.30", "00:30"),
        (date(2026, 10, 25), "03.30", "02:30"),
        (date(2045, 7, 3), "14.00", "12:00"),
    ],
)
def test_the_time_is_danish_on_both_sides_of_summer_time(day, start, utc):
    found = _event(meeting(day=day, start_time=start))["DTSTART"]
    assert found.params["TZID"] == "Europe/Copenhagen"
    assert found.dt.strftime("%Y-%m-%d %H.%M") == f"{day} {start}"
    assert found.dt.astimezone(UTC).strftime("%H:%M") == utc


def test_the_zone_travels_with_the_file_and_says_the_same_as_ours():
    calendar, event = _read(calendar_file(meeting(**TIMED), name=NAME, on=ON))
    (zone,) = calendar.walk("VTIMEZONE")
    there = zone.to_tz(lookup_tzid=False)
    for day in (date(2026, 1, 15), date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25)):
        noon = datetime.combine(day, datetime.min.time()).replace(hour=12)
        ours = noon.replace(tzinfo=event["DTSTART"].dt.tzinfo).utcoffset()
        assert noon.replace(tzinfo=there).utcoffset() == ours


def test_a_meeting_lasts_as_long_as_it_says_and_else_an_hour():
    told = _event(meeting(**TIMED))
    assert told["DTEND"].dt - told["DTSTART"].dt == timedelta(minutes=90)
    told = _event(meeting(start_time="23.30"))
    assert told["DTEND"].dt - told["DTSTART"].dt == timedelta(hours=1)


def test_without_a_time_it_takes_the_whole_day_and_no_zone():
    calendar, event = _read(calendar_file(meeting(day=ON), name=NAME, on=ON))
    assert event["DTSTART"].dt == ON
    assert event["DTEND"].dt == ON + timedelta(days=1)
    assert not calendar.walk("VTIMEZONE")


def test_it_reminds_on_the_day_before():
    (timed,) = _event(meeting(**TIMED)).walk("VALARM")
    (whole,) = _event(meeting()).walk("VALARM")
    assert timed["TRIGGER"].dt == timedelta(days=-1)
    assert whole["TRIGGER"].dt == timedelta(hours=-15)


# ---------------------------------------------------------------- what it tells


def test_neither_name_nor_purpose_nor_agenda_is_in_the_file():
    told = meeting(
        YOUNG,
        OFFICER,
        start_time="14.00",
        place="Hjemme hos Vilma, 650306-1234",
        purpose="Gæld og misbrug",
        agenda="Bøder",
        wishes="Kage",
        not_invited="Faren",
    )
    for to in (YOUNG, OFFICER, None):
        text = calendar_file(told, name=NAME, to=to, on=ON).decode().replace("\r\n ", "")
        for secret in ("Vilma V", "Vildspor", "650306", "Gæld", "Bøder", "Kage", "Faren"):
            assert secret not in text
    assert _event(told)["SUMMARY"] == "Netværksmøde"
    assert _event(told)["LOCATION"] == "Hjemme hos den unge, ••••••-••••"
    assert _event(told)["CLASS"] == "PRIVATE"


def test_a_file_for_one_names_no_other():
    told = meeting(YOUNG, OFFICER, **TIMED)
    text = calendar_file(told, name=NAME, to=OFFICER, on=ON).decode().replace("\r\n ", "")
    assert "jens@example.org" in text
    assert "vilma@example.org" not in text


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (None, "NEEDS-ACTION"),
        ("accepted", "ACCEPTED"),
        ("tentative", "TENTATIVE"),
        ("declined", "DECLINED"),
    ],
)
def test_what_somebody_answered_stands_in_their_line(answer, status):
    each = participant(answer=answer, email="jens@example.org")
    found = _event(meeting(each))["ATTENDEE"]
    assert found == "mailto:jens@example.org"
    assert found.params["PARTSTAT"] == status
    assert found.params["CN"] == "Jobkonsulent"


def test_who_has_no_address_gets_one_that_can_not_be():
    found = _event(meeting(participant()))["ATTENDEE"]
    assert found.endswith("@ungespor.invalid")
    assert "Jens" not in found


def test_the_file_is_called_after_the_day_and_nobody():
    assert file_name(meeting(day=ON)) == "netvaerksmoede-2026-05-04.ics"
    off = meeting(day=ON, state=MeetingState.CANCELLED)
    assert file_name(off) == "aflysning-2026-05-04.ics"


# ---------------------------------------------------------------- changes


def test_a_change_replaces_what_a_calendar_has_and_an_old_file_does_not_bring_it_back():
    client = ClientCalendar()
    first = calendar_file(meeting(OFFICER, version=1, **TIMED), name=NAME, to=OFFICER, on=ON)
    moved = meeting(OFFICER, version=2, day=ON + timedelta(days=7), **TIMED)
    client.open(first)
    client.open(calendar_file(moved, name=NAME, to=OFFICER, on=ON))
    client.open(first)
    (entry,) = client.entries.values()
    assert entry["DTSTART"].dt.date() == ON + timedelta(days=7)


def test_a_cancellation_takes_it_out_of_the_calendar():
    client = ClientCalendar()
    client.open(calendar_file(meeting(version=3), name=NAME, on=ON))
    off = meeting(version=4, state=MeetingState.CANCELLED)
    calendar, event = _read(calendar_file(off, name=NAME, on=ON))
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert not event.walk("VALARM")
    client.open(calendar_file(off, name=NAME, on=ON))
    assert client.entries == {}


def test_somebody_taken_off_the_list_and_called_anew_ends_with_the_meeting_in_the_calendar():
    client = ClientCalendar()
    client.open(calendar_file(meeting(OFFICER, version=3), name=NAME, to=OFFICER, on=ON))
    gone = calendar_file(meeting(OFFICER, version=3), name=NAME, to=OFFICER, called_off=True, on=ON)
    client.open(gone)
    assert client.entries == {}
    client.open(calendar_file(meeting(version=5), name=NAME, to=OFFICER, on=ON))
    assert len(client.entries) == 1


def test_the_uid_is_the_same_for_ever_and_says_nothing_of_anybody():
    told = meeting(id_="Vilma-650306-1234")
    again = meeting(id_="Vilma-650306-1234", day=ON + timedelta(days=9), version=8)
    assert uid(told) == uid(again)
    assert uid(told) != uid(meeting(id_="another"))
    assert "Vilma" not in uid(told)
    assert "650306" not in uid(told)


HOSTILE = some.text(max_size=120) | some.sampled_from(
    [
        "END:VEVENT\r\nBEGIN:VEVENT",
        "Rum 1; 2, 3\\n\nATTENDEE:mailto:x@example.org",
        "æøå " * 60,
        '"; CN=x',
    ]
)


@settings(deadline=None)
@given(HOSTILE, HOSTILE, some.booleans())
def test_whatever_is_written_the_file_is_one_event_of_short_lines(place, name, timed):
    each = participant(name=name, email="jens@example.org")
    told = meeting(
        each, chair_name=name, place=place, purpose=place, start_time="14.00" if timed else None
    )
    content = calendar_file(told, name=NAME, on=ON)
    _, event = _read(content)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert str(event["UID"]) == uid(told)
    assert event["SUMMARY"] == "Netværksmøde"
    assert event["ATTENDEE"] == "mailto:jens@example.org"
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 1


# ---------------------------------------------------------------- the mail


FULL = meeting(
    OFFICER,
    day=date(2026, 5, 14),
    purpose="En plan, 650306-1234",
    agenda="1. Bolig\n2. Penge",
    **{**TIMED, "place": "Hjemme hos Vilma"},
)


def _mail(how, told=FULL):
    return mail_text(told, how, name=NAME, to="Jens Job", sender="Karen Kold")


def test_who_may_know_everything_reads_purpose_and_agenda():
    text = _mail(Wording.FULL)
    assert text.startswith("Hej Jens\n")
    assert "sammen med Vilma" in text
    assert "Hvornår: 14.\u00a0maj 2026 kl. 14.00–15.30" in text
    assert "1. Bolig\n2. Penge" in text
    assert text.endswith("Karen Kold")


def test_who_is_outside_the_consent_is_told_when_and_where_and_not_about_whom():
    text = _mail(Wording.BARE)
    assert "14.\u00a0maj 2026" in text
    assert "Hjemme hos den unge" in text
    for secret in ("Vilma", "plan", "Bolig"):
        assert secret not in text


def test_who_may_know_something_is_told_about_whom_and_not_why():
    text = _mail(Wording.NAMED)
    assert "Vilma" in text
    assert "En plan" not in text
    assert "Bolig" not in text


def test_the_young_person_is_spoken_to():
    text = mail_text(FULL, Wording.OWN, name=NAME, to=NAME, sender="Karen Kold")
    assert "dit netværksmøde" in text
    assert "Det taler vi om:" in text


@pytest.mark.parametrize("how", list(Wording))
@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED])
def test_no_mail_has_a_cpr_number_and_no_subject_a_name(how, state):
    told = meeting(
        OFFICER, state=state, place="6503061234", purpose="650306-1234", agenda="650306 1234"
    )
    assert "1234" not in _mail(how, told)
    assert "Vilma" not in subject(told)
    off = state is MeetingState.CANCELLED
    assert ("aflyst" in _mail(how, told)) is off
