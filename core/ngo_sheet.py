"""What an NGO may be told about a young person (R12, R21): what consent and agreement both cover.

Only a running consent with the NGO as its party counts; another legal basis opens nothing here.
Without an agreement with the NGO that is in force on the day nothing is told, whatever the consent
says. Never a CPR number: volunteers and their organisations are private parties and have no use of
one (data protection act s. 11).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.codes import all_codes
from core.consent import by_consent
from core.invitations import neutral
from core.masking import masked
from core.ngo_agreements import opened_types
from core.records.network import Consent, Goal
from core.records.ngo import NgoSheet, SheetLine
from core.records.ngo_agreements import NgoAgreement
from core.sharing import ALL_TYPES, Recipient, basis, needed_of

PRIVATE_PARTY = "other"
"""The role of an NGO among the parties of a consent."""
CONTACT = "contact_details"


@dataclass(frozen=True, slots=True)
class NgoFacts:
    """What is known of the young person, before anything is left out."""

    name: str
    phone: str | None
    email: str | None
    protected: bool
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """The types that the consents cover, and those that the agreement lets us share."""

    by_consent: frozenset[str] = frozenset()
    by_agreement: frozenset[str] = frozenset()

    @property
    def types(self) -> frozenset[str]:
        """What may be told: what both cover."""
        return self.by_consent & self.by_agreement


def covered(
    consents: Iterable[Consent],
    agreements: Iterable[NgoAgreement],
    organisation: str,
    *,
    born: date | None,
    on: date,
) -> Covered:
    """What the NGO may know on the day by consent, and by its agreement with us."""
    given = [replace(each, agreements=None) for each in consents if by_consent(each)]
    recipient = Recipient(PRIVATE_PARTY, organisation, organisation)
    return Covered(
        by_consent=basis(given, recipient, born=born, on=on).types,
        by_agreement=opened_types(agreements, organisation, on),
    )


def sheet(facts: NgoFacts, organisation: str, ground: Covered, *, instead: str) -> NgoSheet:
    """What the NGO may be told, by type; every text read for CPR numbers.

    `instead` is what a young person with a protected name is called.
    """
    lines = [*_contact(facts), *_goals(facts.goals)]
    told = [line for needed, line in lines if needed <= ground.types]
    if facts.protected:
        told = [_nameless(line, facts.name, instead) for line in told]
    return masked(
        NgoSheet(
            organisation=organisation,
            first_name=instead if facts.protected else _first(facts.name),
            by_consent=_in_order(ground.by_consent),
            by_agreement=_in_order(ground.by_agreement),
            lines=tuple(told),
        )
    )


def _in_order(types: frozenset[str]) -> tuple[str, ...]:
    return tuple(code for code in all_codes("information_type") if code in types)


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name


def _nameless(line: SheetLine, name: str, instead: str) -> SheetLine:
    return replace(line, text=neutral(line.text, name=name, instead=instead))


def _contact(facts: NgoFacts) -> Iterator[tuple[frozenset[str], SheetLine]]:
    """Telephone and e-mail; nothing where the young person's name and address are protected."""
    told = [] if facts.protected else [facts.phone, facts.email]
    for each in filter(None, told):
        yield frozenset({CONTACT}), SheetLine(CONTACT, each)


def _goals(goals: Iterable[Goal]) -> Iterator[tuple[frozenset[str], SheetLine]]:
    """The open goals; one that does not say what it tells of needs a consent to everything."""
    for goal in goals:
        if goal.status == "open":
            needed = needed_of(goal)
            said = "" if needed == ALL_TYPES else next(iter(needed))
            yield needed, SheetLine(said, goal.text)
