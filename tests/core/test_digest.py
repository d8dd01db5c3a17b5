"""When the week's mails go out, and what they say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.digest import SENDING, Letter, letter, may_try_again, time_to_send, week_of
from core.records.notices import Counted, NoticeKind

MONDAY = date(2026, 11, 23)
ADDRESS = "https://ungespor.eksempel.dk/"
WEEK = (Counted(NoticeKind.MEETING, 2, 1), Counted(NoticeKind.CONSENT, 1, 0))


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 27, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 28, 0, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 6, 59, tzinfo=UTC), False),
    ],
)
def test_mails_go_out_from_monday_at_seven_until_friday(moment, sent):
    assert time_to_send(moment) is sent


@pytest.mark.parametrize(
    ("tries", "minutes", "again"),
    [(1, 59, False), (1, 60, True), (SENDING.tries - 1, 60, True), (SENDING.tries, 600, False)],
)
def test_a_mail_that_failed_is_tried_again_after_an_hour_so_many_times(tries, minutes, again):
    last = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert may_try_again(tries, last, last + timedelta(minutes=minutes)) is again


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_week_is_known_by_its_monday(day):
    assert week_of(day).isoweekday() == 1
    assert week_of(day) <= day < week_of(day) + timedelta(days=7)


def test_the_letter_says_numbers_kinds_and_the_address():
    made = letter(WEEK, week=MONDAY, address=ADDRESS, language="da")
    assert made.subject == "Din uge i Ungespor (uge 48)"
    assert "Netværksmøder: 2 forsinkede, 1 i denne uge" in made.text
    assert "Samtykker: 1 forsinket\n" in made.text
    assert "https://ungespor.eksempel.dk/notices\n" in made.text


def test_the_letter_is_in_the_readers_language():
    made = letter(WEEK, week=MONDAY, address=ADDRESS, language="en")
    assert made == Letter("Your week in Ungespor (week 48)", made.text)
    assert "Network meetings: 2 overdue, 1 this week" in made.text
