import pytest

from core.searching import finds


@pytest.mark.parametrize("wanted", ["", "  ", "karen", "KOLD", "kold karen", "ær", "ar ol"])
def test_a_name_is_found_by_any_of_its_parts_in_any_order_and_case(wanted):
    assert finds(wanted, "Karen Kold Kjær")


@pytest.mark.parametrize("wanted", ["karin", "karen b", "kjaer"])
def test_every_word_that_is_typed_must_be_in_the_name(wanted):
    assert not finds(wanted, "Karen Kold Kjær")
