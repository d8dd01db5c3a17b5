"""The duty to notify: shown until the eighteenth birthday, and recorded without its content."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import add_months
from core.errors import DateInFuture, MissingValue
from core.notification import (
    DUTY,
    STEP,
    NotificationKnown,
    NotificationOfAdult,
    NotificationTold,
    Reminder,
    checked_notification,
    lines,
    reminder,
    told,
)
from core.records.notification import Notification
from core.words import LANGUAGES, has_phrase

ON = date(2026, 5, 4)
BORN = date(2009, 1, 1)
TOLD = NotificationTold(date=ON, by_name=" Karen Kold ", unit="Havnby Kommune")


def test_the_duty_is_shown_the_day_before_the_eighteenth_birthday_and_not_on_it():
    assert reminder(date(2008, 5, 5), ON) is Reminder.UNDER_AGE
    assert reminder(date(2008, 5, 4), ON) is None
    assert reminder(date(2008, 2, 29), date(2026, 2, 28)) is Reminder.UNDER_AGE
    assert reminder(date(2008, 2, 29), date(2026, 3, 1)) is None


def test_an_unknown_age_is_said_and_the_duty_shown():
    assert reminder(None, ON) is Reminder.AGE_UNKNOWN


@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(-400, 400))
def test_the_duty_is_shown_on_every_day_before_the_birthday_and_on_none_after(born, days):
    birthday = add_months(born, 18 * 12)
    if (born.month, born.day) == (2, 29) and birthday.day != born.day:
        birthday += timedelta(days=1)
    day = birthday + timedelta(days=days)
    assert (reminder(born, day) is None) == (days >= 0)


def test_there_is_no_field_for_what_a_notification_says():
    assert {each.name for each in fields(NotificationTold)} == {"date", "by_name", "unit"}
    assert {each.name for each in fields(Notification)} == {
        "id", "version", "date", "by_name", "unit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"date": None}, MissingValue, "date"),
        ({"date": ON + timedelta(days=1)}, DateInFuture, "date"),
        ({"by_name": " "}, MissingValue, "by_name"),
        ({"unit": None}, MissingValue, "unit"),
    ],
)
def test_a_notification_that_lacks_something_is_refused_at_its_field(change, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_notification(replace(TOLD, **change), (), born=BORN, on=ON)
    assert refused.value.field == field


def test_a_notification_is_about_somebody_under_18_on_its_day():
    born = date(2008, 5, 4)
    with pytest.raises(NotificationOfAdult):
        checked_notification(TOLD, (), born=born, on=ON)
    earlier = replace(TOLD, date=ON - timedelta(days=1))
    assert checked_notification(earlier, (), born=born, on=ON).by_name == "Karen Kold"
    assert checked_notification(TOLD, (), born=None, on=ON)


def test_the_same_notification_is_recorded_once():
    known = [Notification("n", 1, ON, "Bo", "havnby  kommune")]
    with pytest.raises(NotificationKnown):
        checked_notification(TOLD, known, born=BORN, on=ON)
    assert checked_notification(replace(TOLD, unit="Skovby"), known, born=BORN, on=ON)


def test_every_line_says_its_source_and_has_words_and_what_is_unverified_says_so():
    for line in lines():
        assert line.source
        for language in LANGUAGES:
            assert has_phrase(language, f"notification.{line.kind}.{line.code}")
    unsure = {line.code for line in lines() if "jurist" in line.source}
    assert unsure == {"public", "send", "assessed"}
    for language in LANGUAGES:
        for why in Reminder:
            assert has_phrase(language, f"notification.worried.{why}")


def test_what_to_do_in_acute_danger_comes_first_and_the_act_counts_from_its_first_day():
    assert told(STEP, ON)[0] == "do_not_wait"
    assert told(DUTY, ON) == ("public", "everyone")
    assert told(DUTY, date(2023, 12, 31)) == ()
