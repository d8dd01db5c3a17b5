"""CPR, telephone and e-mail by their form."""

import pytest

from core.errors import BadCpr, BadEmail, BadPhone
from db.identifiers import check_cpr, check_email, check_phone


@pytest.mark.parametrize("value", ["740307-0014", "7403070014", " 740307 0014 "])
def test_a_replacement_number_is_kept_as_ten_digits(value: str) -> None:
    assert check_cpr("cpr", value) == "7403070014"


def test_the_check_digit_is_not_asked_for() -> None:
    kept = [check_cpr("cpr", f"740307-{last:04}") for last in range(20)]
    assert len(kept) == 20


@pytest.mark.parametrize(
    "value",
    ["", "123", "740307-001", "920307-0014", "741307-0014", "600307-0014", "vilma"],
)
def test_what_is_no_cpr_number_is_refused_at_its_field(value: str) -> None:
    with pytest.raises(BadCpr) as caught:
        check_cpr("cpr", value)
    assert caught.value.field == "cpr"


@pytest.mark.parametrize("value", ["20000001", "+45 20 00 00 01", "004520000001"])
def test_a_danish_number_needs_no_country(value: str) -> None:
    assert check_phone("phone", value) == "+45 20 00 00 01"


@pytest.mark.parametrize("value", ["112", "kun sms", "2000", "+45 2000000112345"])
def test_what_is_no_telephone_number_is_refused(value: str) -> None:
    with pytest.raises(BadPhone):
        check_phone("phone", value)


def test_an_address_is_kept_in_its_normal_form() -> None:
    assert check_email("email", " Vilma@UNGE.example ") == "Vilma@unge.example"


@pytest.mark.parametrize("value", ["vilma", "vilma@", "vilma@unge", "a b@unge.example"])
def test_what_is_no_address_is_refused(value: str) -> None:
    with pytest.raises(BadEmail):
        check_email("email", value)
