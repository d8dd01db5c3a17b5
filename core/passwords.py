"""What a password must be: long, not well known, not made of the user name or the product's name.

Length and a list of known ones, no rules about signs: NIST SP 800-63B sections 3.1.1.1-2.
"""

import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from core.errors import MissingValue, RuleBroken

SHORTEST = 12
"""Characters."""
LONGEST = 72
"""Bytes of UTF-8: bcrypt reads no further."""
LEAST_DIFFERENT = 5
"""Different characters."""
PRODUCT = "ungespor"
_LONG_ENOUGH_TO_COUNT = 3


class PasswordTooShort(RuleBroken):
    """Fewer characters than the least (facts: shortest)."""

    code = "password_too_short"


class PasswordTooLong(RuleBroken):
    """More bytes than bcrypt reads (facts: longest)."""

    code = "password_too_long"


class PasswordKnown(RuleBroken):
    """It stands in the list of known passwords, or is hardly more than one sign repeated."""

    code = "password_known"


class PasswordTellsName(RuleBroken):
    """It contains the user name or the product's name (facts: part)."""

    code = "password_tells_name"


class PasswordsDiffer(RuleBroken):
    """The second time it was typed otherwise."""

    code = "passwords_differ"


class PasswordUnchanged(RuleBroken):
    """The new password is the old one."""

    code = "password_unchanged"


def prepared(password: str | None) -> str:
    """The password as it is hashed: in composed form, without blanks around it."""
    return unicodedata.normalize("NFC", password or "").strip()


@cache
def known_passwords() -> frozenset[str]:
    """The list of known passwords, folded; `#` begins a comment."""
    lines = files("core").joinpath("reference/known_passwords.txt").read_text(encoding="utf-8")
    return frozenset(_folded(line) for line in lines.splitlines() if line and line[0] != "#")


def check_password(
    field: str, password: str | None, *, username: str, common: Collection[str] = ()
) -> str:
    """The password as it is to be hashed; `common` are further known ones, in small letters.

    Raises MissingValue, PasswordTooShort, PasswordTooLong, PasswordKnown or PasswordTellsName.
    """
    text = prepared(password)
    if not text:
        raise MissingValue(field)
    if len(text) < SHORTEST:
        raise PasswordTooShort(field, shortest=SHORTEST)
    if len(text.encode("utf-8", "replace")) > LONGEST:
        raise PasswordTooLong(field, longest=LONGEST)
    _check_name(field, text, username)
    _check_known(field, text, common)
    return text


def check_repeated(field: str, password: str | None, again: str | None) -> None:
    """Raises PasswordsDiffer unless both are the same."""
    if prepared(password) != prepared(again):
        raise PasswordsDiffer(field)


def _check_name(field: str, text: str, username: str) -> None:
    folded = _folded(text)
    for part in (PRODUCT, username.partition("@")[0]):
        name = _folded(part)
        if len(name) >= _LONG_ENOUGH_TO_COUNT and name in folded:
            raise PasswordTellsName(field, part=part)


def _check_known(field: str, text: str, common: Collection[str]) -> None:
    folded = _folded(text)
    core = folded.strip("0123456789!?.,-_*#+ ")
    uniform = len(set(folded)) < LEAST_DIFFERENT
    known = any(each in known_passwords() or each in common for each in (folded, core))
    if known or uniform or _runs(folded):
        raise PasswordKnown(field)


_ROWS = ("abcdefghijklmnopqrstuvwxyzæøå", "01234567890123456789", "qwertyuiopåasdfghjklæøzxcvbnm")


def _runs(folded: str) -> bool:
    """Whether the whole is one stretch of the alphabet, the digits or the keyboard, or it twice."""
    half = folded[: len(folded) // 2]
    wholes = {folded, half} if half * 2 == folded else {folded}
    return any(whole in row or whole[::-1] in row for whole in wholes for row in _ROWS)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
