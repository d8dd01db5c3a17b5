"""Caseloads over time."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from core.caseload_months import Handed, Held, by_worker, days_of, held
from core.codes import Method

ON = date(2026, 5, 4)
CTI = Method.CTI


def test_the_days_are_the_ends_of_the_months_and_today():
    assert days_of(ON, 4) == (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), ON)
    assert len(days_of(ON)) == 24


def test_a_course_counts_with_whoever_had_it():
    spans = held(
        CTI,
        "ida",
        date(2026, 1, 1),
        None,
        [Handed(date(2026, 4, 1), "per"), Handed(date(2026, 3, 1), "eva")],
    )
    assert list(spans) == [
        Held("eva", CTI, date(2026, 1, 1), date(2026, 2, 28)),
        Held("per", CTI, date(2026, 3, 1), date(2026, 3, 31)),
        Held("ida", CTI, date(2026, 4, 1), None),
    ]


def test_a_course_handed_over_on_its_first_day_was_never_with_the_first():
    assert list(held(CTI, "ida", ON, None, [Handed(ON, "per")])) == [Held("ida", CTI, ON, None)]


def test_a_course_counts_on_its_first_and_its_last_day_and_not_the_day_after():
    days = days_of(ON, 3)
    ends_then = Held("ida", CTI, days[0], days[1])
    ended_before = Held("ida", CTI, days[0] - timedelta(days=9), days[1] - timedelta(days=1))
    found = by_worker([ends_then, ended_before], days)
    assert [each.active[CTI] for each in found["ida"]] == [2, 1, 0]


_span = some.tuples(
    some.sampled_from("abc"),
    some.integers(-900, 60),
    some.one_of(some.none(), some.integers(0, 900)),
)


@settings(max_examples=60)
@given(spans=some.lists(_span, max_size=20))
def test_every_day_counts_as_if_each_were_looked_at_alone(spans):
    drawn = [
        Held(
            who,
            CTI,
            ON + timedelta(days=first),
            None if length is None else ON + timedelta(days=first + length),
        )
        for who, first, length in spans
    ]
    days = days_of(ON)
    found = by_worker(drawn, days)
    for place, day in enumerate(days):
        there = [each for each in drawn if each.first <= day and (each.last or day) >= day]
        for who in "abc":
            counted = found[who][place].active[CTI] if who in found else 0
            assert counted == sum(each.staff_id == who for each in there)
        assert (found[None][place].active[CTI] if found else 0) == len(there)
