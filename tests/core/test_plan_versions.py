"""What differs between two moments of a plan, by example and by property."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.agreements import AgreementStatus, GoalStatus
from core.plan_versions import (
    ADDED,
    AGREEMENT_PARTS,
    GOAL_PARTS,
    REMOVED,
    Change,
    as_text,
    changes,
    edition,
    from_text,
    frozen,
)
from core.records.network import Agreement, Goal
from tests.factories_shared import agreement, goal

DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))
TEXTS = st.text(min_size=1, max_size=12)
IDS = st.sampled_from([f"{place}" for place in range(5)])


def agreements():
    return st.builds(
        Agreement,
        id=IDS,
        version=st.integers(1, 9),
        text=TEXTS,
        responsible=TEXTS,
        follow_up_date=DAYS,
        meeting_id=st.none() | IDS,
        status=st.sampled_from(list(AgreementStatus)).map(str),
        done_date=st.none() | DAYS,
        follow_up_by=st.none() | TEXTS,
    )


def goals():
    return st.builds(
        Goal,
        id=IDS,
        version=st.integers(1, 9),
        set_date=DAYS,
        text=TEXTS,
        life_domain=st.none() | st.sampled_from(["crime", "mental_health"]),
        status=st.sampled_from(list(GoalStatus)).map(str),
        closed_date=st.none() | DAYS,
        agreements=st.lists(agreements(), max_size=4, unique_by=lambda each: each.id).map(tuple),
        own_words=st.none() | TEXTS,
        information_type=st.none() | st.just("housing"),
    )


PLANS = st.lists(goals(), max_size=4, unique_by=lambda each: each.id).map(tuple)


def applied(before, found):
    """The plan with the described changes made to it."""
    plan = {each.id: each for each in frozen(before)}
    for change in found:
        if change.agreement is None:
            _to_goal(plan, change)
        else:
            _to_agreement(plan, change)
    return frozen(plan.values())


def _to_goal(plan, change: Change):
    if change.part == REMOVED:
        del plan[change.goal.id]
    elif change.part == ADDED:
        plan[change.goal.id] = replace(change.goal, agreements=())
    else:
        values = dict(zip(GOAL_PARTS[change.part], change.after, strict=True))
        plan[change.goal.id] = replace(plan[change.goal.id], **values)


def _to_agreement(plan, change: Change):
    there = plan[change.goal.id]
    by_id = {each.id: each for each in there.agreements}
    if change.part == REMOVED:
        del by_id[change.agreement.id]
    elif change.part == ADDED:
        by_id[change.agreement.id] = change.agreement
    else:
        values = dict(zip(AGREEMENT_PARTS[change.part], change.after, strict=True))
        by_id[change.agreement.id] = replace(by_id[change.agreement.id], **values)
    plan[there.id] = replace(there, agreements=tuple(by_id.values()))


@given(PLANS)
def test_a_plan_differs_from_itself_in_nothing(plan):
    assert changes(plan, plan) == ()


@given(PLANS, PLANS)
def test_the_described_changes_made_to_the_one_plan_give_the_other(before, after):
    assert applied(before, changes(before, after)) == frozen(after)


@given(PLANS, PLANS, st.randoms())
def test_the_order_of_goals_and_agreements_counts_for_nothing(before, after, dice):
    def shuffled(plan):
        mixed = [
            replace(each, agreements=tuple(dice.sample(each.agreements, len(each.agreements))))
            for each in plan
        ]
        return tuple(dice.sample(mixed, len(mixed)))

    assert changes(shuffled(before), shuffled(after)) == changes(before, after)


@given(PLANS, PLANS)
def test_there_is_no_difference_only_where_the_plans_are_the_same(before, after):
    assert (changes(before, after) == ()) == (frozen(before) == frozen(after))


@given(PLANS)
def test_a_frozen_plan_is_read_as_it_was_written(plan):
    assert from_text(as_text(plan)) == frozen(plan)


def test_a_date_that_moved_and_a_new_agreement_are_told_as_such():
    before = (goal("g", "FGU", agreement("a", follow_up_date=date(2026, 5, 3))),)
    moved = agreement("a", follow_up_date=date(2026, 5, 17))
    after = (goal("g", "FGU", moved, agreement("b", "Finde bevis")),)
    told = {
        (each.part, each.agreement.id, each.before, each.after) for each in changes(before, after)
    }
    assert told == {
        ("follow_up_date", "a", (date(2026, 5, 3),), (date(2026, 5, 17),)),
        (ADDED, "b", (), ()),
    }


def test_a_save_that_changed_no_word_is_no_difference_but_a_new_edition():
    before = (goal("g", "FGU", agreement("a")),)
    saved = (replace(before[0], version=2),)
    assert changes(before, saved) == ()
    assert edition(saved) > edition(before)
