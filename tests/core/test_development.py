from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import all_codes
from core.development import (
    Change,
    axes,
    change,
    counted,
    courses,
    improved,
    low_everywhere,
)
from core.records.measurements import Measurement

DOMAINS = all_codes("life_domain")
scores = st.none() | st.integers(1, 5)


def _measured(*rows, scored_by="joint"):
    """Measurements a month apart with these scores by domain."""
    return [
        Measurement(str(n), date(2026, 1 + n, 1), None, scored_by, row)
        for n, row in enumerate(rows)
    ]


def _crime(*values):
    return next(
        each
        for each in courses(_measured(*({"crime": value} for value in values)))
        if each.domain == "crime"
    )


def test_change_goes_by_the_sign_of_latest_minus_first():
    assert change(2, 3) is Change.IMPROVEMENT
    assert change(3, 3) is Change.UNCHANGED
    assert change(5, 1) is Change.DECLINE


def test_a_change_needs_two_scores_however_many_measurements_there_are():
    assert _crime(4, None, None).change is None
    assert _crime(None, None).change is None
    assert _crime(4, None, 5).change is Change.IMPROVEMENT


def test_what_was_skipped_is_no_point():
    course = _crime(None, 4, None)
    assert [point.score for point in course.points] == [4]
    assert course.first.date == date(2026, 2, 1)
    assert course.first is course.latest


def test_who_scored_goes_with_the_point():
    course = courses(_measured({"crime": 3}, scored_by="worker"))[DOMAINS.index("crime")]
    assert course.latest.scored_by == "worker"


def test_every_domain_has_a_course_without_any_measurement_too():
    assert [each.domain for each in courses(())] == list(DOMAINS)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(DOMAINS, scores)), max_size=5))
def test_changes_are_counted_with_zeros_and_never_more_than_domains_with_two_scores(rows):
    told = courses(_measured(*rows))
    tally = counted(told)
    assert set(tally) == set(Change)
    assert sum(tally.values()) == sum(len(each.points) >= 2 for each in told)
    assert tally[Change.IMPROVEMENT] == len(improved(told))


def test_low_everywhere_asks_only_about_what_was_scored():
    assert low_everywhere(courses(_measured({"crime": 2, "mental_health": 1})))
    assert not low_everywhere(courses(_measured({"crime": 2, "mental_health": 3})))
    assert not low_everywhere(courses(()))


def test_low_everywhere_goes_by_the_latest_scores():
    assert not low_everywhere(courses(_measured({"crime": 1}, {"crime": 4})))
    assert low_everywhere(courses(_measured({"crime": 4}, {"crime": 1})))


def test_a_radar_needs_three_domains_and_leaves_out_what_was_never_scored():
    three = {"crime": 1, "mental_health": 2, "physical_health": 3}
    assert {each.domain for each in axes(courses(_measured(three)))} == set(three)
    assert axes(courses(_measured({"crime": 1, "mental_health": 2}))) == ()
