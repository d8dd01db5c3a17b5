"""The milestones of variant U: when each is asked for, and when no longer (R17)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.cadence import due
from core.codes import Step, Variant
from core.duty import Duty
from core.errors import DateInFuture, MissingValue
from core.milestones import (
    EVENT,
    KINDS,
    MILESTONES,
    PROMPTS,
    SPAN_OF,
    TAKEN_BACK,
    Done,
    checked_done,
    plans_ahead,
    standing,
)
from core.records.overview import ASIDE, DueKind, Standing
from core.settings import Settings
from tests.factories import ON
from tests.factories_overview import facts

BORN = date(2008, 10, 1)
AFTER_BIRTHDAY = {
    "start_at_15": date(2023, 10, 1),
    "plan_at_16": date(2024, 10, 1),
    "adult_support": date(2026, 4, 1),
    "review_at_18": date(2027, 4, 1),
    "closing_plan": date(2031, 9, 30),
}


def _case(**told):
    values = {
        "variant": Variant.U,
        "birth_date": BORN,
        "referral_date": date(2023, 6, 1),
        "decision_date": date(2023, 6, 10),
        "start_date": date(2023, 6, 20),
        "last_meeting": date(2031, 1, 1),
        **told,
    }
    return facts(**values)


def _asked(on, **told):
    return {each.reason for each in due(_case(**told), on, Settings()) if each.kind in KINDS}


@pytest.mark.parametrize(("milestone", "day"), AFTER_BIRTHDAY.items())
def test_each_is_asked_for_at_its_age_and_goes_away_once_it_is_done(milestone, day):
    found = {each.reason: each for each in due(_case(), day, Settings())}
    assert found[milestone].due_date == day
    assert milestone not in _asked(day, milestones_done=frozenset({milestone}))


@pytest.mark.parametrize(
    ("milestone", "first"),
    [
        ("start_at_15", date(2023, 7, 1)),
        ("plan_at_16", date(2024, 7, 1)),
        ("adult_support", date(2026, 1, 1)),
        ("review_at_18", date(2027, 1, 1)),
        ("closing_plan", date(2031, 3, 30)),
    ],
)
def test_each_shows_some_months_ahead(milestone, first):
    assert milestone in _asked(first)
    assert milestone not in _asked(first - timedelta(days=1))


@pytest.mark.parametrize(
    ("milestone", "last"),
    [
        ("start_at_15", date(2024, 9, 30)),
        ("plan_at_16", date(2026, 3, 31)),
        ("adult_support", date(2026, 9, 30)),
        ("review_at_18", date(2028, 3, 31)),
    ],
)
def test_a_prompt_that_nobody_answered_gives_way_to_what_comes_after(milestone, last):
    assert milestone in _asked(last)
    assert milestone not in _asked(last + timedelta(days=1))


def test_whoever_starts_later_is_asked_from_the_start():
    late = {
        "referral_date": date(2025, 5, 1),
        "decision_date": date(2025, 5, 9),
        "start_date": date(2025, 6, 2),
    }
    assert _asked(date(2025, 7, 1), **late) == {"plan_at_16"}
    (found,) = [
        each
        for each in due(_case(**late), date(2025, 7, 1), Settings())
        if each.reason == "plan_at_16"
    ]
    assert found.due_date == date(2025, 6, 2)


def test_variant_h_and_a_referral_that_waits_have_no_milestones():
    assert _asked(date(2026, 4, 1), variant=Variant.H) == set()
    assert _asked(date(2026, 4, 1), step=Step.REFERRED) == set()


def test_only_the_plan_before_twenty_three_can_be_late():
    assert {DueKind.CLOSING_PLAN} == KINDS - PROMPTS
    late = due(_case(), date(2031, 10, 1), Settings())
    assert [each.overdue for each in late if each.reason == "closing_plan"] == [True]


def test_prompts_stand_beside_the_next_thing_to_do():
    assert PROMPTS < ASIDE
    standing = Standing(_case(), due(_case(), date(2026, 4, 1), Settings()))
    assert "adult_support" in {each.reason for each in standing.dues}
    assert standing.next.reason != "adult_support"


def test_every_milestone_says_its_source_and_its_ages():
    assert {row.reason for row in MILESTONES} == set(SPAN_OF)
    assert all(row.source and row.rule == "R17" for row in MILESTONES)


def test_a_row_counts_only_while_it_is_in_force():
    row = Duty(
        DueKind.AGE, "x", "R", "s", lambda *_: ON, valid_from=ON, valid_to=ON + timedelta(days=1)
    )
    days = [ON + timedelta(days=days) for days in (-1, 0, 1, 2)]
    assert [row.valid(day) for day in days] == [False, True, True, False]


def test_what_rests_on_barnets_lov_is_not_asked_for_before_it():
    early = {"birth_date": date(2007, 10, 1)}
    assert "plan_at_16" not in _asked(date(2023, 12, 31), **early)
    assert "plan_at_16" in _asked(date(2024, 1, 1), **early)


@pytest.mark.parametrize(
    ("variant", "born", "on", "ahead"),
    [
        (Variant.U, date(2004, 1, 31), date(2026, 7, 31), True),
        (Variant.U, date(2004, 1, 31), date(2026, 7, 30), False),
        (Variant.U, date(2004, 8, 31), date(2027, 2, 28), True),
        (Variant.H, date(2000, 1, 31), date(2026, 7, 31), False),
        (Variant.U, None, date(2026, 7, 31), False),
    ],
)
def test_the_time_after_twenty_three_is_planned_from_twenty_two_and_a_half(
    variant, born, on, ahead
):
    assert plans_ahead(variant, born, on) is ahead


def test_what_was_done_has_a_day_that_has_been_and_a_note():
    assert checked_done(Done(day=ON, note=" Talt med dem "), ON) == (ON, "Talt med dem")
    with pytest.raises(MissingValue):
        checked_done(Done(day=ON, note=" "), ON)
    with pytest.raises(DateInFuture):
        checked_done(Done(day=ON + timedelta(days=1), note="x"), ON)


@given(
    some.dates(date(1999, 1, 1), date(2014, 12, 31)),
    some.dates(date(2024, 1, 1), date(2032, 12, 31)),
    some.sets(some.sampled_from(sorted(SPAN_OF))),
)
def test_what_is_done_is_never_asked_for_and_at_most_one_prompt_stands_at_a_time_but_for_overlap(
    born, on, done
):
    asked = _asked(on, birth_date=born, milestones_done=frozenset(done))
    assert not asked & done
    assert len(asked) <= 2


@given(
    happened=some.lists(some.tuples(some.booleans(), some.sampled_from(list(SPAN_OF))), max_size=20)
)
def test_a_milestone_is_done_where_the_last_that_was_told_of_it_says_so(happened):
    told = [
        (f"{EVENT}{name}", None) if said else (TAKEN_BACK, f'{{"before": "{name}"}}')
        for said, name in happened
    ]
    last = {name: said for said, name in happened}
    done = standing(told)
    assert set(done) == {name for name, said in last.items() if said}
    for name, place in done.items():
        assert happened[place] == (True, name)
