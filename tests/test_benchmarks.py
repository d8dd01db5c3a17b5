"""The benchmark leaves no page out, and its aims can be read from its figures."""

from benchmarks.shown import every
from core.permissions import PAGES
from pages.shared.navigation import MENU


def test_every_page_of_the_menu_and_every_inner_page_is_measured():
    shown = {each.page for each in every()}
    assert shown == {entry.name for entry in MENU} == set(PAGES)


def test_no_two_rows_of_the_table_have_one_name():
    names = [each.name for each in every()]
    assert len(names) == len(set(names))
