"""What may be mended of the way to a home, and the days that go back with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import DatesOutOfOrder, MissingValue, TooLong
from core.home_days import with_application
from core.home_events import LEADS_TO
from core.home_mending import (
    ApplicationHasOffers,
    HomeEventFollowed,
    MovedInSince,
    check_newest,
    check_not_lived_in,
    check_not_moved_in,
    check_without_offers,
    checked_reason,
    corrected_application,
    led_to,
    since_last_home,
    way_mended,
)
from core.home_search import ApplicationTold
from core.housing import HOMES, WayHome, checked_way_home
from tests.factories import ON
from tests.factories_homes import APPLIED, application, event, line, offer

DAY = timedelta(days=1)
DAYS = some.dates(date(2026, 1, 1), ON)


@given(gone=DAYS, instead=some.none() | DAYS, others=some.lists(DAYS), further=some.none() | DAYS)
def test_days_that_are_mended_still_follow_each_other(gone, instead, others, further):
    way = with_application(WayHome(allocated_date=further), gone)
    drawn = line(waiting_list_date=way.waiting_list_date, allocated_date=further)
    mended = way_mended(drawn, gone, instead, others)
    assert checked_way_home(mended, ON) == mended
    assert mended.allocated_date == further


@given(first=DAYS, others=some.lists(DAYS, min_size=1))
def test_an_application_taken_back_leaves_the_days_as_if_it_had_never_been(first, others):
    without = WayHome()
    for day in others:
        without = with_application(without, day)
    known = with_application(without, first)
    drawn = line(waiting_list_date=known.waiting_list_date)
    assert way_mended(drawn, first, None, others) == without


def test_a_situation_that_is_over_takes_no_later_day():
    over = line(until=APPLIED + DAY, waiting_list_date=APPLIED)
    assert way_mended(over, APPLIED, APPLIED + DAY * 3, []) == WayHome()


def test_days_before_the_last_home_belong_to_an_earlier_way():
    lines = [line("own_home", APPLIED, APPLIED + DAY * 9), line("hotel", APPLIED + DAY * 9)]
    days = [APPLIED - DAY, APPLIED + DAY * 20, APPLIED + DAY * 10]
    assert since_last_home(days, lines) == [APPLIED + DAY * 10, APPLIED + DAY * 20]


def test_what_later_things_stand_on_is_refused():
    with pytest.raises(ApplicationHasOffers):
        check_without_offers(application(), [offer()])
    check_without_offers(application(), [offer(application_id="b")])
    home = line("own_home", ON, waiting_list_date=APPLIED)
    with pytest.raises(MovedInSince):
        check_not_moved_in(APPLIED, [home])
    check_not_moved_in(APPLIED + DAY, [home])
    accepted = offer(answer="accepted", answered_date=ON - DAY)
    with pytest.raises(MovedInSince):
        check_not_lived_in(accepted, [home])
    check_not_lived_in(offer(answer="refused", answered_date=ON - DAY), [home])


def test_a_reason_is_asked_for():
    for refusal, reason in ((MissingValue, " "), (TooLong, "x" * 4001)):
        with pytest.raises(refusal):
            checked_reason(reason)


@pytest.mark.parametrize("known", [{"ended": APPLIED + DAY}, {}])
def test_an_application_stands_before_its_offers_and_its_end(known):
    told = ApplicationTold(kind="private", name="Udlejer", applied_date=APPLIED + DAY * 60)
    offers = [] if known else [offer()]
    with pytest.raises(DatesOutOfOrder):
        corrected_application(told, application(**known), offers, ON)


def test_only_the_newest_event_is_taken_back():
    first, second = event("at_risk"), event("secured", date(2026, 3, 9))
    check_newest(second, [first, second])
    with pytest.raises(HomeEventFollowed):
        check_newest(first, [first, second])


@pytest.mark.parametrize("kind", LEADS_TO)
def test_an_event_finds_the_situation_that_it_wrote(kind):
    told = event(kind)
    wrote = line(LEADS_TO[kind] or "hotel", told.day)
    before = line("own_home", APPLIED, told.day)
    assert led_to(told, [told], [before, wrote]) is wrote
    assert led_to(told, [told], [before]) is None
    with pytest.raises(HomeEventFollowed):
        led_to(told, [told], [before, wrote, line("hotel", told.day + DAY)])
    assert (wrote.situation in HOMES) is (LEADS_TO[kind] is not None)
