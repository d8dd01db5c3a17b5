import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import MissingValue
from core.passwords import (
    LONGEST,
    SHORTEST,
    PasswordKnown,
    PasswordsDiffer,
    PasswordTellsName,
    PasswordTooLong,
    PasswordTooShort,
    check_password,
    check_repeated,
    known_passwords,
    prepared,
)
from core.words import refusal_sentence


def check(password):
    return check_password("new", password, username="karen.kold@kommune.dk")


@pytest.mark.asvs("6.2.5")
def test_some_unrelated_words_are_a_password():
    assert check("tolv grønne cykler") == "tolv grønne cykler"


@pytest.mark.asvs("6.2.1")
def test_eleven_characters_are_too_few_and_twelve_are_enough():
    with pytest.raises(PasswordTooShort):
        check("fx7 kvist rå"[:11])
    assert check("fx7 kvist rå")


@pytest.mark.asvs("6.2.8", "6.2.9")
def test_bytes_count_not_characters():
    assert check("aæbøcådæfø" * 4 + "12345678901") == "aæbøcådæfø" * 4 + "12345678901"
    with pytest.raises(PasswordTooLong) as refused:
        check("aæbøcådæfø" * 4 + "1234567890123")
    assert "72 byte" in refusal_sentence("da", refused.value)


@pytest.mark.asvs("6.2.11")
@pytest.mark.parametrize(
    "password",
    [
        "adgangskodeadgangskode",
        "Samarbejdsmodellen",
        "SAMARBEJDSMODELLEN2026!",
        "administrator",
        "correcthorsebatterystaple",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "1234567890123",
        "abcdefghijklm",
        "qwertyuiopåasdf",
        "mlkjihgfedcba",
    ],
)
def test_what_everybody_tries_first_is_refused(password):
    with pytest.raises(PasswordKnown):
        check(password)


@pytest.mark.asvs("6.2.11")
@pytest.mark.parametrize("password", ["min ungespor kode", "jeg er KAREN.KOLD her"])
def test_the_users_and_the_products_name_are_refused(password):
    with pytest.raises(PasswordTellsName):
        check(password)


@pytest.mark.parametrize("password", [None, "", "   "])
def test_an_empty_password_is_missing(password):
    with pytest.raises(MissingValue):
        check(password)


def test_both_times_must_be_the_same():
    check_repeated("again", " tolv grønne cykler", "tolv grønne cykler ")
    with pytest.raises(PasswordsDiffer):
        check_repeated("again", "tolv grønne cykler", "tolv grønne cykle")


def test_one_word_is_the_same_however_it_is_composed():
    assert prepared("gr\u00e5 cykel") == prepared("gra\u030a cykel")


@given(st.text(max_size=90))
def test_a_password_that_is_accepted_fits_the_limits_and_stays_as_it_is(text):
    try:
        accepted = check(text)
    except (MissingValue, PasswordTooShort, PasswordTooLong, PasswordKnown, PasswordTellsName):
        return
    assert len(accepted) >= SHORTEST
    assert len(accepted.encode()) <= LONGEST
    assert prepared(accepted) == accepted


def test_the_list_holds_some_hundred_passwords_once_each():
    assert len(known_passwords()) > 300
