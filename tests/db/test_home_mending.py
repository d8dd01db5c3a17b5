"""An application, an offer or an event of the home entered by mistake, put right in a real store."""

from datetime import timedelta

import pytest

from core.codes import Coded, Step
from core.errors import ChangedByOther, DatesOutOfOrder, MissingValue, NotFound
from core.home_events import EventTold
from core.home_mending import (
    ApplicationHasOffers,
    ApplicationLedHome,
    ApplicationStands,
    HomeEventFollowed,
    MovedInSince,
)
from core.home_search import ApplicationTold, OfferTold
from core.housing import WayHome
from db import actions, check, queries
from db.actions import home_mending
from tests.db.test_homes import (
    ACCEPTED,
    APPLIED,
    DAY,
    IDA,
    LEAD,
    OFFERED,
    STRANGER,
    answer,
    apply,
    homeless,
    last,
    offer,
    refuse,
    search,
    step_of,
    tell,
    way,
)
from tests.factories import ON, put_staff
from tests.factories_support import COORDINATOR, WORKER

pytestmark = pytest.mark.usefixtures("store")
WHY = "Det var en anden ung."


def correct(application, day, seen_version=1):
    told = ApplicationTold(kind="private", name="Udlejer", applied_date=day)
    home_mending.correct_application(application, told, seen_version=seen_version, by=IDA, on=ON)


def take_back(action, record, seen_version=1, by=IDA, reason=WHY):
    action(record, reason, seen_version=seen_version, by=by, on=ON)


def story(case):
    told = queries.timeline.story(case.id, by=LEAD, on=ON).happenings
    return [each for each in told if each.kind.endswith("_taken_back")]


def test_an_application_corrected_moves_the_day_on_the_waiting_list_in_every_place_since():
    case = homeless()
    application = apply(case)
    actions.housing.record_situation(case.id, situation="hotel", from_date=OFFERED, by=IDA, on=ON)
    earlier = APPLIED - DAY
    correct(application, earlier)
    lines = queries.housing.history(case.id, by=LEAD)
    assert [each.waiting_list_date for each in lines] == [earlier, earlier]
    correct(application, OFFERED + DAY, 2)
    lines = queries.housing.history(case.id, by=LEAD)
    assert [each.waiting_list_date for each in lines] == [None, OFFERED + DAY]
    assert [(each.kind, each.name) for each in search(case).applications] == [
        ("private", "Udlejer")
    ]
    with pytest.raises(ChangedByOther):
        correct(application, earlier, 2)


def test_a_corrected_application_stands_before_its_offers():
    case = homeless()
    application = apply(case)
    offer(application)
    with pytest.raises(DatesOutOfOrder):
        correct(application, OFFERED + DAY)


def test_an_application_taken_back_leaves_the_day_of_the_next_one_and_is_told():
    case = homeless()
    first, second = apply(case), apply(case, APPLIED + DAY)
    with pytest.raises(MissingValue):
        take_back(home_mending.take_back_application, first, reason=" ")
    with pytest.raises(NotFound):
        take_back(home_mending.take_back_application, first, by=STRANGER)
    take_back(home_mending.take_back_application, first)
    assert way(case) == WayHome(APPLIED + DAY)
    assert [each.id for each in search(case).applications] == [second]
    take_back(home_mending.take_back_application, second)
    assert way(case) == WayHome()
    assert [(each.said, each.facts["before"]) for each in story(case)] == [
        (WHY, "Boligkontoret")
    ] * 2


def test_an_application_ended_by_mistake_stands_again_unless_it_led_to_a_home():
    case = homeless()
    application = apply(case)
    with pytest.raises(ApplicationStands):
        home_mending.stand_again(application, seen_version=1, by=IDA)
    actions.home_search.end_application(
        application, ended_date=ON, reason="withdrawn", seen_version=1, by=IDA, on=ON
    )
    with pytest.raises(NotFound):
        home_mending.stand_again(application, seen_version=2, by=STRANGER)
    home_mending.stand_again(application, seen_version=2, by=IDA)
    (kept,) = search(case).applications
    assert (kept.ended_date, kept.end_reason) == (None, None)
    answer(offer(application))
    (kept,) = search(case).applications
    with pytest.raises(ApplicationLedHome):
        home_mending.stand_again(application, seen_version=kept.version, by=IDA)


def test_a_day_on_the_list_that_somebody_typed_stays():
    case = homeless()
    application = apply(case)
    line = last(case)
    typed = WayHome(APPLIED - DAY * 3)
    actions.housing.record_way_home(line.id, typed, seen_version=line.version, by=IDA, on=ON)
    take_back(home_mending.take_back_application, application)
    assert way(case) == typed


