"""What the indicators add up to, when a judgement disagrees with them, and the tables behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import cti, duties, support
from core.caseload_months import Held
from core.codes import Combination, Method, Variant
from core.fidelity.definitions import (
    Threshold,
    evidence,
    in_force,
    indicators,
    threshold,
    thresholds,
)
from core.fidelity.judging import Verdict, beside, differing, disagrees, on_scale, verdict
from core.fidelity.measured import OF_CASES, OF_WORKERS, Measured, Practice, change, measured
from core.fidelity.of_caseloads import WorkerPractice
from core.intervals import Comparison
from tests.factories_fidelity import FIRST, LAST, perfect, window
from tests.factories_practice import BAD, good_practice

ON = LAST
ALL = indicators(ON)
_ORDER = (None, *Variant)


# ---------------------------------------------------------------- the tables


def test_every_indicator_of_the_table_is_decided_and_none_beside():
    assert set(ALL) == set(OF_CASES) | set(OF_WORKERS)


def test_what_bears_on_a_question_is_in_the_table():
    found = {row.indicator for rows in evidence().values() for row in rows}
    assert found == set(ALL)


def test_the_indicators_of_workers_are_of_both_variants_together():
    rows = [row for each in evidence().values() for row in each if row.indicator in OF_WORKERS]
    assert {row.variant for row in rows} == {None}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("coordinator_days", duties.COORDINATOR_DAYS),
        ("meetings_a_year", duties.MEETINGS_A_YEAR),
        ("meeting_gap_months", duties.MEETING_GAP),
        ("meeting_age_early_months", duties.MEETING_AGE_EARLY),
        ("baseline_months", duties.BASELINE_MONTHS),
        ("icm_start_days", duties.SUPPORT_DAYS),
        ("phase_plan_days", cti.PLAN_DAYS),
        ("community_meetings", cti.OUT_LEAST),
        ("cti_early_days", cti.CLOSE_AHEAD_DAYS),
        ("handover_months", support.HANDOVER_MONTHS),
    ],
)
def test_practice_is_measured_by_what_the_duties_ask_for(name, value):
    assert threshold(name, ON) == value


def test_a_changed_threshold_counts_from_its_day():
    rows = (
        Threshold(None, date(2026, 6, 30), "margin", 1, "points", "a"),
        Threshold(date(2026, 7, 1), None, "margin", 0.5, "points", "b"),
    )
    assert in_force(rows, "margin", date(2026, 6, 30)).value == 1
    assert in_force(rows, "margin", date(2026, 7, 1)).value == 0.5
    with pytest.raises(KeyError):
        in_force(rows, "another", ON)


def test_no_threshold_holds_twice_on_a_day():
    names = [row.name for row in thresholds() if row.valid(ON)]
    assert len(names) == len(set(names))


# ---------------------------------------------------------------- adding up


def worker(count, method=Method.CTI):
    held = tuple(Held("worker", method, date(2025, 1, 1), None) for _ in range(count))
    return WorkerPractice("worker", "Karen Kold", held)


starts = st.dates(date(2025, 1, 1), date(2026, 9, 1))
combinations = st.sampled_from([Combination.SM, Combination.SM_CTI, Combination.SM_ICM])
perfect_cases = st.builds(
    lambda start, variant, combination, born: perfect(
        start, LAST, variant=variant, combination=combination, birth_date=born
    ),
    starts,
    st.sampled_from(Variant),
    combinations,
    st.dates(date(2007, 1, 1), date(2010, 12, 31)),
)


@given(st.lists(perfect_cases, min_size=1, max_size=8))
def test_practice_that_does_everything_in_time_is_full_on_every_indicator(cases):
    found = measured(Practice(cases, [worker(10)]), window())
    for each in found.values():
        assert each.kept == each.of
        assert each.missed == ()
        if each.estimate:
            assert each.estimate.value == 1


@given(st.lists(perfect_cases, max_size=8), st.integers(0, 12))
def test_the_two_variants_together_are_both(cases, load):
    found = measured(Practice(cases, [worker(load)]), window())
    for code in OF_CASES:
        whole, *parts = (found[code, variant] for variant in _ORDER)
        assert whole.of == sum(part.of for part in parts)
        assert whole.kept == sum(part.kept for part in parts)
        assert len(whole.missed) == sum(len(part.missed) for part in parts)


def ended(start, days, combination):
    """A perfect case that ended after so many days, and its support with it."""
    end = start + timedelta(days=days)
    told = perfect(start, end, combination=combination)
    given_up = {"end": end, "end_reason": "dropped_out"}
    support = tuple(each if each.end else replace(each, **given_up) for each in told.support)
    return replace(told, end=end, support=support)


@given(
    st.lists(st.builds(ended, starts, st.integers(1, 500), combinations), max_size=8),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
def test_cases_over_before_the_quarter_or_begun_after_it_have_nothing_to_tell(cases, since):
    looked_at = window(since, since + timedelta(days=90))
    found = measured(Practice(cases, []), looked_at)
    for code, decide in OF_CASES.items():
        told = [seen for each in cases for seen in decide(each, looked_at)]
        assert (found[code, None].kept, found[code, None].of) == (
            sum(seen.kept for seen in told),
            len(told),
        )


def of(kept, count, *, whose=None, code="no_long_gap"):
    return Measured(ALL[code], None, kept, count, 0, count if whose is None else whose, ON, ())


def test_more_rows_of_the_same_young_people_make_nothing_surer():
    assert of(30, 40, whose=10).estimate.interval == of(300, 400, whose=10).estimate.interval
    wide, narrow = of(30, 40, whose=10).estimate.interval, of(30, 40).estimate.interval
    assert wide.low < narrow.low
    assert narrow.high < wide.high


def test_with_nothing_to_be_seen_there_is_no_share():
    assert of(0, 0).estimate is None


def test_a_trend_is_told_only_where_the_quarters_can_be_told_apart():
    assert change(of(40, 40), of(10, 40)) is Comparison.ABOVE
    assert change(of(10, 40), of(40, 40)) is Comparison.BELOW
    assert change(of(20, 40), of(21, 40)) is Comparison.NOT_TOLD_APART
    assert change(of(0, 0), of(1, 2)) is None
    assert change(of(1, 2), None) is None


def test_who_is_behind_stands_in_the_order_of_days():
    late = perfect(date(2026, 1, 1), LAST)
    cases = [
        replace(late, id="b", meetings=()),
        replace(late, id="a", meetings=late.meetings[:1]),
    ]
    found = measured(Practice(cases, []), window())["no_long_gap", None]
    assert [(each.whose, each.day) for each in found.missed] == [
        ("b", FIRST),
        ("a", date(2026, 7, 2)),
    ]


# ---------------------------------------------------------------- judgement and records


def test_the_scale_goes_evenly_from_none_to_all():
    assert [on_scale(share) for share in (0, 1 / 3, 2 / 3, 1)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("judged", "kept", "count", "found"),
    [
        (4, 40, 40, Verdict.AGREES),
        (3, 40, 40, Verdict.AGREES),
        (2, 40, 40, Verdict.JUDGED_LOWER),
        (4, 20, 40, Verdict.JUDGED_HIGHER),
        (3, 20, 40, Verdict.AGREES),
        (4, 2, 5, Verdict.JUDGED_HIGHER),
        (1, 3, 5, Verdict.JUDGED_LOWER),
        (4, 1, 4, Verdict.TOO_FEW),
        (4, 0, 0, Verdict.NOTHING_SEEN),
    ],
)
def test_a_judgement_disagrees_by_more_than_the_margin_and_the_uncertainty(
    judged, kept, count, found
):
    assert verdict(judged, of(kept, count), ON) is found


def test_uncertainty_alone_can_keep_a_judgement_from_disagreeing():
    """3 of 10 is 1,9 on the scale, and 3 lies 1,1 away: of five young people it may well be."""
    assert verdict(3, of(3, 10, whose=5), ON) is Verdict.AGREES
    assert verdict(3, of(30, 100), ON) is Verdict.JUDGED_HIGHER


@given(st.integers(1, 4), st.integers(0, 60), st.integers(0, 60))
def test_a_judgement_within_the_margin_always_agrees(judged, kept, more):
    found = of(kept, kept + more)
    near = found.estimate is not None and abs(on_scale(found.estimate.value) - judged) <= 1
    told = verdict(judged, found, ON)
    if near and found.whose >= threshold("fewest", ON):
        assert told is Verdict.AGREES
    if told in {Verdict.JUDGED_HIGHER, Verdict.JUDGED_LOWER}:
        assert not near
        assert found.whose >= threshold("fewest", ON)


def bad_meetings(count):
    without = replace(perfect(date(2026, 1, 1), LAST), meetings=())
    return [replace(without, id=str(place)) for place in range(count)]


def test_a_comment_is_asked_for_where_any_indicator_of_the_question_disagrees():
    found = measured(Practice(bad_meetings(8), []), window())
    rows = beside("h_meetings", 4, found, ON)
    assert [row.measured.indicator.code for row in rows] == [
        "three_meetings",
        "no_long_gap",
        "next_meeting_booked",
    ]
    assert [row.verdict for row in rows] == [
        Verdict.NOTHING_SEEN,
        Verdict.JUDGED_HIGHER,
        Verdict.NOTHING_SEEN,
    ]
    assert disagrees(rows)
    assert differing({"h_meetings": 4, "h_documentation": 4, "h_team": 1}, found, ON) == {
        "h_meetings"
    }
    assert differing({"h_meetings": None}, found, ON) == frozenset()


def test_what_was_not_judged_has_no_verdict():
    rows = beside("h_meetings", None, measured(Practice(bad_meetings(8), []), window()), ON)
    assert {row.verdict for row in rows} == {None}
    assert rows[1].score == 1


# ---------------------------------------------------------------- made bad in one way at a time


def fallen(found):
    """The indicators that are not full; every one has something to be seen."""
    assert all(found[code, None].of for code in ALL)
    return {code for code in ALL if found[code, None].missed}


def test_perfect_practice_is_seen_by_every_indicator_and_full():
    assert fallen(measured(good_practice(), window())) == set()


def test_there_is_a_way_to_make_each_indicator_fall():
    assert set(BAD) == set(ALL)


@pytest.mark.parametrize("code", BAD)
def test_practice_made_bad_in_one_way_lets_only_that_indicator_fall(code):
    found = measured(BAD[code](good_practice()), window())
    assert {each for each in ALL if found[each, None].missed} == {code}
