"""The way to a home in a real store: what follows from what, who may, and who sees what."""

from datetime import date, timedelta

import pytest

from core.codes import Combination, Role, Step
from core.errors import ChangedByOther, NotAllowed, NotFound, WrongStep
from core.home_days import SituationMissing
from core.home_events import EventTold, NoHomeOfTheirOwn
from core.home_search import (
    AlreadyMovedIn,
    AnswerTold,
    ApplicationTold,
    HomePromised,
    NeedTold,
    OfferTold,
)
from core.housing import HousingOverlaps, WayHome, version_of
from core.records.homes import HomeSearch
from core.records.overview import DueKind
from core.shelter import StaysOverlap, StayTold
from db import actions, check, queries
from db.engine import reading
from db.models import AuditRow, CaseRow
from tests.factories import ON, person, put_staff
from tests.factories_support import (
    COORDINATOR,
    WORKER,
    put_course,
    put_home,
    put_supported_case,
)

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
IDA = person(Role.SUPPORT_WORKER, account_id="ida", staff_id=WORKER)
KAREN = person(Role.COORDINATOR, account_id="karen", staff_id=COORDINATOR)
STRANGER = person(Role.COORDINATOR, account_id="per", staff_id="per")
DAY = timedelta(days=1)
SINCE, APPLIED, OFFERED, ACCEPTED = (
    date(2026, 2, 2),
    date(2026, 2, 9),
    date(2026, 3, 2),
    date(2026, 3, 5),
)


def homeless(situation="family_friends", **columns):
    case = put_supported_case(step=Step.SUPPORT, **columns)
    put_course(case.id)
    put_home(case.id, situation=situation, from_date=SINCE)
    return case


def apply(case, day=APPLIED, by=IDA):
    told = ApplicationTold(kind="allocation", name="Boligkontoret", applied_date=day)
    return actions.home_search.apply(case.id, told, by=by, on=ON)


def offer(application, day=OFFERED):
    told = OfferTold(offered_date=day, description="1 rum")
    return actions.home_search.offer(application, told, by=IDA, on=ON)


def answer(offered, seen_version=1, **told):
    told = AnswerTold(**{"answer": "accepted", "answered_date": ACCEPTED, **told})
    actions.home_search.answer(offered, told, seen_version=seen_version, by=IDA, on=ON)


def refuse(offered, seen_version=1):
    answer(
        offered, seen_version, answer="refused", answered_by="landlord", reason="En anden fik den"
    )


def search(case, by=IDA) -> HomeSearch:
    return queries.homes.search(case.id, by=by)


def last(case):
    return queries.housing.history(case.id, by=LEAD)[-1]


def way(case) -> WayHome:
    line = last(case)
    return WayHome(line.waiting_list_date, line.allocated_date, line.lease_signed_date)


def tell(case, kind, day=ON, by=IDA, **told):
    seen = version_of(queries.housing.history(case.id, by=LEAD))
    told = EventTold(**{"kind": kind, "day": day, "reason": "rent_arrears", **told})
    return actions.home_events.tell(case.id, told, seen_version=seen, by=by, on=ON)


def step_of(case):
    with reading() as session:
        return session.get(CaseRow, case.id).step


# ---------------------------------------------------------------- the days follow


def test_an_accepted_offer_is_a_home_allocated_and_nobody_types_a_day_twice():
    case = homeless()
    application = apply(case)
    assert way(case) == WayHome(APPLIED)
    offered = offer(application)
    answer(offered)
    assert way(case) == WayHome(APPLIED, ACCEPTED)
    found = search(case)
    assert [each.end_reason for each in found.applications] == ["home_found"]
    assert [each.answer for each in found.offers] == ["accepted"]


def test_cti_may_begin_with_the_offer_that_was_accepted():
    case = put_supported_case(combination=Combination.SM_CTI)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    put_home(case.id, situation="hotel", from_date=SINCE)
    told = ApplicationTold(kind="private", name="Udlejer", applied_date=APPLIED)
    application = actions.home_search.apply(case.id, told, by=LEAD, on=ON)
    offered = actions.home_search.offer(
        application, OfferTold(offered_date=OFFERED, description="1 rum"), by=LEAD, on=ON
    )
    yes = AnswerTold(answer="accepted", answered_date=ACCEPTED)
    actions.home_search.answer(offered, yes, seen_version=1, by=LEAD, on=ON)
    facts = next(each for each in queries.overview.facts(by=LEAD, on=ON) if each.id == case.id)
    assert facts.home_since == ACCEPTED


def test_an_accepted_home_that_fell_through_takes_its_days_back():
    case = homeless()
    offered = offer(apply(case))
    answer(offered)
    refuse(offered, 2)
    assert way(case) == WayHome(APPLIED)
    found = search(case)
    assert [each.ended_date for each in found.applications] == [None]
    assert [each.answered_by for each in found.offers] == ["landlord"]
    answer(offered, 3)
    assert way(case).allocated_date == ACCEPTED


