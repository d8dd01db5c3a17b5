"""A name taken out of what is told."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from core.redaction import beside_number, hidden_name, is_hidden, listed_name, nameless


@dataclass(frozen=True, slots=True)
class Told:
    id: str
    text: str
    lines: tuple[str, ...] = ()


WORDS = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=3, max_size=10)
TEXTS = st.text("abcæøå ,.\n-1", max_size=30)


@given(WORDS, WORDS, TEXTS, TEXTS)
def test_no_part_of_the_name_stands_alone_in_what_is_left(first, last, before, after):
    record = Told("id", f"{before} {first.upper()}s {after}", (f"{first} {last}", last.title()))
    said = nameless(record, name=f"{first} {last}", number=1007)
    words = {word.casefold() for text in (said.text, *said.lines) for word in text.split()}
    assert not words & {first, last, f"{first}s", f"{last}s"}
    assert said.lines == (hidden_name(1007), hidden_name(1007))


def test_a_key_is_left_as_it_is_even_where_it_is_the_name():
    assert nameless(Told("vilma", "Vilma"), name="Vilma Vildspor", number=7) == Told(
        "vilma", hidden_name(7)
    )


def test_a_list_has_the_number_in_the_place_of_a_protected_name():
    assert listed_name("Vilma Vildspor", 1007, protected=False) == "Vilma Vildspor"
    hidden = listed_name("Vilma Vildspor", 1007, protected=True)
    assert is_hidden(hidden)
    assert "1007" in hidden


def test_beside_the_number_a_hidden_name_does_not_say_it_as_well():
    assert beside_number("Vilma Vildspor") == "Vilma Vildspor"
    assert beside_number(hidden_name(1007)) == "•••"
