"""Background beside development: counted by hand, and what always holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import Need, TargetGroup, all_codes
from core.cross_view import (
    ALL,
    BACKGROUNDS,
    NOT_RECORDED,
    Observed,
    behind,
    crossed,
    exposed,
    share_of,
    size,
    totals,
)
from core.development import Change
from core.intervals import wilson
from core.suppression import small
from core.tallies import UNKNOWN

DOWN, SAME, UP = Change.DECLINE, Change.UNCHANGED, Change.IMPROVEMENT
HOUSING = BACKGROUNDS["need.housing"]


def seen(case_id: str, need: str | None = None, **changes: Change) -> Observed:
    needs = {"housing": need} if need else None
    return Observed(case_id, "H", needs=needs, changes=changes)


def test_everything_known_from_the_start_can_be_asked():
    abouts = [each.about for each in BACKGROUNDS.values()]
    assert {about: abouts.count(about) for about in abouts} == {
        "need": 8,
        "risk": 7,
        "target_group": 1,
        "variant": 1,
    }
    assert HOUSING.values == (*Need, UNKNOWN)


def test_four_young_people_counted_by_hand():
    found = crossed(
        [
            seen("a", "much", crime=UP, mental_health=DOWN),
            seen("b", "much", crime=UP),
            seen("c", "some", crime=SAME),
            seen("d", crime=DOWN),
        ],
        HOUSING,
    )
    assert found["much"]["crime"] == {DOWN: 0, SAME: 0, UP: 2}
    assert found["some"]["crime"] == {DOWN: 0, SAME: 1, UP: 0}
    assert found[UNKNOWN]["crime"] == {DOWN: 1, SAME: 0, UP: 0}
    assert found["none"]["crime"] == dict.fromkeys(Change, 0)
    assert totals(found)["crime"] == {DOWN: 1, SAME: 1, UP: 2}
    assert totals(found)["mental_health"] == {DOWN: 1, SAME: 0, UP: 0}


def test_who_is_not_ticked_for_a_risk_is_told_as_that():
    told = Observed("a", "U", "in_care", risks={"weak_network": "past"}, changes={"crime": UP})
    assert told.value(BACKGROUNDS["risk.weak_network"]) == "past"
    assert told.value(BACKGROUNDS["risk.mental_health"]) == NOT_RECORDED
    assert told.value(BACKGROUNDS["target_group"]) == TargetGroup.IN_CARE
    assert told.value(BACKGROUNDS["variant"]) == "U"
    assert seen("b").value(BACKGROUNDS["target_group"]) == UNKNOWN


def test_a_share_comes_with_its_interval_and_nobody_has_none():
    found = share_of({DOWN: 1, SAME: 2, UP: 5}, UP)
    assert found is not None
    assert (found.value, found.n, found.interval) == (5 / 8, 8, wilson(5, 8))
    assert share_of(dict.fromkeys(Change, 0), UP) is None


def many(need: str, down: int, same: int, up: int) -> list[Observed]:
    ways = [DOWN] * down + [SAME] * same + [UP] * up
    return [seen(f"{need}{place}", need, crime=way) for place, way in enumerate(ways)]


def hidden(*told: list[Observed], k: int = 5) -> set[str]:
    found = crossed([each for some in told for each in some], HOUSING)
    return {value for value, domain in exposed(found, k) if domain == "crime"}


def test_a_small_cell_takes_another_with_it_so_that_subtraction_tells_nothing():
    assert hidden(many("much", 6, 0, 9), many("some", 5, 6, 7)) == set()
    assert hidden(many("much", 6, 6, 9), many("some", 5, 3, 7), many("none", 5, 5, 20)) == {
        "much",
        "some",
    }


def test_two_small_cells_that_are_small_together_take_a_third():
    told = many("much", 1, 6, 9), many("some", 1, 5, 7), many("none", 9, 9, 20)
    assert hidden(*told) == {"much", "some", "none"}
    assert hidden(many("much", 4, 6, 9), many("some", 1, 5, 7), told[2]) == {"much", "some"}


def test_where_the_whole_is_small_all_of_it_is_hidden():
    assert hidden(many("much", 2, 6, 9)) == {"much", ALL}


changes = st.dictionaries(st.sampled_from(all_codes("life_domain")), st.sampled_from(Change))
needs = st.none() | st.dictionaries(
    st.sampled_from(all_codes("life_dimension")), st.sampled_from([each.value for each in Need])
)
risks = st.none() | st.dictionaries(
    st.sampled_from(all_codes("risk_indicator")), st.sampled_from(all_codes("risk_when"))
)
groups = st.none() | st.sampled_from([each.value for each in TargetGroup])


@st.composite
def observed(draw: st.DrawFn) -> list[Observed]:
    told = draw(
        st.lists(st.tuples(st.sampled_from("HU"), groups, needs, risks, changes), max_size=12)
    )
    return [Observed(str(place), *each) for place, each in enumerate(told)]


@settings(max_examples=40)
@given(observed(), st.sampled_from(sorted(BACKGROUNDS)))
def test_every_background_adds_up_to_the_same_and_leads_to_as_many(told, key):
    background = BACKGROUNDS[key]
    found = crossed(told, background)
    for domain, whole in totals(found).items():
        for change in Change:
            exact = [each for each in told if (each.changes or {}).get(domain) is change]
            assert whole[change] == len(exact)
            led = [
                case_id
                for value, cells in found.items()
                for case_id in behind(told, background, value, domain, change)
                if cells[domain][change]
            ]
            assert sorted(led) == sorted(each.case_id for each in exact)


counts = st.lists(st.integers(0, 9), min_size=3, max_size=3)


@given(st.dictionaries(st.sampled_from([*Need, None]), counts), st.integers(3, 7))
def test_no_small_count_is_shown_and_none_follows_from_what_is_shown(cells, k):
    told = [
        (need, way)
        for need, numbers in cells.items()
        for way, number in zip(Change, numbers, strict=True)
        for _ in range(number)
    ]
    found = crossed(
        [seen(str(place), need, crime=way) for place, (need, way) in enumerate(told)], HOUSING
    )
    away = {value for value, domain in exposed(found, k) if domain == "crime"}
    column = {value: cells["crime"] for value, cells in found.items() if size(cells["crime"])}
    shown = {value: counts for value, counts in column.items() if value not in away}
    assert not any(small(count, k) for counts in shown.values() for count in counts.values())
    kept = [column[value] for value in column if value in away]
    if kept and ALL not in away:
        assert len(kept) > 1
        for change in Change:
            assert not small(sum(counts[change] for counts in kept), k)


def test_variants_are_rows_of_their_own():
    told = [Observed("a", "H", changes={"crime": UP}), Observed("b", "U", changes={})]
    found = crossed(told, BACKGROUNDS["variant"])
    assert [size(found[each]["crime"]) for each in ("H", "U")] == [1, 0]
