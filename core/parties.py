"""Who the party of a consent is: its words beside somebody's role, name and workplace (R12).

A consent holds for the party that it names and for nobody else. Where its words and what is known
of somebody leave a doubt, the answer is no: what is left out can be told later, not the reverse.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from core.reference_rows import rows

PERSONAL = frozenset({"guardian", "chosen_adult", "other"})
"""Roles that are filled by one person, not by a workplace: another person in the same role is
somebody else, and a consent to the first says nothing of the second."""

_BETWEEN = re.compile(r"\s*(?:[,;/+&\n]|\bog\b|\bsamt\b|\band\b)\s*", re.IGNORECASE)
_EXCLUDES = frozenset({
    "ikke", "ej", "nej", "aldrig", "intet", "ingen", "hverken", "undtagen", "uden", "bortset",
    "fraset", "ekskl", "eksklusive", "afslag", "afvist", "nægtet",
    "not", "no", "never", "neither", "nor", "none", "but", "except", "excluding", "without",
    "refused",
})  # fmt: skip
"""Words with which a text also names somebody who is meant to be left out."""


def plain(text: str | None) -> str:
    """The text for comparison: blanks as one, no capitals."""
    return " ".join((text or "").casefold().split())


def named(party: str) -> tuple[str, ...]:
    """The whole text, and those it names one by one unless it also says who is not meant."""
    if _EXCLUDES & _words(party):
        return (plain(party),)
    parts = (plain(part) for part in (party, *_BETWEEN.split(party)))
    return tuple(dict.fromkeys(filter(None, parts)))


def _roles() -> Mapping[str, str]:
    return MappingProxyType({plain(row["word"]): row["role"] for row in rows("party_words")})


ROLE_CALLED: Mapping[str, str] = _roles()
"""The role by what it is called: its words in every language, and the usual names of its workplace.

The vague role `other` is called nothing: its word does not tell who somebody is.
"""


def role_called(words: str) -> str | None:
    """The role that goes by exactly these words; None where they name somebody in particular."""
    return ROLE_CALLED.get(plain(words))


def fits(one: str | None, other: str | None) -> bool:
    """Whether two names can be of the same: every word of the shorter is in the longer."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(text: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain(text)))
