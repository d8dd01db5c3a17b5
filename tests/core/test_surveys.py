"""The staff survey: its days, its answers, and that nothing told gives somebody's answer away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import DatesOutOfOrder, MissingValue, UnknownCode
from core.published import figure
from core.records.surveys import Round, RoundKind, Shown
from core.survey_statements import asked_on, by_theme, statements
from core.surveys import (
    APART,
    RoundInPast,
    RoundNotOpen,
    RoundOver,
    RoundsOverlap,
    RoundsTooClose,
    SurveyAnswer,
    check_open,
    checked_answers,
    checked_days,
    checked_end,
    checked_kind,
    least,
    result,
)
from core.words import LANGUAGES, has_phrase

ON = date(2026, 5, 4)
DAY = timedelta(days=1)
LAST = ON + 14 * DAY


def asked(first=ON, last=LAST, closed=None, answered=6):
    return Round("r", 1, RoundKind.START, first, last, closed, asked_on(first), 10, answered)


def counted(agree, others, away=0):
    return {
        SurveyAnswer.PARTLY_AGREE: agree,
        SurveyAnswer.NEITHER: others,
        SurveyAnswer.NOT_RELEVANT: away,
    }


# ---------------------------------------------------------------- the statements


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_and_theme_has_words_and_every_statement_a_source(language):
    for code, statement in statements().items():
        assert has_phrase(language, f"survey_form.{code}")
        assert has_phrase(language, f"survey.theme.{statement.theme}")
        assert statement.source


def test_what_is_compared_is_published_as_a_share():
    named = {code: each.published for code, each in statements().items() if each.published}
    assert {code: figure("survey", row, "share").value for code, row in named.items()} == {
        "strategy_clear": 82,
        "cooperation_strengthened": 77,
        "plans_connected": 60,
        "volunteers_competent": 60,
    }


def test_the_five_topics_of_the_source_and_two_about_volunteers_are_asked():
    themes = by_theme(asked_on(ON))
    assert {theme: len(codes) for theme, codes in themes.items()} == {
        "direction": 2,
        "cooperation": 3,
        "coherence": 1,
        "volunteers": 2,
    }


# ---------------------------------------------------------------- the days


def test_a_round_begins_today_or_later_and_ends_after_it_begins():
    assert checked_days(ON, LAST, [], ON) == (ON, LAST)
    with pytest.raises(RoundInPast):
        checked_days(ON - DAY, LAST, [], ON)
    with pytest.raises(DatesOutOfOrder):
        checked_days(ON, ON - DAY, [], ON)
    with pytest.raises(MissingValue):
        checked_days(ON, None, [], ON)


@pytest.mark.parametrize("kind", [None, "", "later"])
def test_a_round_is_a_start_a_middle_or_an_end(kind):
    with pytest.raises(UnknownCode if kind else MissingValue):
        checked_kind(kind)


def test_two_rounds_have_no_day_in_common():
    known = [asked()]
    with pytest.raises(RoundsOverlap):
        checked_days(LAST, LAST + DAY, known, ON)
    with pytest.raises(RoundsOverlap):
        checked_days(ON, ON, [asked(ON, LAST)], ON)


@pytest.mark.parametrize("first", [LAST + APART, ON - 3 * DAY - APART])
def test_two_rounds_lie_apart_so_that_who_has_joined_since_is_not_reckoned_out(first):
    on = ON - 300 * DAY
    assert checked_days(first, first + 3 * DAY, [asked()], on)
    nearer = first - DAY if first > ON else first + DAY
    with pytest.raises(RoundsTooClose):
        checked_days(nearer, nearer + 3 * DAY, [asked()], on)


def test_a_round_that_nobody_answered_is_in_nobodys_way():
    assert checked_days(LAST, LAST, [asked(closed=ON, answered=0)], LAST)
    with pytest.raises(RoundsTooClose):
        checked_days(LAST, LAST, [asked(closed=ON)], LAST)


def test_a_round_is_open_from_its_first_day_to_its_last_or_until_it_is_closed():
    assert [asked().open(day) for day in (ON - DAY, ON, LAST, LAST + DAY)] == [
        False,
        True,
        True,
        False,
    ]
    assert not asked(closed=ON).open(ON)
    with pytest.raises(RoundNotOpen):
        check_open(asked(closed=ON), ON)


def test_a_round_that_is_over_never_opens_again():
    assert checked_end(asked(), LAST + DAY, [asked()], LAST) == LAST + DAY
    with pytest.raises(RoundOver):
        checked_end(asked(), LAST + 9 * DAY, [asked()], LAST + DAY)
    with pytest.raises(RoundOver):
        checked_end(asked(closed=ON), LAST, [], ON)
    with pytest.raises(RoundInPast):
        checked_end(asked(), ON, [], ON + DAY)


# ---------------------------------------------------------------- the answers


def test_every_statement_needs_an_answer_of_the_scale():
    codes = asked_on(ON)
    full = dict.fromkeys(codes, "agree")
    assert set(checked_answers(full | {"another": "agree"}, codes)) == set(codes)
    with pytest.raises(MissingValue) as refused:
        checked_answers(full | {codes[2]: None}, codes)
    assert refused.value.field == codes[2]
    with pytest.raises(UnknownCode):
        checked_answers(full | {codes[0]: "most"}, codes)


# ---------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("agree", "others", "told"),
    [
        (4, 0, (Shown.HIDDEN, None, None)),
        (5, 0, (Shown.AT_LEAST, 5, 3)),
        (3, 2, (Shown.AT_LEAST, 5, 3)),
        (2, 3, (Shown.AT_MOST, 5, 2)),
        (0, 12, (Shown.AT_MOST, 12, 2)),
        (3, 3, (Shown.EXACT, 6, 3)),
        (9, 3, (Shown.EXACT, 12, 9)),
        (10, 2, (Shown.AT_LEAST, 12, 10)),
    ],
)
def test_a_share_is_told_exactly_where_three_stand_on_either_side(agree, others, told):
    found = result("strategy_clear", counted(agree, others), k=5)
    assert (found.shown, found.n, found.count) == told


def test_who_can_not_say_is_not_in_n():
    assert result("strategy_clear", counted(2, 2, away=9), k=5).shown is Shown.HIDDEN
    assert result("strategy_clear", counted(4, 4, away=9), k=5).n == 8


def test_no_setting_tells_of_fewer_than_five():
    assert [least(k) for k in (1, 3, 5, 8)] == [5, 5, 5, 8]


def _possible(told, n):
    """The numbers of people who may agree, as far as can be told."""
    return {agree for agree in range(n + 1) if result("x", counted(agree, n - agree), k=3) == told}


@given(n=some.integers(5, 30), share=some.floats(0, 1), own=some.booleans())
def test_whoever_knows_their_own_answer_never_learns_that_all_others_think_alike(n, share, own):
    agree = round(share * n)
    if (own and agree == 0) or (not own and agree == n):
        return
    told = result("x", counted(agree, n - agree), k=3)
    others = {each - own for each in _possible(told, n) if (each > 0 if own else each < n)}
    assert others != {0}
    assert others != {n - 1}


@given(
    agree=some.integers(0, 40),
    others=some.integers(0, 40),
    away=some.integers(0, 10),
    k=some.integers(1, 20),
)
def test_a_bound_is_true_and_nothing_small_is_told(agree, others, away, k):
    found, n = result("x", counted(agree, others, away), k), agree + others
    if found.shown is Shown.HIDDEN:
        assert n < least(k)
        assert found.n is found.count is None
        return
    assert found.n == n >= least(k)
    if found.shown is Shown.EXACT:
        assert agree == found.count
        assert min(agree, others) >= 3
    elif found.shown is Shown.AT_LEAST:
        assert found.count <= agree
    else:
        assert found.count >= agree
