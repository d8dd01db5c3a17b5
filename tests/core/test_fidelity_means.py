"""What the scores of fidelity say over time and beside the published means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.fidelity_means import Mean, earlier_scores, groups, quarters_of, theme_means
from core.fidelity_questions import all_questions
from core.intervals import Comparison
from core.quarters import following, quarter
from core.records.fidelity_review import Score

Q1, Q2 = quarter(date(2026, 1, 1)), quarter(date(2026, 4, 1))


def score(code, value, day=Q1.to_date):
    return Score(day, all_questions()[code].theme, code, value)


def quarters(count):
    found = [quarter(date(2023, 1, 1))]
    while len(found) < count:
        found.append(following(found[-1]))
    return found


def grouped(scores):
    return {each.name: each for each in groups(scores)}


def test_a_theme_has_a_mean_for_each_quarter():
    told = [
        score("sup_regular", 1),
        score("sup_method", 2),
        score("sup_regular", 4, Q2.to_date),
        score("org_housing", 3),
    ]
    assert quarters_of(told) == (Q1, Q2)
    assert theme_means(told) == {
        "organisation": {Q1: Mean(3.0, 1)},
        "supervision": {Q1: Mean(1.5, 2), Q2: Mean(4.0, 1)},
    }


def test_a_question_scored_twice_in_a_quarter_counts_once_with_the_latest():
    told = [score("sup_regular", 4, date(2026, 3, 30)), score("sup_regular", 1, date(2026, 1, 5))]
    assert theme_means(told) == {"supervision": {Q1: Mean(4.0, 1)}}
    assert earlier_scores(Q2, told, 4) == {"sup_regular": ((Q1, 4),)}


@given(st.integers(1, 9), st.integers(1, 4))
def test_beside_a_question_stand_its_scores_of_the_last_quarters_before(count, most):
    every = quarters(count)
    told = [score("cti_phases", place % 4 + 1, each.to_date) for place, each in enumerate(every)]
    found = earlier_scores(every[-1], reversed(told), most)
    before = [(each, place % 4 + 1) for place, each in enumerate(every[:-1])]
    assert list(found.get("cti_phases", ())) == before[-most:]


def test_the_own_words_of_an_imported_list_stand_behind_the_known_themes():
    told = [Score(Q1.to_date, "Ledelse", "Tid", 2), score("sup_regular", 3)]
    assert list(theme_means(told)) == ["supervision", "Ledelse"]


@given(st.lists(st.sampled_from([1, 2, 3, 4]), min_size=1, max_size=16))
def test_the_published_administration_bar_stands_beside_the_mean_of_its_four_questions(values):
    codes = ("org_employment", "org_children", "org_guidance", "org_social")
    told = [
        score(codes[place % 4], value, quarters(4)[place // 4].to_date)
        for place, value in enumerate(values)
    ]
    found = grouped([*told, score("org_agreements", 1), score("sup_regular", 1)])
    own = found["administration"]
    assert own.n == len(values)
    assert own.figure.own.value == pytest.approx(sum(values) / len(values))
    assert 1 <= own.figure.own.interval.low <= own.figure.own.interval.high <= 4
    assert own.figure.beside == 3.4
    assert (own.figure.comparison is Comparison.TOO_FEW) == (len(values) < 10)


def test_few_answers_are_not_compared_and_low_ones_are_told_apart_when_there_are_many():
    few = [score("org_housing", 1, each.to_date) for each in quarters(9)]
    assert grouped(few)["housing_organisations"].figure.comparison is Comparison.TOO_FEW
    codes = ("org_employment", "org_children", "org_guidance", "org_social")
    many = [score(code, 1, each.to_date) for each in quarters(5) for code in codes]
    assert grouped(many)["administration"].figure.comparison is Comparison.BELOW


def test_nothing_published_can_be_read_of_regional_psychiatry():
    found = grouped([score("org_psychiatry", 2)])["regional_psychiatry"]
    assert found.figure.beside is None
    assert found.figure.comparison is None


def test_without_answers_there_is_no_figure():
    assert [each.n for each in groups([])] == [0, 0, 0]
    assert all(each.figure.own is None for each in groups([]))
