"""Anonymising: what belongs to whom, what becomes of it, and that it stays so after a restore."""

from db.life.anonymise import anonymise
from db.life.gone import (
    GoneListBroken,
    GoneListNowhere,
    apply_gone,
    gone_file,
    listed,
    remember,
    returned,
)
from db.life.whose import Whose, whose

__all__ = [
    "GoneListBroken",
    "GoneListNowhere",
    "Whose",
    "anonymise",
    "apply_gone",
    "gone_file",
    "listed",
    "remember",
    "returned",
    "whose",
]