def test_what_an_offer_or_a_move_stands_on_is_not_taken_back():
    case = homeless()
    application = apply(case)
    offered = offer(application)
    with pytest.raises(ApplicationHasOffers):
        take_back(home_mending.take_back_application, application)
    answer(offered)
    actions.housing.move_in(case.id, from_date=ON, by=IDA, on=ON)
    with pytest.raises(MovedInSince):
        take_back(home_mending.take_back_offer, offered, 2)
    with pytest.raises(MovedInSince):
        correct(application, APPLIED - DAY, 2)
    assert last(case).allocated_date == ACCEPTED


def test_an_offer_is_corrected_and_its_answer_stands():
    case = homeless()
    offered = offer(apply(case))
    answer(offered)
    told = OfferTold(offered_date=OFFERED - DAY, description="2 rum", rent=4100)
    home_mending.correct_offer(offered, told, seen_version=2, by=IDA, on=ON)
    (kept,) = search(case).offers
    assert (kept.description, kept.rent, kept.answer) == ("2 rum", 4100, "accepted")
    late = OfferTold(offered_date=ACCEPTED + DAY, description="2 rum")
    with pytest.raises(DatesOutOfOrder):
        home_mending.correct_offer(offered, late, seen_version=3, by=IDA, on=ON)


def test_an_accepted_offer_taken_back_gives_its_day_back_and_the_application_stands_again():
    case = homeless()
    put_staff(staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER)
    offered = offer(apply(case))
    answer(offered)
    take_back(home_mending.take_back_offer, offered, 2)
    assert way(case) == WayHome(APPLIED)
    assert search(case).offers == ()
    assert [each.ended_date for each in search(case).applications] == [None]
    assert [each.kind for each in story(case)] == ["home_offer_taken_back"]
    assert [fault.code for fault in check.faults(ON)] == []


def test_a_refusal_corrected_leaves_the_other_home_and_the_application_as_they_are():
    case = homeless()
    application = apply(case)
    first, second = offer(application), offer(application)
    refuse(first)
    answer(second)
    refuse(first, 2)
    assert way(case) == WayHome(APPLIED, ACCEPTED)
    assert [each.ended_date for each in search(case).applications] == [ACCEPTED]


# ---------------------------------------------------------------- events


def at_home():
    case = homeless()
    actions.housing.move_in(case.id, from_date=ACCEPTED, by=IDA, on=ON)
    return case


@pytest.mark.parametrize(
    ("kind", "told"), [("at_risk", {}), ("eviction", {"lives_now": "night_shelter"})]
)
def test_an_event_taken_back_takes_its_situation_and_its_step_with_it(kind, told):
    case = at_home()
    event = tell(case, kind, ON - DAY, **told)
    with pytest.raises(MissingValue):
        take_back(home_mending.take_back_event, event, reason=None)
    take_back(home_mending.take_back_event, event)
    line = last(case)
    assert (line.situation, line.to_date, step_of(case)) == ("own_home", None, Step.MOVED_IN)
    assert len(queries.housing.history(case.id, by=LEAD)) == 2
    assert search(case).events == ()
    assert [each.facts["before"] for each in story(case)] == [Coded("home_event", kind)]


def test_only_the_newest_event_is_taken_back_and_one_that_changed_nothing_alone():
    case = at_home()
    risk = tell(case, "at_risk", ON - DAY)
    notice = tell(case, "notice", ON - DAY)
    with pytest.raises(HomeEventFollowed):
        take_back(home_mending.take_back_event, risk)
    take_back(home_mending.take_back_event, notice)
    assert last(case).situation == "own_home_at_risk"
    take_back(home_mending.take_back_event, risk)
    assert last(case).situation == "own_home"


def test_an_event_on_which_a_later_situation_stands_is_kept():
    case = at_home()
    event = tell(case, "eviction", ON - DAY, lives_now="hotel")
    actions.housing.record_situation(
        case.id, situation="family_friends", from_date=ON, by=IDA, on=ON
    )
    with pytest.raises(HomeEventFollowed):
        take_back(home_mending.take_back_event, event)
    assert [each.id for each in search(case).events] == [event]


def test_the_reason_of_an_event_is_corrected_and_the_rest_stands():
    case = at_home()
    event = tell(case, "at_risk", ON - timedelta(days=2))
    told = EventTold(kind=None, day=None, reason="complaints", note="Støj")
    home_mending.correct_event(event, told, seen_version=1, by=IDA)
    (kept,) = search(case).events
    assert (kept.kind, kept.day) == ("at_risk", ON - timedelta(days=2))
    assert (kept.reason, kept.note) == ("complaints", "Støj")
