"""Who waits for a home and since when, homes at risk, what happens to a home, and stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.codes import Combination, Step, all_codes
from core.errors import DatesOutOfOrder, MissingValue
from core.home_events import (
    LEADS_TO,
    EventTold,
    HomeNotAtRisk,
    HomeStillThere,
    NoHomeOfTheirOwn,
    at_risk_since,
    checked_event,
)
from core.home_waiting import (
    WaitSpread,
    at_risk,
    days_to_home,
    in_force,
    spread,
    waiting,
    waits_for_home,
    waits_since,
)
from core.housing import HOMES
from core.shelter import StaysOverlap, StayTold, checked_stay, going_on
from tests.factories import ON
from tests.factories_homes import APPLIED, application, event, home_case, line, offer, stay

DAY = timedelta(days=1)
MOVED = date(2026, 3, 10)


def waits(**told) -> bool:
    return waits_for_home(home_case(**told), ON)


def test_whoever_is_homeless_waits_whether_or_not_anybody_applied():
    assert waits(lines=(line(),))
    assert waits(lines=(line(),), applications=(application(),))


def test_whoever_lives_in_a_home_of_their_own_waits_only_by_an_application_made_after():
    home = (line(until=MOVED), line("own_home", MOVED))
    assert not waits(lines=home)
    assert not waits(lines=home, applications=(application(),))
    assert waits(lines=home, applications=(application(MOVED + DAY),))
    assert not waits(lines=home, applications=(application(MOVED + DAY, ended=ON),))


def test_cti_waits_for_a_home_and_so_does_a_place_on_a_waiting_list():
    parents = (line("lives_with_parents"),)
    assert not waits(lines=parents)
    assert waits(lines=parents, combination=Combination.SM_CTI)
    assert waits(combination=Combination.SM_CTI)
    assert not waits(combination=Combination.SM_ICM)
    assert waits(lines=(line("in_care", waiting_list_date=MOVED),))


@pytest.mark.parametrize("step", [Step.REFERRED, Step.REJECTED, Step.CLOSED])
def test_whoever_is_not_with_us_is_not_on_the_board(step):
    assert not waits(step=step, lines=(line(),))


def test_the_wait_begins_with_the_first_application_and_else_with_the_decision():
    case = home_case(
        lines=(line(waiting_list_date=MOVED),),
        applications=(application(APPLIED + DAY), application(ON)),
    )
    assert waits_since(case, ON) == APPLIED + DAY
    assert waits_since(home_case(lines=(line(waiting_list_date=MOVED),)), ON) == MOVED
    assert waits_since(home_case(lines=(line(),)), ON) == date(2026, 1, 20)
    assert waits_since(home_case(lines=(line(),), decision_date=None), ON) == date(2026, 1, 5)


def test_a_home_that_was_lost_begins_the_wait_anew():
    lines = (line("own_home", until=MOVED), line("rough_sleeping", MOVED))
    assert waits_since(home_case(lines=lines, applications=(application(),)), ON) == MOVED


def test_the_longest_wait_stands_first_and_says_what_is_going_on():
    first = home_case(
        number=1002,
        combination=Combination.SM_CTI,
        lines=(line(),),
        applications=(application(),),
        offers=(offer(MOVED), offer(MOVED + DAY, id="p")),
    )
    second = home_case(lines=(line(allocated_date=MOVED, waiting_list_date=MOVED - DAY),))
    found = waiting([second, first], ON)
    assert [each.case.number for each in found] == [1002, 1001]
    assert [each.cti_waits for each in found] == [True, False]
    assert [each.home_found for each in found] == [None, MOVED]
    assert found[0].last_offer.id == "p"
    assert found[0].days == (ON - APPLIED).days


_LINES = some.lists(
    some.tuples(some.sampled_from(all_codes("housing_situation")), some.integers(0, 60)),
    max_size=5,
)


def _history(drawn) -> tuple:
    """Situations that follow each other, the last one lasting."""
    found, day = [], date(2026, 1, 1)
    for situation, length in drawn:
        if found:
            found[-1] = line(found[-1].situation, found[-1].from_date, day)
        found.append(line(situation, day))
        day += timedelta(days=length + 1)
    return tuple(found)


@settings(max_examples=80)
@given(drawn=_LINES, applied=some.dates(date(2025, 10, 1), ON), cti=some.booleans())
def test_nobody_waits_before_their_time_or_twice(drawn, applied, cti):
    case = home_case(
        lines=_history(drawn),
        applications=(application(applied),),
        combination=Combination.SM_CTI if cti else None,
    )
    found = waiting([case], ON)
    assert len(found) == waits_for_home(case, ON)
    for each in found:
        assert each.since <= ON
        assert each.days >= 0
        assert not (each.cti_waits and each.home_found)


def test_the_days_from_the_decision_to_a_home_of_ones_own():
    decided = date(2026, 1, 20)
    assert days_to_home(decided, (line(until=MOVED), line("own_home", MOVED))) == 49
    assert days_to_home(decided, (line(),)) is None
    assert days_to_home(None, (line("own_home", MOVED),)) is None
    housed = line("own_home_at_risk", date(2026, 1, 1), MOVED)
    assert days_to_home(decided, (housed, line("own_home", MOVED))) is None
    assert days_to_home(decided, (line("own_home", decided),)) == 0


def test_the_median_is_over_those_who_got_there():
    cases = [
        home_case(lines=(line("own_home", date(2026, 1, 20) + DAY * days),)) for days in (10, 21)
    ]
    assert spread([*cases, home_case()]) == WaitSpread(2, 15.5)
    assert spread([]) == WaitSpread(0, None)


def test_the_situation_of_a_day_is_the_last_that_had_begun():
    lines = (line(until=MOVED), line("own_home", MOVED))
    assert in_force(lines, MOVED).situation == "own_home"
    assert in_force(lines, MOVED - DAY).situation == "family_friends"
    assert in_force(lines, APPLIED - DAY) is None
    assert in_force((line(until=MOVED),), MOVED + DAY) is None


# ---------------------------------------------------------------- what happens to a home

HOME = (line(until=MOVED), line("own_home", MOVED))
RISK = (*HOME[:1], line("own_home", MOVED, ON - DAY), line("own_home_at_risk", ON - DAY))


def happens(kind: str, lines=HOME, **told):
    values = {"day": ON, "reason": "rent_arrears", **told}
    return checked_event(EventTold(kind=kind, **values), lines, ON)[1]


def test_what_happens_leads_to_its_situation():
    assert happens("at_risk") == "own_home_at_risk"
    assert happens("notice") == "own_home_at_risk"
    assert happens("notice", RISK) is None
    assert happens("secured", RISK, reason=None) == "own_home"
    assert happens("eviction", lives_now="night_shelter") == "night_shelter"


def test_what_can_not_happen_is_refused():
    with pytest.raises(NoHomeOfTheirOwn):
        happens("at_risk", (line(),))
    with pytest.raises(NoHomeOfTheirOwn):
        happens("at_risk", (line("own_home", until=ON),))
    with pytest.raises(HomeNotAtRisk):
        happens("secured")
    with pytest.raises(HomeStillThere):
        happens("lost", lives_now="own_home_at_risk")
    with pytest.raises(MissingValue):
        happens("lost")
    with pytest.raises(MissingValue):
        happens("at_risk", reason=None)
    with pytest.raises(DatesOutOfOrder):
        happens("at_risk", day=MOVED - DAY)


def test_every_kind_of_event_leads_somewhere():
    assert set(LEADS_TO) == set(all_codes("home_event"))
    assert {situation for situation in LEADS_TO.values() if situation} == HOMES


def test_a_home_is_at_risk_since_the_first_day_without_a_break():
    assert at_risk_since(RISK, ON) == ON - DAY
    assert at_risk_since(HOME, ON) is None
    found = at_risk([home_case(lines=RISK, events=(event(day=MOVED), event("notice", ON)))], ON)
    assert [(each.since, each.event.kind) for each in found] == [(ON - DAY, "notice")]
    assert at_risk([home_case(lines=HOME, events=(event(),))], ON) == ()


# ---------------------------------------------------------------- stays


def told_stay(first=MOVED, last=None, **more) -> StayTold:
    return StayTold(from_date=first, to_date=last, place_kind="hostel", **more)


def test_stays_do_not_overlap_but_one_may_begin_on_the_day_the_other_ends():
    earlier = [stay(APPLIED, MOVED)]
    checked_stay(told_stay(MOVED), earlier, ON)
    with pytest.raises(StaysOverlap):
        checked_stay(told_stay(MOVED - DAY), earlier, ON)
    with pytest.raises(StaysOverlap):
        checked_stay(told_stay(MOVED - DAY, ON), [stay(MOVED)], ON)
    checked_stay(told_stay(APPLIED, MOVED), [stay(MOVED)], ON)


def test_a_stay_ends_after_it_began():
    with pytest.raises(DatesOutOfOrder):
        checked_stay(told_stay(MOVED, MOVED - DAY), [], ON)
    assert going_on([stay(APPLIED, MOVED), stay(ON)]).from_date == ON
