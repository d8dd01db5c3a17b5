"""The passwords that most people use, 30,000 of them, by a library that keeps the list."""

from functools import cache


@cache
def common_passwords() -> frozenset[str]:
    """In small letters. Read at first need: it takes longer than anything else of a start."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415

    return frozenset(FREQUENCY_LISTS["passwords"])
