"""Who may be told what (R12): the ground on which somebody may know, and what it reaches.

A document made for somebody leaves out what its ground does not reach. What a consent covers is
told by party and by type of information (act on legal certainty s. 11 a); what says of itself
nothing about its type is told only to those who may know everything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.codes import all_codes
from core.consent import in_force, under_age
from core.records.network import Consent, Goal

ALL_TYPES = frozenset(all_codes("information_type"))

TYPE_OF_DOMAIN: Mapping[str, str] = MappingProxyType(
    {
        "education_employment": "education_employment",
        "household_economy": "economy",
        "social_network": "family_network",
        "physical_health": "health",
        "mental_health": "health",
        "crime": "crime",
        "substance_use": "substance_use",
    }
)
"""What a goal in a life domain tells about."""

OWN, GUARDIAN = "young_person", "guardian"
NAMED_ONLY = frozenset({"other"})
"""Roles that say too little of who somebody is: their consent counts for the same name only."""


class Ground(StrEnum):
    """Why somebody may know."""

    OWN = "own"
    """It is about them: the young person sees all of it (GDPR art. 15)."""
    CUSTODY = "custody"
    """Whoever has custody of a young person under 18."""
    CONSENT = "consent"
    """A consent, or several."""
    LAW = "law"
    """Another stated legal basis."""
    NONE = "none"
    """Nothing on file; they may be told when and where, and no more."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a document is made for: a participant role, and a name where there is one."""

    role: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a recipient may know, and why; `consents` are the ids that it rests on."""

    ground: Ground
    types: frozenset[str] = frozenset()
    consents: tuple[str, ...] = ()

    def reaches(self, needed: frozenset[str]) -> bool:
        """Whether something that tells about these types may be told."""
        return needed <= self.types

    @property
    def lacks(self) -> tuple[str, ...]:
        """The types that it does not reach, in the order of the code list."""
        return tuple(code for code in all_codes("information_type") if code not in self.types)


def basis(
    consents: Iterable[Consent], recipient: Recipient, *, born: date | None, on: date
) -> Basis:
    """On what ground the recipient may know what, on the day."""
    if recipient.role == OWN:
        return Basis(Ground.OWN, ALL_TYPES)
    if recipient.role == GUARDIAN and under_age(born, on):
        return Basis(Ground.CUSTODY, ALL_TYPES)
    standing = [each for each in consents if in_force(each, on) and meant(each, recipient)]
    if not standing:
        return Basis(Ground.NONE)
    by_consent = any(each.legal_basis in {None, Ground.CONSENT} for each in standing)
    return Basis(
        Ground.CONSENT if by_consent else Ground.LAW,
        frozenset(code for each in standing for code in each.information_types),
        tuple(each.id for each in standing),
    )


def meant(consent: Consent, recipient: Recipient) -> bool:
    """Whether the consent's party is the recipient: the same role, or the same name."""
    same_name = bool(recipient.name) and _plain(consent.party) == _plain(recipient.name)
    same_role = consent.party_role == recipient.role and recipient.role not in NAMED_ONLY
    return same_name or same_role


def needed_of(goal: Goal) -> frozenset[str]:
    """What somebody must be allowed to know to be told of the goal and its agreements."""
    told = goal.information_type or TYPE_OF_DOMAIN.get(goal.life_domain or "")
    return frozenset({told}) if told else ALL_TYPES


def needed_of_types(types: Iterable[str] | None) -> frozenset[str]:
    """The same for what names its types itself; not told, or none: everything."""
    named = frozenset(types or ())
    return named or ALL_TYPES


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
