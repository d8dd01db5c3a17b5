"""Codes that are read aloud and typed by hand."""

import secrets

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No l, 1, o, 0 or i: they are mistaken for each other."""


def spelled(groups: int) -> str:
    """A new code in so many groups of four signs, about 20 bits each."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(groups))
