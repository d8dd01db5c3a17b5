from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.duplicates import Identity, likely_same

BORN = date(2006, 3, 5)


def test_the_same_cpr_is_the_same_person_whatever_the_name():
    assert likely_same(Identity("Vilma", BORN, "6503060000"), Identity("Bo", None, "6503060000"))


def test_a_misspelt_name_with_the_same_birth_date_is_likely_the_same():
    assert likely_same(Identity("Vilma Vildspor", BORN), Identity("Wilma Vildspoor", BORN))


def test_the_words_of_a_name_may_stand_in_another_order():
    assert likely_same(Identity("Vildspor Vilma"), Identity("Vilma Vildspor"))


def test_different_names_with_the_same_birth_date_are_two_people():
    assert not likely_same(Identity("Vilma Vildspor", BORN), Identity("Asger Regnbue", BORN))


def test_names_alike_with_other_birth_dates_need_to_be_nearly_equal():
    other = date(2004, 1, 1)
    assert not likely_same(Identity("Vilma Vildspor", BORN), Identity("Wilma Vildskov", other))
    assert likely_same(Identity("Vilma Vildspor", BORN), Identity("Vilma Vildspor", other))


@given(st.text(), st.text())
def test_likeness_does_not_depend_on_who_is_asked_first(one, other):
    assert likely_same(Identity(one, BORN), Identity(other, BORN)) == likely_same(
        Identity(other, BORN), Identity(one, BORN)
    )