def test_one_home_at_a_time_and_none_is_given_back_after_the_move():
    case = homeless()
    first, second = offer(apply(case)), offer(apply(case))
    answer(first)
    with pytest.raises(HomePromised):
        answer(second)
    actions.housing.move_in(case.id, from_date=ON, by=IDA, on=ON)
    with pytest.raises(AlreadyMovedIn):
        refuse(first, 2)
    assert last(case).allocated_date == ACCEPTED


def test_an_answer_asks_where_the_young_person_lives_first():
    case = put_supported_case(step=Step.SUPPORT)
    put_course(case.id)
    with pytest.raises(SituationMissing):
        answer(offer(apply(case)))
    assert [each.answer for each in search(case).offers] == [None]


def test_the_need_is_written_once_and_changed_after():
    case = homeless()

    def tell_need(seen, **told):
        told = NeedTold(**{"wishes": "Min egen dør", **told})
        actions.home_search.tell_need(case.id, told, seen_version=seen, by=IDA, on=ON)

    tell_need(0)
    tell_need(1, area="Nordbyen")
    assert (search(case).need.area, search(case).need.version) == ("Nordbyen", 2)
    with pytest.raises(ChangedByOther):
        tell_need(0)


def test_an_application_is_ended_and_no_offer_comes_of_it_after():
    case = homeless()
    application = apply(case)
    actions.home_search.end_application(
        application, ended_date=ON, reason="withdrawn", seen_version=1, by=IDA, on=ON
    )
    assert [each.ended_date for each in search(case).applications] == [ON]


# ---------------------------------------------------------------- what happens to the home


def test_at_risk_safe_again_and_lost_keep_the_situation_and_the_step():
    case = homeless()
    actions.housing.move_in(case.id, from_date=ACCEPTED, by=IDA, on=ON)
    tell(case, "at_risk", ON - DAY * 3)
    assert last(case).situation == "own_home_at_risk"
    tell(case, "notice", ON - DAY * 2)
    tell(case, "secured", ON - DAY)
    assert (last(case).situation, step_of(case)) == ("own_home", Step.MOVED_IN)
    tell(case, "eviction", lives_now="night_shelter")
    assert (last(case).situation, step_of(case)) == ("night_shelter", Step.SUPPORT)
    kinds = [each.kind for each in search(case).events]
    assert kinds == ["at_risk", "notice", "secured", "eviction"]
    with pytest.raises(NoHomeOfTheirOwn):
        tell(case, "lost", lives_now="hotel")


def test_an_event_drawn_on_older_housing_is_refused():
    case = homeless()
    actions.housing.move_in(case.id, from_date=ACCEPTED, by=IDA, on=ON)
    told = EventTold(kind="at_risk", day=ON, reason="complaints")
    with pytest.raises(ChangedByOther):
        actions.home_events.tell(case.id, told, seen_version=1, by=IDA, on=ON)
    assert search(case).events == ()


# ---------------------------------------------------------------- stays


def stay(case, first=ACCEPTED, **told):
    told = StayTold(from_date=first, place_kind="hostel", **told)
    return actions.shelter_stays.begin_stay(case.id, told, by=IDA, on=ON)


def test_a_stay_is_where_the_young_person_lives_until_the_discharge():
    case = homeless()
    begun = stay(case)
    assert (last(case).situation, last(case).from_date) == ("shelter_110", ACCEPTED)
    told = StayTold(
        from_date=ACCEPTED, place_kind="hostel", to_date=ON - DAY, section_85a_date=ACCEPTED
    )
    actions.shelter_stays.change_stay(
        begun, told, lives_now="own_home", seen_version=1, by=IDA, on=ON
    )
    assert (last(case).situation, step_of(case)) == ("own_home", Step.MOVED_IN)
    assert [each.to_date for each in search(case).stays] == [ON - DAY]


def test_a_stay_that_goes_on_does_not_lie_before_where_the_young_person_lives_now():
    case = homeless()
    with pytest.raises(HousingOverlaps):
        stay(case, SINCE - DAY * 5)
    stay(case, SINCE - DAY * 5, to_date=SINCE)
    assert last(case).situation == "family_friends"
    with pytest.raises(StaysOverlap):
        stay(case, SINCE - DAY)
    assert len(search(case).stays) == 1


def test_a_stay_already_told_as_a_situation_is_not_told_twice():
    case = homeless("shelter_110")
    stay(case, SINCE)
    assert len(queries.housing.history(case.id, by=LEAD)) == 1


# ---------------------------------------------------------------- who may, who sees


