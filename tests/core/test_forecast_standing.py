"""What was known on a day: who is counted, who waits, and nothing of what came later."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import Combination
from core.forecast.standing import (
    CTI_CLOCK,
    Length,
    Running,
    Waiting,
    free_now,
    places_now,
    standing,
)
from core.records.forecast import History, HomeSpan
from core.settings import Settings
from core.support import planned_end
from tests.factories_forecast import CTI, ICM, SM, TODAY, case, course, hand, known

YESTERDAY = TODAY - timedelta(days=1)


def ago(days):
    return TODAY - timedelta(days=days)


def test_ctis_clock_stands_at_nine_months_on_every_planned_end():
    for start in (date(2026, 2, 28), date(2026, 5, 31), date(2026, 1, 1)):
        end = planned_end(start)
        assert known([], [course(start=start)], on=TODAY).running[CTI][0].age == (
            CTI_CLOCK + (TODAY - end).days
        )


def test_a_place_is_taken_on_the_last_day_too():
    stand = known([hand()], [course(start=ago(50), end=TODAY), course(end=YESTERDAY)])
    assert stand.running[CTI] == (Running("ida", stand.running[CTI][0].age, freed=1),)
    assert free_now(stand)[CTI] == 9


def test_a_course_that_begins_later_has_taken_its_place_today():
    soon = course(start=TODAY + timedelta(days=20))
    assert free_now(known([hand()], [soon]))[CTI] == 9


def test_ended_courses_teach_their_length_and_running_ones_how_long_so_far():
    stand = known([], [course("p", ago(100), ICM, ago(40)), course("p", ago(30), ICM)])
    assert stand.lengths[ICM] == (Length(60, ended=True), Length(30, ended=False))


def test_a_case_with_a_coordinator_takes_a_place_and_a_rejected_one_does_not():
    cases = [
        case(coordinator_id="kit", start=ago(5)),
        case(coordinator_id="kit", start=None),
        case(coordinator_id="kit", start=ago(5), accepted=False),
        case(coordinator_id="kit", start=ago(50), end=ago(1)),
    ]
    assert free_now(known([hand("kit", SM)], [], cases))[SM] == 18


def test_who_is_granted_support_waits_until_it_begins_the_longest_first():
    cases = [
        case(days_ago=10, homes=(HomeSpan(ago(3)),), coordinator_id="kit"),
        case(days_ago=40, homes=(HomeSpan(ago(90), ago(20)),)),
        case(days_ago=50, supported=ago(2)),
        case(days_ago=60, end=ago(1)),
        case(Combination.SM_ICM, days_ago=5),
    ]
    stand = known([], [], cases)
    assert stand.waiting[CTI] == (Waiting(40, ready=False), Waiting(10, ready=True))
    assert stand.waiting[ICM] == (Waiting(5, ready=True),)
    assert [each.days for each in stand.waiting[SM]] == [50, 40, 5]


def test_the_way_to_a_home_counts_from_the_decision_and_stops_with_the_case():
    delays = known(
        [],
        [],
        [
            case(days_ago=40, homes=(HomeSpan(ago(90)),)),
            case(days_ago=40, homes=(HomeSpan(ago(10)),)),
            case(days_ago=40, supported=ago(25)),
            case(days_ago=40, end=ago(30)),
            case(days_ago=40),
        ],
    ).home_delays
    assert [(each.days, each.ended) for each in delays] == [
        (0, True),
        (30, True),
        (15, True),
        (10, False),
        (40, False),
    ]


def test_referrals_of_the_last_year_are_counted_by_what_was_granted():
    cases = [
        case(days_ago=364),
        case(days_ago=365),
        case(Combination.SM_ICM, days_ago=3),
        case(days_ago=3, accepted=False),
        case(days_ago=3, decision=None, accepted=False, combination=None),
    ]
    stand = known([], [], cases)
    assert stand.accepted == {Combination.SM: 0, Combination.SM_CTI: 1, Combination.SM_ICM: 1}
    assert stand.decided == 3
    assert stand.undecided == (13,)
    assert stand.exposure == 365


def test_a_programme_that_is_young_counts_the_days_it_has_been_there():
    assert known([], [], [case(days_ago=20)]).exposure == 31
    assert known().exposure == 0


def test_only_who_is_at_work_has_places():
    hands = [hand("a", active_to=YESTERDAY), hand("b", active_to=TODAY), hand("c", SM)]
    assert places_now(known(hands)) == {SM: 20, CTI: 10, ICM: 0}


DAYS = st.integers(0, 500)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS, DAYS, DAYS), max_size=8), st.integers(1, 300))
def test_what_came_after_a_day_is_not_known_on_it(told, back):
    """Cutting off all that came later changes nothing of what was known."""
    day = ago(back)
    cases, courses = [], []
    for referral, decision, start, end in told:
        first = ago(500 - referral % 400)
        days = [first + timedelta(days=each % 200) for each in (decision, start, end)]
        cases.append(
            case(
                referral=first,
                decision=days[0],
                coordinator_id="kit",
                start=days[0],
                end=max(days[0], days[2]),
                homes=(HomeSpan(days[1]),),
                supported=days[1],
            )
        )
        courses.append(course("ida", days[1], ICM, max(days[1], days[2])))
    history = History(TODAY, (hand(),), tuple(courses), tuple(cases))
    stand = standing(history, day, Settings())
    assert all(each.freed is None or each.freed == 1 for each in stand.running[ICM])
    assert all(length.days <= (day - ago(700)).days for length in stand.lengths[ICM])
    assert len(stand.running[ICM]) == sum(each.start <= day and each.end >= day for each in courses)
    assert len(stand.undecided) == sum(
        each.referral <= day < each.decision and not each.end <= day for each in cases
    )
