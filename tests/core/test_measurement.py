import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import all_codes
from core.measurement import NothingScored, ScoreOutside, checked_scores, kind_of

domains = st.sampled_from(all_codes("life_domain"))


def test_what_was_not_asked_is_kept_as_not_asked():
    scores = checked_scores({"crime": 5})
    assert scores["crime"] == 5
    assert scores["mental_health"] is None
    assert set(scores) == set(all_codes("life_domain"))


def test_a_measurement_without_any_score_is_refused():
    with pytest.raises(NothingScored):
        checked_scores({"crime": None})


@given(domains, st.integers().filter(lambda score: not 1 <= score <= 5))
def test_a_score_outside_the_scale_is_refused_at_its_domain(domain, score):
    with pytest.raises(ScoreOutside) as refusal:
        checked_scores({domain: score})
    assert refusal.value.field == domain


def test_the_first_measurement_is_the_baseline_whenever_it_is_made():
    assert kind_of(earlier=False) == "baseline"
    assert kind_of(earlier=True) == "follow_up"
