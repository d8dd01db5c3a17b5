"""An attacker takes everything that the steering group is shown, and finds nobody (R19)."""

from datetime import date

import pytest

from core.codes import Role
from core.suppression import Spot
from core.suppression.release import Release
from core.suppression.showing import masked
from db import demo
from db.engine import close_store, open_store
from db.queries import releases
from tests import databases
from tests.db.attacker import Attacker
from tests.db.exact_attacker import ExactAttacker
from tests.factories import person
from tests.factories_release import put_courses

ON = date(2026, 11, 4)
K = 5
GROUP = person(Role.STEERING_GROUP)
STORES = {
    "many": lambda: put_courses(330, seed=7),
    "few": lambda: put_courses(90, seed=3),
    "demo": lambda: demo.fill(on=ON),
}


@pytest.fixture(scope="module", params=list(STORES))
def taken(request, tmp_path_factory):
    """All that is released of a store, and the exact figures behind it."""
    open_store(databases.laid(tmp_path_factory.mktemp("attacked") / "store.duckdb"))
    STORES[request.param]()
    released, exact = {}, {}
    for offer in releases.offered(by=GROUP, on=ON):
        for variant in offer.variants:
            spot = (offer.place, offer.span.value, variant.value if variant else "")
            released[spot] = releases.figures(offer.period, variant, by=GROUP, on=ON)
            exact[spot] = releases.without_names(releases._exact(offer.period, variant))
    close_store()
    return request.param, released, exact


def _attacked(released, exact):
    attacker = Attacker(released, exact, K)
    attacker.attack()
    return attacker


def test_the_attacker_finds_nobody(taken):
    name, released, exact = taken
    attacker = _attacked(released, exact)
    print(f"{name}: {attacker.tried} attacks on {len(attacker.hidden)} unknown figures")
    assert attacker.found == []
    assert attacker.tried > (10_000 if name != "demo" else 5_000)


def test_a_solver_finds_nobody_either(taken):
    """Every small count that is hidden can be another number, all sums taken together."""
    name, released, exact = taken
    attacker = ExactAttacker(released, exact, K)
    attacker.attack()
    print(f"{name}: {attacker.tried} problems solved")
    assert attacker.found == []
    assert attacker.tried > 20


def test_the_same_attacker_finds_many_where_only_small_counts_are_hidden(taken):
    _, _, exact = taken
    spots = {Spot(*spot): figures for spot, figures in exact.items()}
    only_small = Release(spots, K, complement=False)
    shown = {
        (spot.place, spot.span, spot.variant): masked(figures, only_small.hidden[spot], K)
        for spot, figures in only_small.objects.items()
    }
    ways = {how for how, *_ in _attacked(shown, exact).found}
    assert {"subtraction", "elimination", "bounds"} <= ways


def test_no_small_count_is_shown_and_no_mean_of_few(taken):
    _, released, exact = taken
    for spot, figures in released.items():
        for path, value in Attacker({spot: figures}, {spot: exact[spot]}, K).seen.items():
            assert value is None or value == 0 or value >= K, path
        for table in (*figures["days"].values(), *figures["domain_baseline"].values()):
            if table["n"] is None:
                assert all(table[key] is None for key in ("mean", "median", "p90") if key in table)


def test_most_of_what_is_large_is_shown(taken):
    """Hiding everything would be safe, and of no use."""
    name, released, exact = taken
    both = [spot for spot in released if not spot[2]]
    large = shown = 0
    for spot in both:
        attacker = Attacker({spot: released[spot]}, {spot: exact[spot]}, K)
        for cell, value in attacker.seen.items():
            if attacker.truth[cell] is not None and attacker.truth[cell] >= K:
                large += 1
                shown += value is not None
        assert released[spot]["cases"]["served"] == exact[spot]["cases"]["served"]
    assert shown / large > 0.6, (name, shown, large)
