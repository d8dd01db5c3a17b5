"""Which look-ups are reviewed: each rule by example, the draw by property."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access_sampling import (
    BY_LOT,
    RULES,
    WANTED,
    Known,
    KnownAccount,
    KnownCase,
    Look,
    by_lot,
    in_the_lots,
    pointed_at,
    sampled,
    surname,
)
from core.records.access_log import LineKind

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
"""A Wednesday."""
ON = date(2026, 6, 1)
READ, SEARCH, EXPORT, REFUSED = (
    LineKind.READ,
    LineKind.SEARCH,
    LineKind.EXPORT,
    LineKind.REFUSED,
)
KNOWN = Known(
    {
        "own": KnownCase("vildspor", staff_ids=frozenset({"s"})),
        "other": KnownCase("odde", staff_ids=frozenset({"x"})),
        "hidden": KnownCase("odde", protected=True, staff_ids=frozenset({"s"})),
        "closed": KnownCase("odde", closed=date(2025, 5, 5), staff_ids=frozenset({"s"})),
        "fresh": KnownCase("odde", closed=date(2025, 5, 6), staff_ids=frozenset({"s"})),
        "kin": KnownCase("kold", staff_ids=frozenset({"s"})),
    },
    {
        "lead": KnownAccount("kold", "s", wide=True),
        "worker": KnownAccount("kold", "s"),
        "office": KnownAccount("kridt"),
    },
)


def look(case_id=None, account_id="lead", kind=READ, time=NOON, number=1, **more):
    return Look(f"line{number}", number, time, account_id, kind, case_id, **more)


def codes(*looks):
    return {rule.code for rule in RULES if pointed_at(rule, looks, KNOWN)}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (look("own"), set()),
        (look("hidden"), {"protected"}),
        (look("other"), {"outside"}),
        (look("other", "worker"), set()),
        (look("own", "office"), set()),
        (look("own", purpose=True), {"emergency"}),
        (look("own", kind=SEARCH, purpose=True), set()),
        (look("closed"), {"long_closed"}),
        (look("fresh"), set()),
        (look("kin", "worker"), {"same_surname"}),
        (look("gone"), set()),
        (look(kind=EXPORT, with_cpr=True), {"cpr_export"}),
        (look(kind=EXPORT), set()),
        (look("own", time=NOON.replace(hour=5, minute=59)), {"odd_hours"}),
        (look("own", time=NOON.replace(hour=6)), set()),
        (look("own", time=NOON.replace(hour=19, minute=59)), set()),
        (look("own", time=NOON.replace(hour=20)), {"odd_hours"}),
        (look("own", time=NOON + timedelta(days=3)), {"odd_hours"}),
        (look(time=NOON.replace(hour=23)), set()),
    ],
)
def test_each_rule_points_at_what_it_says(one, expected):
    assert codes(one) == expected


@pytest.mark.asvs("16.3.2")
def test_three_refusals_of_one_person_on_one_day_are_looked_at_and_two_are_not():
    refused = [look(kind=REFUSED, account_id="worker", number=n) for n in (1, 2, 3)]
    assert codes(*refused[:2]) == set()
    assert codes(*refused) == {"refused"}
    other_day = look(kind=REFUSED, account_id="worker", time=NOON + timedelta(days=1), number=9)
    assert codes(*refused[:2], other_day) == set()
    assert codes(*refused[:2], look(kind=REFUSED, account_id="office", number=9)) == set()


def test_every_rule_has_a_source_and_a_code_of_its_own():
    assert len({rule.code for rule in RULES} | {BY_LOT}) == len(RULES) + 1
    assert all(rule.source for rule in RULES)


@pytest.mark.parametrize(
    ("name", "expected"), [("Karen Kold", "kold"), ("  KOLD ", "kold"), ("", ""), ("  ", "")]
)
def test_a_last_name_is_the_same_however_it_is_written(name, expected):
    assert surname(name) == expected


def test_nobody_without_a_name_shares_it_with_anybody():
    known = Known({"c": KnownCase("")}, {"a": KnownAccount("")})
    rule = next(rule for rule in RULES if rule.code == "same_surname")
    assert not pointed_at(rule, [look("c", "a")], known)


LOOKS = st.lists(
    st.builds(
        Look,
        id=st.uuids().map(str),
        sequence=st.integers(1, 10**6),
        time=st.integers(0, 31 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        account_id=st.sampled_from(["lead", "worker", "office", None]),
        kind=st.sampled_from([READ, SEARCH, EXPORT, REFUSED]),
        case_id=st.sampled_from([*KNOWN.cases, "gone", None]),
        purpose=st.booleans(),
        with_cpr=st.booleans(),
    ),
    max_size=60,
    unique_by=(lambda look: look.sequence, lambda look: look.id),
).map(lambda looks: sorted(looks, key=lambda look: look.sequence))


@given(looks=LOOKS, seed=st.integers(0, 10**6 - 1))
def test_everything_a_rule_points_at_and_every_lot_is_drawn_once_and_nothing_else(looks, seed):
    drawn = sampled(looks, KNOWN, seed=seed, on=ON)
    lines = [each.id for group in drawn for each in group.looks]
    wanted = {each.id for rule in RULES for each in pointed_at(rule, looks, KNOWN)}
    wanted |= {each.id for each in by_lot(looks, seed)}
    assert sorted(lines) == sorted(wanted)
    assert [group.looks[0].sequence for group in drawn] == sorted(
        group.looks[0].sequence for group in drawn
    )
    for group in drawn:
        assert len({(each.account_id, each.case_id) for each in group.looks}) == 1
        assert group.rules


@given(looks=LOOKS, seed=st.integers(0, 10**6 - 1))
def test_lots_are_so_many_all_different_and_the_same_when_drawn_again(looks, seed):
    lots = by_lot(looks, seed)
    assert len(lots) == min(WANTED, len(in_the_lots(looks)))
    assert len({each.id for each in lots}) == len(lots)
    assert by_lot(list(reversed(looks)), seed) == lots
