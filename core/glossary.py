"""The method's words, for whoever meets them the first time.

Which words there are, their older names and where they come from lie in `reference/glossary.csv`;
each has its name and its explanation in both catalogues: `glossary.term` and `glossary.told`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from core.alphabet import danish_order
from core.reference_rows import rows
from core.searching import finds
from core.words import phrase

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "assessment": "visitation",
        "caseload": "caseload",
        "case_reviews": "case_review",
        "fidelity": "fidelity",
        "knowledge_sharing": "sharing_model",
        "network_map": "network_map",
        "steering_group": "suppression",
        "support_phase": "support_course",
    }
)
"""The word that is explained at the title of a page."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word. `older`: what it was called before, in Danish; empty where nothing else."""

    code: str
    older: str
    source: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A word as it is read: its name and its explanation in one language."""

    code: str
    name: str
    told: str
    older: str


@cache
def terms() -> tuple[Term, ...]:
    """All words in the order of their codes."""
    return tuple(Term(row["code"], row["older"], row["source"]) for row in rows("glossary"))


@cache
def explained_in(language: str) -> tuple[Explained, ...]:
    """All words of the language by the Danish alphabet."""
    said = (
        Explained(
            code=term.code,
            name=phrase(language, f"glossary.term.{term.code}"),
            told=phrase(language, f"glossary.told.{term.code}"),
            older=term.older,
        )
        for term in terms()
    )
    return tuple(sorted(said, key=lambda each: danish_order(each.name)))


def search(words: Iterable[Explained], wanted: str) -> tuple[Explained, ...]:
    """Those in whose name, older name or explanation every word wanted is found.

    Where it stands in a name, that comes before one that only mentions it.
    """
    found = [each for each in words if finds(wanted, f"{each.name} {each.older} {each.told}")]
    named = [each for each in found if finds(wanted, f"{each.name} {each.older}")]
    return (*named, *(each for each in found if each not in named))
