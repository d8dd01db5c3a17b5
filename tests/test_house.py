"""The drawing of the house is of this house."""

from tests.drawn_house import PAGE, drawn


def test_the_drawn_house_is_the_one_that_stands():
    assert PAGE.read_text(encoding="utf-8") == drawn(), "draw it anew: make house"
