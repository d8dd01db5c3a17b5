"""The questions of the seven steps, their states, and a history that leads to what stands."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import MissingValue, UnknownCode
from core.implementation import (
    FIELDS,
    STATES,
    STEPS,
    AnswerUnchanged,
    as_texts,
    checked_answer,
    checked_question,
    differences,
    late,
    open_by_day,
    questions,
    questions_of,
    step_counts,
)
from core.owners import TwoOwners
from core.records.implementation import Answer, ImplementationState, Owner
from core.words import LANGUAGES, has_phrase
from tests.factories_implementation import ON, answer, answer_told

DAY = timedelta(days=1)


def test_there_are_thirty_two_questions_in_seven_steps_as_in_the_guide():
    counted = Counter(each.step for each in questions())
    assert [counted[step] for step in STEPS] == [4, 2, 2, 9, 2, 2, 11]
    assert len({each.code for each in questions()}) == 32


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_step_and_state_has_words(language):
    keys = [f"implementation_question.{each.code}" for each in questions()]
    keys += [f"implementation.step.{step}" for step in STEPS]
    keys += [f"code.implementation_state.{rule.state}" for rule in STATES]
    keys += [f"implementation.place.{each.source.place}" for each in questions()]
    keys += [f"published.source.{each.source.source}.short" for each in questions()]
    assert [key for key in keys if not has_phrase(language, key)] == []


def test_a_question_is_asked_from_its_first_day():
    first = questions()[0]
    assert first in questions_of(1, first.valid_from)
    assert questions_of(1, first.valid_from - DAY) == ()
    with pytest.raises(UnknownCode):
        checked_question(first.code, first.valid_from - DAY)


def test_every_state_has_one_rule():
    assert [rule.state for rule in STATES] == list(ImplementationState)


def test_not_relevant_needs_a_reason_and_the_others_do_not():
    with pytest.raises(MissingValue) as refused:
        checked_answer(answer_told("not_relevant", reason="  "))
    assert refused.value.field == "reason"
    assert checked_answer(answer_told("not_relevant", reason="Ét rådhus.")).reason == "Ét rådhus."
    assert checked_answer(answer_told("in_place")).reason is None


def test_an_answer_has_one_owner():
    with pytest.raises(TwoOwners):
        checked_answer(answer_told(owner_id="s", owner_name="Leder"))
    assert checked_answer(answer_told(owner_name=" Leder ")).owner_name == "Leder"


def test_an_unknown_state_is_refused():
    with pytest.raises(UnknownCode):
        checked_answer(answer_told("done"))
    with pytest.raises(MissingValue):
        checked_answer(answer_told(None))


def test_a_save_that_changes_nothing_is_refused():
    with pytest.raises(AnswerUnchanged):
        differences(answer(), answer_told(), None)


def test_the_same_name_as_a_member_of_staff_is_another_owner():
    before = answer(owner=Owner(None, "Karen Kold"))
    assert differences(before, answer_told(owner_id="s"), Owner("s", "Karen Kold")) == {}


def test_what_is_not_relevant_is_not_counted_among_those_to_be_in_place():
    answers = [
        answer("all_partners", "in_place"),
        answer("mutual_commitment", "not_relevant"),
        answer("agreed_early", due_date=ON - DAY),
    ]
    first = step_counts({each.question: each for each in answers}, ON)[0]
    assert (first.in_place, first.of, first.late) == (1, 3, 1)


def test_nothing_is_late_on_its_day_or_when_it_is_in_place():
    assert not late(answer(due_date=ON), ON)
    assert late(answer(due_date=ON), ON + DAY)
    assert not late(answer(state="in_place", due_date=ON), ON + DAY)


def test_the_open_questions_come_by_their_days():
    answers = [
        answer("all_partners", due_date=ON + DAY),
        answer("agreed_early", due_date=ON - DAY),
        answer("education", "in_place", due_date=ON),
        answer("supervision"),
    ]
    found = open_by_day({each.question: each for each in answers}, ON)
    assert [each.question for each in found] == ["agreed_early", "all_partners"]


owners = some.sampled_from([None, Owner("s", "Karen Kold"), Owner(None, "En leder")])
days = some.none() | some.dates(date(2025, 1, 1), date(2027, 1, 1))
texts = some.none() | some.sampled_from(["Et referat.", "En aftale."])
states = some.sampled_from(ImplementationState)


@given(some.lists(some.tuples(states, owners, days, texts), max_size=8))
def test_the_history_played_from_the_beginning_gives_what_stands(written):
    standing, played = Answer("all_partners"), dict.fromkeys(FIELDS)
    played["state"] = "not_begun"
    for state, owner, day, text in written:
        told = answer_told(state.value, due_date=day, evidence=text)
        after = Answer("all_partners", 1, state, owner, day, text)
        try:
            changes = differences(standing, told, owner)
        except AnswerUnchanged:
            assert after.owner == standing.owner
            continue
        assert all(played[name] == old for name, (old, _) in changes.items())
        played |= {name: new for name, (_, new) in changes.items()}
        standing = after
    assert tuple(played.values()) == as_texts(standing)


@given(some.lists(states, min_size=32, max_size=32))
def test_every_question_is_counted_once(given_states):
    answers = {
        each.code: answer(each.code, state)
        for each, state in zip(questions(), given_states, strict=True)
    }
    counts = step_counts(answers, ON)
    assert sum(sum(each.counts.values()) for each in counts) == 32
    told = sum(state is not ImplementationState.NOT_RELEVANT for state in given_states)
    assert sum(each.of for each in counts) == told
