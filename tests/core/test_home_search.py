"""Needs, applications, offers and answers, and the days on the way home that follow from them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import (
    BadValue,
    DateInFuture,
    DatesOutOfOrder,
    MissingValue,
    UnknownCode,
)
from core.home_days import SituationMissing, living, with_application, with_home, without_home
from core.home_search import (
    AlreadyMovedIn,
    AnswerTold,
    ApplicationEnded,
    ApplicationTold,
    HomePromised,
    NeedTold,
    OfferTold,
    OfferUnanswered,
    check_takes_back,
    check_unpromised,
    checked_answer,
    checked_application,
    checked_end,
    checked_need,
    checked_offer,
    last_day_to_answer,
)
from core.housing import WayHome, checked_way_home
from tests.factories import ON
from tests.factories_homes import APPLIED, application, line, offer

DAY = timedelta(days=1)


def test_a_need_with_nothing_in_it_is_refused():
    with pytest.raises(MissingValue):
        checked_need(NeedTold(wishes="  "), ON)
    assert checked_need(NeedTold(pets=False), ON).pets is False


@pytest.mark.parametrize("rent", [0, -1, 50_001])
def test_a_rent_that_is_none_is_refused(rent):
    with pytest.raises(BadValue):
        checked_need(NeedTold(most_rent=rent), ON)


def told(**values) -> ApplicationTold:
    return ApplicationTold(
        **{"kind": "allocation", "name": " Boligkontoret ", "applied_date": ON, **values}
    )


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (MissingValue, {"name": " "}),
        (MissingValue, {"kind": None}),
        (UnknownCode, {"kind": "castle"}),
        (MissingValue, {"applied_date": None}),
        (DateInFuture, {"applied_date": ON + DAY}),
    ],
)
def test_an_application_needs_its_kind_name_and_a_day_that_has_been(kind, values):
    with pytest.raises(kind):
        checked_application(told(**values), ON)
    assert checked_application(told(), ON).name == "Boligkontoret"


def end(each=None, day=ON, reason="withdrawn", offers=()):
    return checked_end(each or application(), day, reason, offers=offers, on=ON)


def test_an_application_ends_with_a_day_and_a_reason():
    assert end() == (ON, "withdrawn")
    with pytest.raises(DatesOutOfOrder):
        end(day=APPLIED - DAY)
    with pytest.raises(MissingValue):
        end(reason=None)
    with pytest.raises(ApplicationEnded):
        end(application(ended=ON))


def test_an_application_does_not_end_while_an_offer_of_it_waits():
    with pytest.raises(OfferUnanswered):
        end(offers=[offer()])
    end(offers=[offer(application_id="b"), offer(answer="refused")])


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (DatesOutOfOrder, {"offered_date": APPLIED - DAY}),
        (DatesOutOfOrder, {"answer_by": ON - DAY}),
        (MissingValue, {"description": None}),
        (BadValue, {"rent": 0}),
        (DateInFuture, {"offered_date": ON + DAY}),
    ],
)
def test_an_offer_follows_its_application_and_says_what_it_is(kind, values):
    values = {"offered_date": ON, "description": "1 rum", **values}
    with pytest.raises(kind):
        checked_offer(OfferTold(**values), application(), ON)
    with pytest.raises(ApplicationEnded):
        checked_offer(OfferTold(**values), application(ended=ON), ON)


def answer(**values) -> AnswerTold:
    values = {"answer": "accepted", "answered_date": ON, **values}
    return checked_answer(AnswerTold(**values), offer(), ON)


def test_a_refusal_says_whose_it_is_and_why_an_acceptance_is_the_young_persons():
    assert answer(answered_by="landlord").answered_by == "young_person"
    with pytest.raises(MissingValue) as refused:
        answer(answer="refused", answered_by="landlord")
    assert refused.value.field == "reason"
    with pytest.raises(MissingValue) as refused:
        answer(answer="refused", reason="For langt væk")
    assert refused.value.field == "answered_by"
    with pytest.raises(DatesOutOfOrder):
        answer(answered_date=date(2026, 3, 1))


def test_an_offer_is_answered_by_its_own_day_or_within_a_week():
    assert last_day_to_answer(offer(date(2026, 3, 2))) == date(2026, 3, 9)
    assert last_day_to_answer(offer(answer_by=date(2026, 3, 4))) == date(2026, 3, 4)


def test_an_answer_needs_to_know_where_the_young_person_lives():
    for unknown in (None, line(until=ON)):
        with pytest.raises(SituationMissing):
            living(unknown)


def test_one_home_at_a_time_is_accepted():
    other = offer(id="b", answer="accepted", answered_date=ON)
    with pytest.raises(HomePromised):
        check_unpromised(offer(), [other], [line()])
    with pytest.raises(HomePromised):
        check_unpromised(offer(), [other], [line("own_home", ON - DAY)])
    check_unpromised(other, [other], [line()])
    check_unpromised(offer(), [offer(id="c", answer="refused", answered_date=ON)], [line()])
    check_unpromised(offer(), [other], [line("own_home", ON), line("hotel", ON + DAY)])


def test_an_accepted_home_is_not_given_back_once_it_is_moved_into():
    accepted = offer(answer="accepted", answered_date=ON)
    with pytest.raises(AlreadyMovedIn):
        check_takes_back(accepted, line("own_home"))
    check_takes_back(accepted, line())
    check_takes_back(offer(), line("own_home"))


# ---------------------------------------------------------------- the days that follow

_DAYS = some.dates(date(2026, 1, 1), ON)
_MAYBE = some.none() | _DAYS


@some.composite
def _ways(draw) -> WayHome:
    """Days in an order that may be stored."""
    way = WayHome(draw(_MAYBE), draw(_MAYBE), draw(_MAYBE))
    known = sorted(
        day
        for day in (way.waiting_list_date, way.allocated_date, way.lease_signed_date)
        if day is not None
    )
    days = iter(known)
    return WayHome(
        *(
            next(days) if day is not None else None
            for day in (way.waiting_list_date, way.allocated_date, way.lease_signed_date)
        )
    )


@given(way=_ways(), applied=_DAYS, accepted=_DAYS)
def test_days_that_follow_never_break_the_order_and_never_move_a_home_already_written(
    way, applied, accepted
):
    after = with_home(with_application(way, applied), accepted)
    assert checked_way_home(after, ON) == after
    assert way.allocated_date in (None, after.allocated_date)
    assert after.lease_signed_date == way.lease_signed_date


@given(way=_ways(), accepted=_DAYS)
def test_what_an_acceptance_wrote_its_refusal_takes_back(way, accepted):
    written = with_home(way, accepted)
    if written != way:
        assert without_home(written, accepted).allocated_date is None
    assert without_home(way, None) == way


def test_the_first_application_is_the_day_on_the_waiting_list():
    way = with_application(WayHome(), date(2026, 3, 1))
    assert with_application(way, APPLIED).waiting_list_date == APPLIED
    assert with_application(way, ON).waiting_list_date == date(2026, 3, 1)
