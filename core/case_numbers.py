"""Case numbers as people write them in an address or a field."""

MOST_DIGITS = 8
"""A longer number is no case of ours."""


def case_number(said: str) -> int | None:
    """The number; None where it is none."""
    readable = said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS
    return int(said) if readable else None
