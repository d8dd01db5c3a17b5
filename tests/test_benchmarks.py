"""The benchmark leaves no page out, and its aims can be read from its figures."""

import pytest

from benchmarks import bench, performance
from benchmarks.aims import AIMS, SIZE, Aim, Found
from benchmarks.causes import CAUSES
from benchmarks.shown import every
from benchmarks.telling import exponent
from core.permissions import PAGES
from pages.shared.navigation import MENU


def test_every_page_of_the_menu_and_every_inner_page_is_measured():
    shown = {each.page for each in every()}
    assert shown == {entry.name for entry in MENU} == set(PAGES)


def test_no_two_rows_of_the_table_have_one_name():
    names = [each.name for each in every()]
    assert len(names) == len(set(names))


def test_the_page_of_figures_is_what_the_program_makes_of_them():
    assert performance.PAGE.read_text(encoding="utf-8") == performance.page(performance.figures())


def test_every_part_that_is_run_has_its_place_on_the_page():
    assert {*bench.PARTS, "stores"} == set(performance.TITLES)


def test_what_is_beyond_the_limit_is_named_worst_first():
    aim = Aim("", 4, lambda _: ())
    assert aim.missed([Found(5, "b"), Found(9, "a"), Found(4, "c")]) == [
        Found(9, "a"),
        Found(5, "b"),
    ]


def test_what_falls_short_is_named_lowest_first():
    aim = Aim("", 20, lambda _: (), least=True)
    assert aim.missed([Found(20, "a"), Found(0.5, "b"), Found(3, "c")]) == [
        Found(0.5, "b"),
        Found(3, "c"),
    ]


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.said)
def test_an_aim_that_was_not_measured_finds_nothing(aim):
    assert list(aim.find({})) == []


def test_a_page_that_gave_no_answer_is_no_page_that_was_fast():
    pages = {"lines": [{"page": "forecast", "cases": SIZE, "problem": "timed out"}]}
    found = {aim.said: list(aim.find({"pages": pages})) for aim in AIMS}
    assert found["every page answers, without a fault"] == [Found(1, "forecast")]
    assert found["a page's rerun, to the empty page tuned"] == []


def test_causes_are_told_of_aims_there_are():
    assert set(CAUSES) <= {aim.said for aim in AIMS}


def test_a_hundred_times_the_cases_in_ten_times_the_time_grows_by_a_half():
    assert exponent((1_000, 3.0), (100_000, 30.0)) == 0.5
