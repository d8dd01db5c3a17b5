"""Whom young people are proposed to be moved to, and what the caseloads become."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.caseload import CaseloadFull, Workload, check_headroom, free_places
from core.codes import Method
from core.errors import NobodyChosen
from core.moving import Move, checked_moves, outcomes, propose, with_more
from core.records.caseload import Candidate, Charge
from core.settings import Settings

ON = date(2026, 5, 4)
CTI, ICM, SM = Method.CTI, Method.ICM, Method.SM


def candidate(staff_id, methods=(CTI,), away=False, fte=None, **active) -> Candidate:
    load = Workload(staff_id.title(), {Method(name): n for name, n in active.items()}, fte)
    return Candidate(staff_id, frozenset(methods), load, away)


def charges(number, method=CTI) -> list[Charge]:
    return [Charge(f"{method}{n}", 1, method, 1000 + n, "Vilma", ON) for n in range(number)]


def test_each_is_proposed_to_who_has_the_most_room_counted_anew():
    found = propose(charges(4), [candidate("ida", CTI=7), candidate("per", CTI=8)], Settings(), ON)
    assert list(found.values()) == ["ida", "ida", "per", "ida"]


def test_who_is_away_has_another_method_or_is_full_is_proposed_nobody():
    others = [
        candidate("ida", away=True),
        candidate("per", (ICM,)),
        candidate("eva", CTI=10),
    ]
    assert propose(charges(1), others, Settings(), ON) == {}


def test_a_worker_of_both_methods_is_filled_by_both():
    ruben = candidate("ruben", (CTI, ICM), CTI=5, ICM=2)
    found = propose([*charges(1), *charges(2, ICM)], [ruben], Settings(), ON)
    assert found == {"CTI0": "ruben", "ICM0": "ruben"}


def test_what_the_caseloads_become_is_told_for_those_who_are_given_somebody():
    moves = [Move(charge.id, CTI, 1, "ida") for charge in charges(2)]
    others = [candidate("ida", CTI=9), candidate("per")]
    [found] = outcomes(moves, others, Settings(), ON)
    assert (found.name, found.before, found.after, found.cap, found.over) == (
        "Ida",
        9,
        11,
        10,
        True,
    )


def test_nobody_moved_is_refused():
    with pytest.raises(NobodyChosen):
        checked_moves([])


@settings(max_examples=60)
@given(
    cti=some.integers(0, 11),
    icm=some.integers(0, 9),
    fte=some.sampled_from([None, 0.5, 0.8]),
    more=some.lists(some.sampled_from([CTI, ICM]), min_size=1, max_size=6),
    shared=some.booleans(),
)
def test_over_is_told_exactly_where_taking_them_one_by_one_would_be_refused(
    cti, icm, fte, more, shared
):
    rules = Settings(mixed_caseload_shared=shared, caps_scaled_by_fte=True)
    ruben = candidate("ruben", (CTI, ICM), fte=fte, CTI=cti, ICM=icm)
    moves = [Move(str(place), method, 1, "ruben") for place, method in enumerate(more)]
    told = any(each.over for each in outcomes(moves, [ruben], rules, ON))
    assert told is _refused(ruben.load, more, rules)


def _refused(load, more, rules):
    for method in more:
        try:
            check_headroom(method, load, rules, ON)
        except CaseloadFull:
            return True
        load = with_more(load, {method: 1})
    return False


@settings(max_examples=60)
@given(
    wanted=some.lists(some.sampled_from([CTI, ICM]), max_size=12),
    loads=some.lists(some.tuples(some.integers(0, 10), some.integers(0, 8)), max_size=4),
)
def test_a_proposal_never_passes_a_cap_and_leaves_nobody_out_who_has_room(wanted, loads):
    others = [
        candidate(f"w{place}", (CTI, ICM), CTI=cti, ICM=icm)
        for place, (cti, icm) in enumerate(loads)
    ]
    asked = [Charge(str(n), 1, method, n, "Vilma", ON) for n, method in enumerate(wanted)]
    found = propose(asked, others, Settings(), ON)
    moves = [Move(each.id, each.method, 1, found[each.id]) for each in asked if each.id in found]
    after = {each.staff_id: each.load for each in others}
    for move in moves:
        assert free_places(move.method, after[move.to_id], Settings(), ON) > 0
        after[move.to_id] = with_more(after[move.to_id], {move.method: 1})
    for left in (each for each in asked if each.id not in found):
        assert all(free_places(left.method, load, Settings(), ON) == 0 for load in after.values())
