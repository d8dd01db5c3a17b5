"""The agenda as points."""

from hypothesis import given
from hypothesis import strategies as some

from core.agenda import one_a_line, points, with_point


def test_numbers_dashes_and_empty_lines_are_no_part_of_a_point():
    assert points("1. Bolig\n\n - Penge \n2) Skole\n• Hund") == ("Bolig", "Penge", "Skole", "Hund")


def test_a_point_that_begins_with_a_year_or_a_minus_keeps_it():
    assert points("2026 skal være bedre\n-5 grader i lejligheden") == (
        "2026 skal være bedre",
        "-5 grader i lejligheden",
    )


def test_an_agenda_of_nothing_is_none():
    assert one_a_line(None) is None
    assert one_a_line(" \n 1. \n") is None


def test_a_point_is_added_at_the_end_and_once():
    assert with_point("Bolig", "Penge") == "Bolig\nPenge"
    assert with_point("Bolig\nPenge", "Bolig") == "Bolig\nPenge"
    assert with_point(None, "Bolig") == "Bolig"


@given(some.text(max_size=200))
def test_no_point_is_empty_or_lies_on_two_lines(text):
    for point in points(text):
        assert point == point.strip() != ""
        assert len(point.splitlines()) == 1
