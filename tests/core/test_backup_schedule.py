"""Which backups stay: by example, and whatever the moments are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.backup_schedule import SCHEDULE, kept, next_one

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
ages = st.integers(0, 60 * 24 * 420).map(lambda minutes: NOW - timedelta(minutes=minutes))
many = st.lists(ages, max_size=60)


def every(minutes: int, days: int) -> list[datetime]:
    return [NOW - timedelta(minutes=minutes * each) for each in range(days * 1440 // minutes)]


def test_a_year_of_quarters_of_an_hour_leaves_fewer_than_two_hundred_and_fifty():
    stay = kept(every(15, 370), NOW)
    assert 96 <= sum(NOW - each <= timedelta(hours=24) for each in stay) <= 97
    assert len(stay) < 250
    assert NOW - min(stay) > timedelta(days=330)


def test_the_only_backup_stays_however_old_it_is():
    old = NOW - timedelta(days=4000)
    assert kept([old], NOW) == {old}


def test_a_clock_that_was_ahead_costs_no_backup():
    ahead = NOW + timedelta(days=2)
    assert kept([NOW, ahead], NOW) == {NOW, ahead}


@given(many)
def test_nothing_of_the_last_day_goes_and_the_newest_always_stays(moments):
    stay = kept(moments, NOW)
    assert stay >= {each for each in moments if NOW - each <= timedelta(hours=24)}
    assert stay <= set(moments)
    assert not moments or max(moments) in stay


@given(many)
def test_every_hour_day_week_and_month_that_had_a_backup_still_has_one(moments):
    stay = kept(moments, NOW)
    for tier in SCHEDULE:
        recent = [each for each in moments if NOW - each <= tier.lasts]
        assert {tier.slot(each) for each in recent} == {
            tier.slot(each) for each in stay if NOW - each <= tier.lasts
        }


@given(many, st.lists(st.integers(0, 60 * 24 * 40), max_size=6))
def test_thinning_often_leaves_what_thinning_once_leaves(moments, waits):
    """Else a backup that the year needs could be gone before its month is over."""
    often, now = set(moments), NOW
    for wait in waits:
        now += timedelta(minutes=wait)
        often = set(kept(often, now))
    assert kept(often, now) == kept(moments, now)


def test_the_next_one_is_due_the_interval_after_the_newest_and_never_in_the_past():
    assert next_one(NOW - timedelta(minutes=5), 15, NOW) == NOW + timedelta(minutes=10)
    assert next_one(NOW - timedelta(hours=5), 15, NOW) == NOW
    assert next_one(None, 15, NOW) == NOW + timedelta(minutes=15)
