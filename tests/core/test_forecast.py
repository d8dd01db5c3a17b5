"""The forecast against cases worked by hand, and what must hold whatever the figures."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.forecast import back_test
from benchmarks.programme import FIRST, Plan, lived
from core.caseload import Workload, free_places
from core.codes import Combination
from core.forecast.model import forecast, month_ends
from core.forecast.standing import changed, free_now, standing
from core.records.forecast import Change, HomeSpan, Spread, Turn
from core.settings import Settings
from core.support import planned_end
from tests.factories_forecast import CTI, ICM, SM, TODAY, case, course, hand, known

FEW = 200
JUNE, AUGUST, OCTOBER = date(2026, 6, 3), date(2026, 8, 17), date(2026, 10, 1)


def sure(value):
    return Spread(value, value, value)


def free(outlook, method=CTI):
    return [month.free for month in outlook.methods[method].months]


# ---------------------------------------------------------------- worked by hand


def full_of(*starts):
    """Ida with so many CTI courses that began on these days."""
    return known([hand()], [course(start=start) for start in starts])


def test_the_months_are_the_next_twelve_month_ends():
    ends = month_ends(TODAY)
    assert ends[0] == date(2026, 11, 30)
    assert ends[-1] == date(2027, 10, 31)
    assert month_ends(date(2026, 11, 30))[0] == date(2026, 12, 31)


def test_a_full_worker_is_free_again_the_day_after_the_first_planned_end():
    made = forecast(full_of(*[JUNE] * 3, *[AUGUST] * 3, *[OCTOBER] * 4), futures=FEW).methods[CTI]
    assert planned_end(JUNE) == date(2027, 3, 3)
    days = (date(2027, 3, 4) - TODAY).days
    assert made.now.free == 0
    assert made.next_free == sure(days)
    assert made.wait == sure(days)
    assert made.chance == 1


def test_each_month_shows_the_places_that_planned_ends_have_freed():
    made = forecast(full_of(*[JUNE] * 3, *[AUGUST] * 3, *[OCTOBER] * 4), futures=FEW)
    expected = [0, 0, 0, 0, 3, 3, 6, 6, 10, 10, 10, 10]
    assert free(made) == [sure(places) for places in expected]
    assert [month.chance for month in made.methods[CTI].months] == [float(n > 0) for n in expected]


def test_who_waits_takes_the_place_first_and_keeps_it_for_nine_months():
    waiting = [case(days_ago=20, homes=(HomeSpan(TODAY),))] * 2
    stand = known([hand()], [course(start=JUNE)] * 10, waiting)
    made = forecast(replace(stand, accepted=dict.fromkeys(Combination, 0)), futures=FEW)
    assert free(made)[3:6] == [sure(0), sure(8), sure(8)]
    assert free(made)[-1] == sure(8)
    assert made.methods[CTI].months[0].waiting == sure(2)
    assert made.methods[CTI].months[4].waiting == sure(0)


def test_who_has_no_home_yet_waits_for_it_as_long_as_others_have():
    others = [
        case(
            days_ago=200 + place,
            homes=(HomeSpan(TODAY - timedelta(days=100 + place)),),
            supported=TODAY - timedelta(days=100 + place),
            end=TODAY - timedelta(days=1),
        )
        for place in range(30)
    ]
    stand = known([hand()], [], [*others, case(days_ago=40)])
    quiet = replace(stand, accepted=dict.fromkeys(Combination, 0))
    made = forecast(quiet, futures=FEW)
    assert made.methods[CTI].now.waiting_home == 1
    assert free(made)[1] == sure(10)
    assert free(made)[2] == sure(9)


def test_an_empty_programme_has_all_its_places_and_nobody_who_waits():
    made = forecast(known([hand(), hand("per", ICM), hand("kit", SM)]), futures=FEW)
    for method, places in ((CTI, 10), (ICM, 8), (SM, 20)):
        answer = made.methods[method]
        assert {month.free for month in answer.months} == {sure(places)}
        assert answer.next_free == sure(0)
        assert answer.wait == sure(0)


def test_nobody_waits_for_a_coordinator_whose_cap_is_advice():
    """Twenty-one have begun and two are on their way: three beyond the cap, and nobody waits."""
    begun = [case(Combination.SM, coordinator_id="kit", start=OCTOBER, end=date(2027, 2, 10))] * 21
    waiting = [case(Combination.SM, days_ago=5)] * 2
    stand = known([hand("kit", SM)], [], [*begun, *waiting])
    quiet = replace(stand, accepted=dict.fromkeys(Combination, 0), decision_delays=())
    made = forecast(quiet, futures=FEW).methods[SM]
    assert (made.now.free, made.now.waiting) == (0, 2)
    assert made.wait == sure(0)
    assert made.months[1].free == sure(0)
    assert made.months[3].free.low == 18
    assert made.next_free.median == (date(2027, 2, 11) - TODAY).days


def test_a_method_without_workers_never_has_a_place():
    made = forecast(known([hand()]), futures=FEW).methods[ICM]
    assert made.next_free == Spread(None, None, None)
    assert made.wait == Spread(None, None, None)
    assert made.chance == 0


def test_a_course_past_its_planned_end_is_taken_to_end_soon():
    late = planned_end(date(2026, 1, 20))
    assert late < TODAY
    made = forecast(full_of(*[date(2026, 1, 20)] * 10), futures=2_000).methods[CTI]
    assert 2 <= made.next_free.median <= 6
    assert made.months[-1].free == sure(10)


def test_an_end_that_is_recorded_is_known_whatever_the_curve_says():
    ends = [course("per", date(2026, 1, 1), ICM, TODAY + timedelta(days=9))] * 8
    made = forecast(known([hand("per", ICM)], ends), futures=FEW).methods[ICM]
    assert made.next_free == sure(10)


def test_a_worker_over_the_cap_frees_nothing_until_below_it():
    stand = full_of(*[JUNE] * 2, *[OCTOBER] * 10)
    made = forecast(stand, futures=FEW)
    assert made.methods[CTI].now.free == 0
    assert free(made)[4] == sure(0)
    assert free(made)[8] == sure(10)


def test_the_places_of_a_worker_with_both_methods_hang_together():
    both = hand("ida", CTI, ICM)
    courses = [course(start=JUNE)] * 5 + [course("ida", AUGUST, ICM)] * 2
    shared = forecast(known([both], courses), futures=FEW).methods
    load = Workload("ida", {CTI: 5, ICM: 2})
    assert (shared[CTI].now.free, shared[ICM].now.free) == (2, 2)
    assert shared[CTI].now.free == free_places(CTI, load, Settings(), TODAY)
    apart = forecast(known([both], courses, mixed_caseload_shared=False), futures=FEW).methods
    assert (apart[CTI].now.free, apart[ICM].now.free) == (5, 6)


def test_when_cti_ends_the_other_method_gets_room_too():
    both = hand("ida", CTI, ICM)
    courses = [course(start=JUNE)] * 10
    made = forecast(known([both], courses), futures=FEW)
    assert free(made, ICM)[3] == sure(0)
    assert free(made, ICM)[4] == sure(8)
    assert free(made, CTI)[4] == sure(10)


def test_part_time_counts_only_where_the_municipality_says_so():
    half = hand("ida", CTI, fte=0.5)
    assert free(forecast(known([half]), futures=FEW))[0] == sure(10)
    assert free(forecast(known([half], caps_scaled_by_fte=True), futures=FEW))[0] == sure(5)


def test_a_worker_whose_last_day_is_known_takes_the_places_along():
    leaving = hand("ida", active_to=date(2027, 1, 31))
    made = forecast(known([leaving, hand("bo")]), futures=FEW)
    assert free(made)[:4] == [sure(20), sure(20), sure(20), sure(10)]


# ---------------------------------------------------------------- what if


def test_one_worker_more_brings_ten_places_from_the_day_they_come():
    stand = full_of(*[OCTOBER] * 10)
    change = Change(Turn.JOINS, date(2027, 2, 1), method=CTI)
    made = forecast(stand, change, futures=FEW)
    assert free(made)[:4] == [sure(0), sure(0), sure(0), sure(10)]
    assert made.methods[CTI].next_free == sure((date(2027, 2, 1) - TODAY).days)


def test_who_loses_the_worker_goes_to_a_colleague_or_waits():
    courses = [course("ida", OCTOBER)] * 10 + [course("bo", OCTOBER)] * 4
    stand = known([hand("ida"), hand("bo")], courses)
    change = Change(Turn.LEAVES, date(2027, 1, 1), worker_id="ida")
    made = forecast(stand, change, futures=FEW).methods[CTI]
    assert [month.free for month in made.months[:3]] == [sure(6), sure(6), sure(0)]
    assert made.months[2].waiting == sure(4)
    assert made.months[-1].waiting == sure(0)


def test_young_people_of_a_worker_with_both_methods_are_not_lost_when_they_leave():
    courses = [course("ida", OCTOBER)] * 4 + [course("bo", OCTOBER)] * 8
    stand = known([hand("ida", CTI, ICM), hand("bo")], courses)
    change = Change(Turn.LEAVES, date(2027, 1, 1), worker_id="ida")
    made = forecast(stand, change, futures=FEW).methods[CTI]
    assert made.months[1].free == sure(8)
    assert made.months[2].free == sure(0)
    assert made.months[2].waiting == sure(2)
    assert made.months[8].free == sure(10)


def test_no_change_changes_nothing():
    stand = full_of(JUNE)
    assert changed(stand, None) is stand


# ---------------------------------------------------------------- whatever the figures

START = st.integers(1, 500)


@st.composite
def programmes(draw):
    workers = draw(st.integers(1, 3))
    methods = st.sampled_from([(CTI,), (ICM,), (CTI, ICM), (SM,)])
    hands = [hand(f"w{place}", *draw(methods)) for place in range(workers)]
    courses = []
    for each in hands:
        for method in sorted(each.methods - {SM}):
            number = draw(st.integers(0, 4))
            starts = draw(st.lists(START, min_size=number, max_size=number))
            courses += [course(each.id, TODAY - timedelta(days=days), method) for days in starts]
    waits = draw(st.lists(st.tuples(st.sampled_from(Combination), st.integers(0, 60)), max_size=8))
    return known(hands, courses, [case(each, days_ago=days) for each, days in waits])


@settings(max_examples=15, deadline=None)
@given(programmes())
def test_free_places_are_never_below_zero_or_above_all_places(stand):
    made = forecast(stand, futures=40)
    for answer in made.methods.values():
        for month in answer.months:
            found = month.free
            assert 0 <= found.low <= found.median <= found.high <= answer.now.places
            assert 0 <= month.waiting.low <= month.waiting.high
            assert 0 <= month.chance <= 1


@settings(max_examples=15, deadline=None)
@given(programmes(), st.integers(1, 300), st.sampled_from([CTI, ICM, SM]))
def test_one_worker_more_never_lowers_free_places_or_lengthens_a_wait(stand, days, method):
    change = Change(Turn.JOINS, TODAY + timedelta(days=days), method=method)
    before, after = (forecast(stand, each, futures=40).methods[method] for each in (None, change))
    for one, other in zip(before.months, after.months, strict=True):
        assert one.free.median <= other.free.median
        assert one.waiting.median >= other.waiting.median
    assert _late(before.wait.median) >= _late(after.wait.median)
    assert _late(before.next_free.median) >= _late(after.next_free.median)


def _late(days):
    return 10_000 if days is None else days


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    history = lived(Plan(), days=700, seed=3)
    stand = known(history.hands, history.courses, history.cases)
    first, again, other = (forecast(stand, futures=300, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


# ---------------------------------------------------------------- was it right?


@pytest.fixture(scope="module")
def compared():
    """Twelve invented programmes that live as the model believes, each forecast once."""
    found = []
    for seed in range(12):
        history = lived(Plan(cti=4, icm=4), days=4 * 365, seed=seed)
        day = FIRST + timedelta(days=2 * 365 + 200 + seed)
        found += back_test(history, [day], futures=300)
    return found


def test_eight_in_ten_come_out_between_the_ends_where_the_world_is_as_the_model_believes(compared):
    inside = sum(each.inside for each in compared) / len(compared)
    assert len(compared) > 300
    assert 0.65 <= inside <= 0.97


def test_the_middle_future_is_not_off_to_one_side(compared):
    near = [each for each in compared if each.months <= 3]
    assert abs(sum(each.came - each.median for each in near)) / len(near) < 1


def test_a_back_test_knows_nothing_of_what_came_later():
    history = lived(Plan(), days=900, seed=5)
    day = FIRST + timedelta(days=500)
    cut = lived(Plan(), days=501, seed=5)
    then = forecast(known_of(history, day), futures=100)
    assert then == forecast(known_of(cut, day), futures=100)
    assert free_now(known_of(history, day)) == free_now(known_of(cut, day))


def known_of(history, day):
    return standing(history, day, Settings())
