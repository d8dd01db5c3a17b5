"""No CPR number leaves in a document (R21), wherever somebody has typed one.

A number of ten digits written as one is taken out, whether it is a real one or not: with or
without a dash, in groups of two or in one piece.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

MASK = "••••••-••••"

_PAUSE = r"[\s.\-/\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212]"
_CPR = re.compile(rf"(?<![\d+])\d{{2}}{_PAUSE}?\d{{2}}{_PAUSE}?\d{{2}}{_PAUSE}{{0,3}}\d{{4}}(?!\d)")

Told = TypeVar("Told")


def without_cpr(text: str) -> str:
    """The text with every number that could be a CPR number taken out."""
    return _CPR.sub(MASK, text)


def holds_cpr(text: str) -> bool:
    """Whether there is such a number in the text."""
    return _CPR.search(text) is not None


def half_hidden(cpr: str) -> str:
    """A CPR number as it stands on a screen until somebody asks for it: the birth date alone."""
    return f"{cpr[:6]}-••••"


def spelled(cpr: str) -> str:
    """A CPR number as people write it."""
    return f"{cpr[:6]}-{cpr[6:]}"


def masked(told: Told) -> Told:
    """The same record, or tuple of records, with every text in it read for CPR numbers."""
    return rewritten(told, without_cpr)


def rewritten(told: Told, rewrite: Callable[[str], str]) -> Told:
    """The same record, or tuple of records, with every text in it anew; codes and keys stay."""
    found: Any = told
    if isinstance(found, str):
        return rewrite(found) if type(found) is str else found  # type: ignore[return-value]
    if isinstance(found, tuple | list):
        return type(found)(rewritten(each, rewrite) for each in found)  # type: ignore[return-value]
    if isinstance(found, Mapping):
        return {key: rewritten(each, rewrite) for key, each in found.items()}  # type: ignore[return-value]
    if is_dataclass(found) and not isinstance(found, type):
        kept = {
            each.name: rewritten(getattr(found, each.name), rewrite)
            for each in fields(found)
            if each.init and each.name != "id" and not each.name.endswith("_id")
        }
        return replace(found, **kept)  # type: ignore[return-value]
    return told
