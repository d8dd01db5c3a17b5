"""Who may be told what (R12): the ground on which somebody may know, and what it reaches.

A document made for somebody leaves out what its ground does not reach. What a consent covers is
told by party and by type of information (act on legal certainty s. 11 a); what says of itself
nothing about its type is told only to those who may know everything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType

from core.codes import all_codes
from core.consent import by_consent, counts, under_age
from core.ngo_agreements import tellable
from core.parties import PERSONAL, fits, named, plain, role_called
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

TYPE_OF_ROLE: Mapping[str, str] = MappingProxyType(
    {
        "guardian": "family_network",
        "chosen_adult": "family_network",
        "child_caseworker": "support_given",
        "adult_caseworker": "support_given",
        "contact_person": "support_given",
        "support_worker": "support_given",
        "foster_care_consultant": "support_given",
        "placement": "housing",
        "guidance_counsellor": "education_employment",
        "employment_officer": "education_employment",
        "school": "education_employment",
        "education_institution": "education_employment",
        "employer": "education_employment",
        "benefits_caseworker": "economy",
        "psychiatric_adviser": "health",
        "substance_use_consultant": "substance_use",
        "youth_sanction_coordinator": "crime",
        "ssp_worker": "crime",
    }
)
"""What it tells about a young person that somebody of the role belongs to their network, or comes
to their meetings."""


def told_by_role(role: str | None) -> frozenset[str]:
    """The types of information in that somebody of the role is there; all, where it is unknown."""
    told = TYPE_OF_ROLE.get(role or "")
    return frozenset({told}) if told else ALL_TYPES


OWN, GUARDIAN, SUPPORT_WORKER = "young_person", "guardian", "support_worker"


class Ground(StrEnum):
    """Why somebody may know."""

    OWN = "own"
    """It is about them: the young person sees all of it (GDPR art. 15)."""
    CUSTODY = "custody"
    """Whoever has custody of a young person under 18."""
    TEAM = "team"
    """The case is their own work: its coordinator, and who gives the support."""
    CONSENT = "consent"
    """A consent, or several."""
    LAW = "law"
    """Another stated legal basis."""
    NONE = "none"
    """Nothing on file; they may be told when and where, and no more."""


WHOLE = frozenset({Ground.OWN, Ground.CUSTODY, Ground.TEAM})
"""Grounds that reach everything, whatever its type is called."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a document is made for: a participant role, and what else is known.

    `on_team` is true of the case's coordinator and of who has an open support course on it. A
    support worker from elsewhere has the same role at a meeting, but needs a consent.
    """

    role: str
    name: str | None = None
    organisation: str | None = None
    on_team: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """What a recipient may know, and why; `consents` are the ids that it rests on."""

    ground: Ground
    types: frozenset[str] = frozenset()
    consents: tuple[str, ...] = ()

    def reaches(self, needed: frozenset[str]) -> bool:
        """Whether something that tells about these types may be told."""
        return self.ground in WHOLE or needed <= self.types

    @property
    def lacks(self) -> tuple[str, ...]:
        """The types that it does not reach, in the order of the code list."""
        return tuple(code for code in all_codes("information_type") if code not in self.types)


def as_colleague(recipient: Recipient, team: Iterable[str]) -> Recipient:
    """The recipient, marked as on the team where a support worker bears the name of one of it.

    Participants are told by role and name only, and the team are staff, who are known by name.
    """
    named_so = plain(recipient.name) in {plain(each) for each in team}
    own = recipient.role == SUPPORT_WORKER and named_so
    return replace(recipient, on_team=True) if own else recipient


class Match(IntEnum):
    """How surely a consent's party is a recipient."""

    NO = 0
    BY_ROLE = 1
    """The role is the same, and nothing known of the recipient speaks against it."""
    SURE = 2
    """The name, the workplace, or the whole role is named."""


def basis(
    consents: Iterable[Consent],
    recipient: Recipient,
    *,
    born: date | None,
    on: date,
    team: Iterable[str] = (),
) -> Basis:
    """On what ground the recipient may know what, on the day; `team` are the names of the team."""
    if recipient.role == OWN:
        return Basis(Ground.OWN, ALL_TYPES)
    if as_colleague(recipient, team).on_team:
        return Basis(Ground.TEAM, ALL_TYPES)
    if recipient.role == GUARDIAN and under_age(born, on):
        return Basis(Ground.CUSTODY, ALL_TYPES)
    standing = [each for each in consents if counts(each, born=born, on=on)]
    meant_for = [each for each in standing if meant(each, recipient)]
    if not meant_for:
        return Basis(Ground.NONE)
    ground = Ground.CONSENT if any(by_consent(each) for each in meant_for) else Ground.LAW
    reached = _reached(meant_for, recipient, on)
    return Basis(ground, reached, tuple(each.id for each in meant_for))


def _reached(consents: Iterable[Consent], recipient: Recipient, on: date) -> frozenset[str]:
    """All that sure matches allow, and what those by role alone allow in common.

    Two schools on file and somebody from a school: which of them is not known, so that only what
    both may know may be told.
    """
    sure: frozenset[str] = frozenset()
    by_role: dict[str, frozenset[str]] = {}
    for each in consents:
        types = tellable(each, on)
        if match(each, recipient) is Match.SURE:
            sure |= types
        else:
            party = plain(each.party)
            by_role[party] = by_role.get(party, frozenset()) | types
    return sure | (frozenset.intersection(*by_role.values()) if by_role else frozenset())


def meant(consent: Consent, recipient: Recipient) -> bool:
    """Whether the consent's party is the recipient."""
    return match(consent, recipient) is not Match.NO


def match(consent: Consent, recipient: Recipient) -> Match:
    """How surely the consent's party is the recipient.

    A consent that never said the party's role, such as an imported one, holds for those whom its
    text names by their own name, or by the words of a role or its workplace.
    """
    if consent.party_role is None:
        parts = named(consent.party)
        by_name = plain(recipient.name) in parts
        return Match.SURE if by_name or _says_role(parts, recipient.role) else Match.NO
    if recipient.name and plain(consent.party) == plain(recipient.name):
        return Match.SURE
    if consent.party_role != recipient.role:
        return Match.NO
    return _in_role(consent.party, recipient)


def _says_role(parts: Iterable[str], role: str) -> bool:
    return any(role_called(part) == role for part in parts)


def _in_role(party: str, recipient: Recipient) -> Match:
    """The same for a party of the recipient's own role."""
    known = (recipient.name, recipient.organisation)
    if role_called(party) == recipient.role:
        return Match.SURE
    if recipient.role == "other":
        return Match.NO
    if any(fits(party, each) for each in known):
        return Match.SURE
    told_apart = recipient.role in PERSONAL or recipient.organisation
    return Match.NO if told_apart else Match.BY_ROLE


def needed_of(goal: Goal) -> frozenset[str]:
    """What somebody must be allowed to know to be told of the goal and its agreements."""
    told = goal.information_type or TYPE_OF_DOMAIN.get(goal.life_domain or "")
    return frozenset({told}) if told else ALL_TYPES


def needed_of_types(types: Iterable[str] | None) -> frozenset[str]:
    """The same for what names its types itself; not told, or none: everything."""
    named_types = frozenset(types or ())
    return named_types or ALL_TYPES
