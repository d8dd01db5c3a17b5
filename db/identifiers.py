"""Checks of numbers and addresses that others hand out: CPR, telephone, e-mail.

By form only: nothing is looked up. Each check returns the value as it is to be kept.
"""

from email_validator import EmailNotValidError, validate_email
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)
from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

from core.errors import BadCpr, BadEmail, BadPhone
from core.texts import optional_text

CPR_DIGITS = 10
REPLACEMENT = 6
"""Added to the first digit of the day where a person has no number of their own yet."""


def check_cpr(field: str, value: str) -> str:
    """The ten digits of a CPR or replacement number. Raises BadCpr.

    The check digit (modulus 11) is not asked for: numbers without it are given out since 2007.
    """
    digits = cpr.compact(value)
    if len(digits) != CPR_DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise BadCpr(field, value=value)
    first = int(digits[0])
    born = f"{first - REPLACEMENT}{digits[1:]}" if first >= REPLACEMENT else digits
    try:
        cpr.get_birth_date(born)
    except ValidationError as error:
        raise BadCpr(field, value=value) from error
    return digits


def check_phone(field: str, value: str) -> str:
    """A telephone number with its country, `+45 22 12 34 56`. Raises BadPhone.

    A number without a country is Danish. Its length is checked, not its series: those change.
    """
    try:
        number = parse(value, "DK")
    except NumberParseException as error:
        raise BadPhone(field, value=value) from error
    if not is_possible_number(number):
        raise BadPhone(field, value=value)
    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


def check_email(field: str, value: str) -> str:
    """An e-mail address in its normal form; the domain is not looked up. Raises BadEmail."""
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise BadEmail(field, value=value) from error


def optional_email(field: str, value: str | None) -> str | None:
    """The address, or None. Raises BadEmail or TooLong."""
    text = optional_text(field, value)
    return check_email(field, text) if text is not None else None
