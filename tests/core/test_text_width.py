"""How wide a text is drawn, and how it is made to fit."""

from hypothesis import given
from hypothesis import strategies as st

from core.text_width import broken, shortened, text_width

words = st.text(st.sampled_from("abcilmWMÆå -"), max_size=60)


@given(words, st.floats(30, 200))
def test_what_was_shortened_or_broken_fits(text, room):
    assert text_width(shortened(text, 12, room), 12) <= room
    assert all(text_width(line, 12, bold=False) <= room for line in broken(text, 12, room))


def test_a_text_that_fits_is_left_as_it_is():
    assert shortened("Molly", 10, 100) == "Molly"
    assert broken("ven fra FGU", 10, 100) == ("ven fra FGU",)


def test_a_text_is_broken_at_a_blank_so_that_the_lines_are_even():
    assert broken("Mesteren på værkstedet", 10, 80) == ("Mesteren på", "værkstedet")


def test_a_long_danish_word_is_broken_before_its_tail():
    assert broken("Rusmiddelkonsulent", 10, 80) == ("Rusmiddel-", "konsulent")


def test_wide_letters_are_wider_than_narrow_ones():
    assert text_width("WWW", 10) > text_width("nnn", 10) > text_width("iii", 10)