def test_nobody_reaches_into_somebody_elses_case_and_a_closed_one_is_closed():
    case = homeless()
    with pytest.raises(NotFound):
        apply(case, by=STRANGER)
    assert search(case, by=STRANGER) == HomeSearch()
    with pytest.raises(NotFound):
        apply(case, by=person(Role.STEERING_GROUP))
    with pytest.raises(WrongStep):
        apply(put_supported_case(step=Step.CLOSED), by=LEAD)


def test_the_board_holds_ones_own_and_the_project_leaders_all():
    own = homeless()
    homeless(coordinator_id="somebody")
    other = put_supported_case("Otto Odde", step=Step.COLLABORATION, coordinator_id="somebody")
    put_home(other.id, situation="own_home_at_risk", from_date=SINCE)
    assert len(queries.homes.waiting(by=LEAD, on=ON)) == 2
    assert [each.case.case_id for each in queries.homes.waiting(by=KAREN, on=ON)] == [own.id]
    assert [each.case.name for each in queries.homes.at_risk(by=LEAD, on=ON)] == ["Otto Odde"]
    assert queries.homes.at_risk(by=KAREN, on=ON) == ()
    assert queries.homes.waiting(by=STRANGER, on=ON) == ()


def test_the_board_holds_those_whom_one_gets_to_know_before_cti():
    case = put_supported_case(step=Step.COLLABORATION, contact_worker_id="jens")
    put_home(case.id, situation="family_friends", from_date=SINCE)
    jens = person(Role.SUPPORT_WORKER, staff_id="jens")
    assert [each.case.case_id for each in queries.homes.waiting(by=jens, on=ON)] == [case.id]


def test_the_count_names_ones_own_only_and_stands_in_the_log():
    homeless()
    homeless(coordinator_id="somebody")
    assert queries.homes.homeless(ON, by=LEAD).homeless == 2
    assert queries.homes.homeless(ON, by=KAREN).homeless == 1
    assert queries.homes.homeless(SINCE - DAY, by=KAREN).unknown[0].case.name == "Vilma Vildspor"
    with pytest.raises(NotAllowed):
        queries.homes.homeless(ON, by=IDA)
    with pytest.raises(NotAllowed):
        actions.home_events.count_homelessness(ON, by=IDA, on=ON)
    actions.home_events.count_homelessness(SINCE, by=KAREN, on=ON)
    with reading() as session:
        lines = [row.changes for row in session.query(AuditRow) if row.table_name == "homelessness"]
    assert lines == ['{"day": [null, "2026-02-02"]}']


# ---------------------------------------------------------------- what is due


def dues(case):
    return {due.kind: due for due in queries.overview.standing(case.number, by=LEAD, on=ON).dues}


def test_a_homeless_young_person_without_an_application_is_late_until_there_is_one():
    case = homeless()
    assert dues(case)[DueKind.HOME_APPLICATION].due_date == SINCE + DAY * 14
    assert dues(case)[DueKind.HOME_APPLICATION].overdue
    apply(case)
    assert DueKind.HOME_APPLICATION not in dues(case)


def test_moving_between_shelters_does_not_put_the_application_off():
    case = homeless()
    actions.housing.record_situation(case.id, situation="hotel", from_date=ON - DAY, by=IDA, on=ON)
    assert dues(case)[DueKind.HOME_APPLICATION].due_date == SINCE + DAY * 14


def test_an_offer_without_an_answer_is_late_after_a_week():
    case = homeless()
    offered = offer(apply(case))
    assert dues(case)[DueKind.HOME_OFFER].due_date == OFFERED + DAY * 7
    refuse(offered)
    assert DueKind.HOME_OFFER not in dues(case)


def test_a_home_at_risk_and_a_stay_without_a_decision_are_told_and_never_late():
    case = homeless()
    stay(case)
    assert not dues(case)[DueKind.SECTION_85A].overdue
    actions.housing.move_in(case.id, from_date=ON - DAY, by=IDA, on=ON)
    tell(case, "at_risk")
    found = dues(case)[DueKind.HOME_AT_RISK]
    assert (found.due_date, found.overdue) == (ON, False)


def test_the_store_holds_together_after_all_of_it():
    case = homeless()
    put_staff(staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER)
    answer(offer(apply(case)))
    stay(case, ACCEPTED + DAY)
    actions.housing.move_in(case.id, from_date=ON, by=IDA, on=ON)
    assert [fault.code for fault in check.faults(ON)] == []


def test_the_story_of_the_case_tells_offers_stays_and_what_happened_to_the_home():
    case = homeless()
    answer(offer(apply(case)))
    stay(case, ACCEPTED + DAY, section_85a_date=ACCEPTED + DAY)
    actions.housing.move_in(case.id, from_date=ON - DAY, by=IDA, on=ON)
    tell(case, "at_risk")
    story = queries.timeline.story(case.id, by=LEAD, on=ON)
    kinds = {each.kind for each in story.happenings}
    assert kinds >= {
        "home_offered",
        "home_accepted",
        "home_event",
        "stay_begun",
        "section_85a_decided",
    }
