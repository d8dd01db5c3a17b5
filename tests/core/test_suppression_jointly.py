"""Small numbers stay hidden across tables that hang together by a hidden total (R19)."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.suppression import HALF, Spot, protected, small, suppressed
from core.suppression.algebra import solve
from core.suppression.families import of_people
from core.suppression.families_of_work import of_work
from core.suppression.layout import Layout, Tables, Tallied
from core.suppression.release import Release
from core.suppression.showing import masked
from core.suppression.walking import Walk
from tests.core.counted_figures import figures_of
from tests.core.counted_release import release_of
from tests.db.attacker import Attacker
from tests.db.exact_attacker import ExactAttacker

HOMES = some.sampled_from(["own_home", "hotel", "unknown"])
OF_A_COURSE = {
    "age": some.integers(17, 19),
    "combination": some.sampled_from(["SM", "SM", "SM_CTI", "SM_ICM"]),
    "target_group": some.sampled_from(["homeless", "at_risk", "in_care"]),
    "home": HOMES,
    "change": some.sampled_from([None, -1, 0, 1]),
    "in_education": some.sampled_from([None, True, False]),
}
COURSES = some.lists(
    some.fixed_dictionaries(
        {**OF_A_COURSE, "ended": some.sampled_from([None, "planned", "dropped_out"])}
    ),
    max_size=12,
)
HALVES = 3
IN_TIME = some.lists(
    some.fixed_dictionaries(
        {
            **OF_A_COURSE,
            "later_home": HOMES,
            "ended": some.sampled_from(["planned", "dropped_out"]),
            "place": some.tuples(some.integers(0, 2), some.integers(0, 2)).map(sorted),
            "stays": some.booleans(),
            "rejected": some.sampled_from([False] * 7 + [True]),
            "end_after": some.integers(0, 2),
            "variant": some.sampled_from("HHU"),
            "person": some.sampled_from([None] * 5 + [1]),
            "meetings": some.integers(0, 2),
        }
    ),
    max_size=14,
)


def _objects(courses, halves, *, apart):
    return release_of([_course(each, halves) for each in courses], halves, apart=apart)


def _course(drawn, halves):
    referred, start = (min(place, halves - 1) for place in drawn["place"])
    end = start + drawn["end_after"]
    goes_on = drawn["stays"] or end >= halves or drawn["rejected"]
    return {
        **drawn,
        "referred": referred,
        "start": None if drawn["rejected"] else start,
        "end": None if goes_on else end,
    }


def _shown(exact, k):
    release = protected({Spot(*spot): figures for spot, figures in exact.items()}, k)
    return {(spot.place, spot.span, spot.variant): figures for spot, figures in release.items()}


def _found(shown, exact, k):
    found = []
    for kind in (Attacker, ExactAttacker):
        attacker = kind(shown, exact, k)
        attacker.attack()
        found += attacker.found
    return found


def _alone(courses, k):
    exact = {(0, HALF, ""): figures_of(courses)}
    return _shown(exact, k), exact


STAYS = {"age": 17, "combination": "SM", "target_group": "homeless", "home": "own_home"}


def test_a_table_under_a_hidden_total_does_not_tell_how_large_it_is():
    """Three of four left. That three were involved must not be shown where the three are hidden."""
    shown, exact = _alone([STAYS, *[{**STAYS, "ended": "planned"}] * 3], 3)
    assert _found(shown, exact, 3) == []
    cases, closure = shown[0, HALF, ""]["cases"], shown[0, HALF, ""]["closure"]
    assert cases["stayers"] is None
    if cases["served"] == 4:
        assert closure["young_person_involved"] is None


@given(COURSES, some.integers(3, 6))
@settings(max_examples=40, deadline=None)
def test_a_solver_finds_nobody_in_a_small_programme(courses, k):
    shown, exact = _alone(courses, k)
    assert _found(shown, exact, k) == []


@given(IN_TIME, some.integers(1, HALVES), some.booleans(), some.integers(3, 6))
@settings(max_examples=12, deadline=None)
def test_a_solver_finds_nobody_in_half_years_and_variants(courses, halves, apart, k):
    exact = _objects(courses, halves, apart=apart)
    shown = _shown(exact, k)
    assert _found(shown, exact, k) == []
    for spot, figures in shown.items():
        seen = Attacker({spot: figures}, {spot: exact[spot]}, k).seen
        assert not [n for n in seen.values() if n is not None and small(n, k)]


def test_the_solver_finds_many_where_only_small_counts_are_hidden():
    courses = [{"combination": "SM_CTI"}] * 2 + [{"ended": "planned"}] * 3 + [{"age": 19}] * 20
    spot = Spot(0, HALF, "")
    figures = figures_of(courses)
    only_small = Release({spot: figures}, 5, complement=False)
    shown = {(0, HALF, ""): masked(figures, only_small.hidden[spot], 5)}
    attacker = ExactAttacker(shown, {(0, HALF, ""): figures}, 5)
    attacker.attack()
    assert ((0, HALF, ""), ("combination", "SM_CTI")) in {cell for _, cell, _ in attacker.found}


def test_the_solver_tells_the_least_and_the_most_that_a_count_can_be():
    figures = figures_of([{"combination": "SM"}] * 20 + [{"combination": "SM_CTI"}] * 2)
    shown = {(0, HALF, ""): suppressed(figures, 5)}
    attacker = ExactAttacker(shown, {(0, HALF, ""): figures}, 5)
    assert attacker.interval(((0, HALF, ""), ("combination", "SM_CTI"))) == (1, 21)


@given(IN_TIME, some.integers(1, HALVES), some.booleans())
@settings(max_examples=10, deadline=None)
def test_where_all_is_hidden_twice_as_many_would_look_the_same(courses, halves, apart):
    """The last resort is one: no figure can be found where everything is hidden."""
    exact = {Spot(*spot): each for spot, each in _objects(courses, halves, apart=apart).items()}
    families = (*of_people(list(exact.values())), *of_work(list(exact.values())))
    tallied = Tallied(exact, 5)
    closed = frozenset((family.name, spot) for family in families for spot in exact)
    layout = Layout(tallied, Tables(tallied, families), families, closed)
    assert layout.lay_out({spot: set() for spot in exact}).found() == []


SIGNS = some.sampled_from([-1, 1])
SUMS = some.lists(some.dictionaries(some.integers(0, 3), SIGNS, max_size=3), max_size=3)
LINES = some.lists(
    some.tuples(some.integers(0, 3), some.integers(1, 4)).map(
        lambda ends: dict.fromkeys(range(ends[0], min(4, sum(ends))), 1)
    ),
    max_size=3,
)
SLACK = some.lists(some.integers(0, 2), min_size=4, max_size=4)
MOST = 4


@given(SUMS, SLACK, SIGNS)
@settings(max_examples=100, deadline=None)
def test_a_walk_breaks_no_sum_and_takes_nothing_below_what_it_can_be(sums, slack, sign):
    walk = Walk(solve(sums, range(4)), dict(enumerate(slack)))
    for key in range(4):
        world = walk.push(key, sign, MOST)
        assert world.get(key, 0) * sign >= 0
        assert all(world.get(each, 0) >= -slack[each] for each in range(4))
        assert all(sum(world.get(each, 0) * n for each, n in one.items()) == 0 for one in sums)


@given(LINES, SLACK, SIGNS)
@settings(max_examples=100, deadline=None)
def test_a_walk_goes_as_far_as_any_world_where_sums_are_of_neighbours(sums, slack, sign):
    """Such sums have no corners in between the whole numbers. All worlds near by are tried."""
    walk = Walk(solve(sums, range(4)), dict(enumerate(slack)))
    possible = [
        world
        for world in product(*(range(-each, MOST + 1) for each in slack))
        if not any(sum(world[key] for key in one) for one in sums)
    ]
    for key in range(4):
        gone = walk.push(key, sign, MOST).get(key, 0) * sign
        assert gone >= max(each[key] * sign for each in possible)


@pytest.mark.parametrize("k", [3, 5])
def test_a_total_hidden_in_one_half_year_is_kept_in_all(k):
    courses = [{"start": n % 2, "end": 1 if n < 2 else None, "home": "hotel"} for n in range(17)]
    exact = release_of(courses, 2)
    shown = _shown(exact, k)
    assert exact[1, "whole", ""]["cases"]["leavers"] == 2
    assert shown[1, "whole", ""]["cases"]["leavers"] is None
    assert _found(shown, exact, k) == []
