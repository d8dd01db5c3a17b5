"""Small numbers are hidden so that nobody can be found, by reading or by adding up (R19)."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.suppression import HALF, LEAST_K, Spot, protected, small, suppressed, threshold
from core.suppression.algebra import solve
from core.suppression.families import of_people
from core.suppression.families_of_work import of_work
from core.suppression.hiding import Puzzle
from core.suppression.possible import Item, Need
from tests.core.counted_figures import figures_of
from tests.db.attacker import Attacker
from tests.db.attacker_sums import leaves

K = 5
quick = settings(max_examples=12, deadline=None)
COURSES = some.lists(
    some.fixed_dictionaries(
        {
            "age": some.integers(17, 19),
            "combination": some.sampled_from(["SM", "SM", "SM_CTI"]),
            "target_group": some.sampled_from(["homeless", "at_risk", "in_care"]),
            "ended": some.sampled_from([None, None, "planned", "dropped_out"]),
            "home": some.sampled_from(["own_home", "hotel", "unknown"]),
            "change": some.sampled_from([None, -1, 0, 1]),
            "in_education": some.sampled_from([None, True, False]),
        }
    ),
    min_size=0,
    max_size=40,
)


@pytest.mark.parametrize(("count", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_the_threshold_itself_and_zero_are_shown(count, hidden):
    assert small(count, K) is hidden


@pytest.mark.parametrize("k", [-1, 0, 1, 2])
def test_no_setting_lowers_the_threshold_below_three(k):
    assert threshold(k) == LEAST_K
    figures = figures_of([{"combination": "SM"}] * 9 + [{"combination": "SM_CTI"}] * 2)
    assert suppressed(figures, k)["combination"]["SM_CTI"] is None


def test_a_small_count_is_hidden_with_another_that_would_give_it_away():
    courses = [("SM", 20), ("SM_CTI", 8), ("SM_ICM", 3)]
    figures = figures_of([{"combination": code} for code, n in courses for _ in range(n)])
    shown = suppressed(figures, K)["combination"]
    assert shown == {"SM": 20, "SM_CTI": None, "SM_ICM": None, "unknown": 0, "suppressed": True}


def test_a_table_without_small_counts_is_shown_as_it_is():
    figures = figures_of([{"combination": "SM"}] * 20 + [{"combination": "SM_CTI"}] * 6)
    assert suppressed(figures, K)["combination"] == figures["combination"]


def test_a_mean_falls_with_its_count():
    figures = figures_of([{"change": 1}] * 3 + [{}] * 30)
    assert figures["domain_baseline"]["crime"] == {"n": 3, "mean": 3.0}
    hidden = {"n": None, "mean": None, "suppressed": True}
    assert suppressed(figures, K)["domain_baseline"]["crime"] == hidden


def test_tables_under_a_small_total_are_hidden_with_their_zeros():
    figures = figures_of([{"ended": "planned"}] * 2 + [{}] * 30)
    shown = suppressed(figures, K)
    assert shown["cases"]["leavers"] is None
    assert shown["cases"]["stayers"] is None
    assert shown["cases"]["served"] == 32
    assert {value for key, value in shown["closure"].items() if key != "suppressed"} == {None}


def test_a_few_young_people_with_many_hours_do_not_show_them():
    figures = figures_of([{"combination": "SM"}] * 20 + [{"combination": "SM_CTI"}] * 2)
    shown = suppressed(figures, K)
    assert figures["hours"]["CTI"]["direct_contact"] > K
    assert shown["hours"]["CTI"]["direct_contact"] is None
    assert shown["cost"]["CTI"] is None
    assert [shown["cost"][key] for key in ("SM", "total")].count(None) == 1


def test_an_empty_programme_has_nothing_to_hide():
    figures = figures_of([])
    assert suppressed(figures, K) == figures


@given(COURSES, some.integers(3, 6))
@quick
def test_an_attacker_finds_nobody_in_one_period_of_any_programme(courses, k):
    exact = figures_of(courses)
    spot = (0, HALF, "")
    shown = suppressed(exact, k)
    attacker = Attacker({spot: shown}, {spot: exact}, k)
    attacker.attack()
    assert attacker.found == []
    assert not [n for n in attacker.seen.values() if n is not None and small(n, k)]


@given(COURSES)
@quick
def test_hidden_figures_are_told_to_be_hidden_and_no_others(courses):
    exact = figures_of(courses)

    def compare(before, after):
        if not isinstance(before, dict):
            return
        fallen = [key for key in before if before[key] is not None and after[key] is None]
        assert after.get("suppressed", False) is bool(fallen)
        for key in before:
            compare(before[key], after[key])
            if after[key] is not None and not isinstance(after[key], dict | list):
                assert after[key] == before[key]

    compare(exact, suppressed(exact, K))


def test_every_count_of_the_tallies_belongs_to_a_family_that_protects_it():
    figures = figures_of([{"change": 1}] * 30)
    families = (*of_people([figures]), *of_work([figures]))
    known = {path for family in families for node in family.nodes for path in node.paths}
    known |= {("days_in_course", who, "n") for who in ("leavers", "stayers")}
    assert {path for path, _ in leaves(figures)} <= known


def test_the_answer_is_the_same_every_time():
    figures = figures_of([{"age": 17 + n % 5, "home": "hotel"} for n in range(33)])
    assert suppressed(figures, K) == suppressed(figures, K)
    assert protected({Spot(0, HALF, ""): figures}, K)[Spot(0, HALF, "")] == suppressed(figures, K)


TABLES = some.lists(some.lists(some.integers(0, 7), min_size=2, max_size=3), min_size=2, max_size=2)


@given(TABLES.filter(lambda rows: len({len(row) for row in rows}) == 1))
@settings(max_examples=30, deadline=None)
def test_every_hidden_count_of_a_table_with_margins_could_be_another(rows):
    """All tables are tried that look the same: each small count has other values among them."""
    width = len(rows[0])
    puzzle = Puzzle()
    for place, value in enumerate(value for row in rows for value in row):
        need = Need(1, K, both=True) if small(value, K) else None
        puzzle.items[place] = Item(value, min(1, value), 1 + value, need)
        if need:
            puzzle.hidden.add(place)
    lines = [[row * width + at for at in range(width)] for row in range(2)]
    lines += [[row * width + at for row in range(2)] for at in range(width)]
    margins = {}
    for number, line in enumerate(lines, start=100):
        margins[number] = line
        puzzle.items[number] = Item(sum(puzzle.items[at].value for at in line), 1, 50)
        puzzle.equations.append({number: -1, **dict.fromkeys(line, 1)})
    puzzle.protect()
    exposed = set(puzzle.found())
    cells = [at for at in range(2 * width) if at in puzzle.hidden]
    possible = [
        world
        for world in product(range(1, 12), repeat=len(cells))
        if len(cells) <= 4
        and _looks_the_same(dict(zip(cells, world, strict=True)), puzzle, margins)
    ]
    if len(cells) <= 4:
        for place, at in enumerate(cells):
            if puzzle.items[at].need and at not in exposed:
                assert len({world[place] for world in possible}) > 1


def _looks_the_same(world, puzzle, margins):
    return all(
        number in puzzle.hidden
        or sum(world.get(at, puzzle.items[at].value) for at in line) == puzzle.items[number].value
        for number, line in margins.items()
    )


SYSTEMS = some.lists(
    some.dictionaries(some.sampled_from("abcd"), some.sampled_from([-1, 1]), max_size=3),
    max_size=4,
)


@given(SYSTEMS)
@settings(max_examples=40, deadline=None)
def test_an_unknown_is_determined_just_when_all_solutions_agree_on_it(equations):
    """Solutions of small whole numbers, around 0, are enough to see that they differ."""
    solved = solve(equations, "abcd")
    worlds = [
        world
        for world in (
            dict(zip("abcd", each, strict=True)) for each in product(range(-4, 5), repeat=4)
        )
        if all(sum(world[key] * sign for key, sign in one.items()) == 0 for one in equations)
    ]
    agreed = {key for key in "abcd" if len({world[key] for world in worlds}) == 1}
    assert {pivot for pivot, row in solved.pivots.items() if not row} == agreed


@given(SYSTEMS)
@settings(max_examples=40, deadline=None)
def test_moving_along_a_direction_breaks_no_equation(equations):
    for way in solve(equations, "abcd").directions().values():
        for one in equations:
            assert sum(way.get(key, 0) * sign for key, sign in one.items()) == 0
