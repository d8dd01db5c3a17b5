from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import all_codes
from core.dialogue import (
    MOST_ITEMS,
    TooManyItems,
    by_domain,
    check_room,
    checked_answers,
    checked_wording,
    items_on,
    published_items,
    suggested,
)
from core.errors import MissingValue, TooLong, UnknownCode
from core.measurement import ScoreOutside
from core.records.dialogue import Answer, Item, ItemChange
from core.words import LANGUAGES, has_phrase

ON = date(2026, 5, 4)
CRIME = "crime.law"
answered = st.lists(st.none() | st.integers(1, 5), max_size=12)


def _change(wording, day=ON, **told):
    return ItemChange(
        **{"item_id": CRIME, "domain": "crime", **told}, wording=wording, valid_from=day
    )


def _asked(changes=(), on=ON):
    return {item.id: item for under in items_on(changes, on).values() for item in under}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_both_ends_of_every_domain_have_words(language):
    for change in published_items():
        assert has_phrase(language, f"dialogue_item.{change.item_id}")
    for domain in all_codes("life_domain"):
        for end in ("lowest", "highest"):
            assert has_phrase(language, f"dialogue_anchor.{domain}.{end}")
    assert all(has_phrase(language, f"code.dialogue_score.{score}") for score in range(1, 6))


def test_every_life_domain_has_two_to_four_questions_of_our_own():
    assert list(items_on((), ON)) == list(all_codes("life_domain"))
    assert all(2 <= len(under) <= 4 for under in items_on((), ON).values())


@settings(max_examples=200, deadline=None)
@given(answered)
def test_the_suggestion_is_the_mean_of_what_was_answered_with_halves_rounded_up(scores):
    told = [score for score in scores if score is not None]
    if not told:
        assert suggested(scores) is None
        return
    mean = Fraction(sum(told), len(told))
    points_to = suggested(scores)
    assert Fraction(-1, 2) < points_to - mean <= Fraction(1, 2)


@settings(max_examples=100, deadline=None)
@given(answered, st.randoms(use_true_random=False))
def test_the_suggestion_does_not_hang_on_the_order_and_stays_on_the_scale(scores, dice):
    turned = dice.sample(scores, len(scores))
    assert suggested(turned) == suggested(scores)
    assert suggested(scores) in {None, 1, 2, 3, 4, 5}


@settings(max_examples=100, deadline=None)
@given(answered, st.integers(0, 12))
def test_a_question_that_is_skipped_changes_no_suggestion(scores, place):
    assert suggested([*scores[:place], None, *scores[place:]]) == suggested(scores)


def test_two_and_three_point_to_three():
    assert suggested([2, 3]) == 3
    assert suggested([2, 2, 3]) == 2


def test_a_question_has_its_new_words_from_the_day_on_and_keeps_its_place():
    changes = (_change("Nye ord"),)
    before, after = _asked(changes, date(2026, 5, 3)), _asked(changes)
    assert before[CRIME].wording is None
    assert after[CRIME].wording == "Nye ord"
    assert list(before) == list(after)


def test_of_two_changes_of_one_day_the_later_counts_and_an_earlier_day_never_overtakes():
    changes = (_change("a"), _change("b"), _change("c", date(2026, 5, 1)))
    assert _asked(changes)[CRIME].wording == "b"
    assert _asked(changes, date(2026, 5, 2))[CRIME].wording == "c"


def test_a_retired_question_is_asked_no_more_and_can_come_again():
    gone = _change(None, retired=True)
    assert CRIME not in _asked((gone,))
    assert CRIME in _asked((gone,), date(2026, 5, 3))
    assert CRIME in _asked((gone, _change(None, date(2026, 6, 1))), date(2026, 6, 1))


def test_a_new_question_comes_last_under_its_domain():
    under = items_on((_change("Ny", item_id="new"),), ON)["crime"]
    assert under[-1] == Item("new", "crime", "Ny")


def test_a_domain_without_questions_is_still_there():
    changes = [
        _change(None, item_id=each.item_id, retired=True)
        for each in published_items()
        if each.domain == "crime"
    ]
    assert items_on(changes, ON)["crime"] == ()


def test_a_domain_holds_so_many_questions_and_no_more():
    check_room([Item(str(n), "crime") for n in range(MOST_ITEMS - 1)])
    with pytest.raises(TooManyItems):
        check_room([Item(str(n), "crime") for n in range(MOST_ITEMS)])


def test_a_question_has_words_and_not_too_many():
    assert checked_wording("  Hvordan går det?\n") == "Hvordan går det?"
    for wording, refusal in ((None, MissingValue), (" ", MissingValue), ("x" * 201, TooLong)):
        with pytest.raises(refusal):
            checked_wording(wording)


def test_what_was_skipped_is_no_answer():
    items = items_on((), ON)
    told = checked_answers({CRIME: 4, "crime.company": None}, items)
    assert [(item.id, score) for item, score in told] == [(CRIME, 4)]


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [({"unknown": 3}, UnknownCode), ({CRIME: 0}, ScoreOutside), ({CRIME: 6}, ScoreOutside)],
)
def test_an_answer_that_does_not_hold_is_refused(answers, refusal):
    with pytest.raises(refusal):
        checked_answers(answers, items_on((), ON))


def test_answers_are_told_under_their_domains():
    one, two = Answer("a", "crime", "?", 1), Answer("b", "crime", "?", 2)
    assert by_domain([one, Answer("c", "mental_health", "?", 3), two])["crime"] == (one, two)
