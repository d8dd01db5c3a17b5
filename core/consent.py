"""When information may be shared (R12), and whose consent counts at which age (R23).

Sharing needs a consent that names who and what, is not withdrawn and has not run out, or a stated
legal basis (act on legal certainty ss. 11 a and 11 c; administration act s. 28).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.calendar import age_on
from core.errors import RuleBroken
from core.records.network import Consent
from core.texts import (
    LINE,
    TEXT,
    check_code,
    check_codes,
    check_order,
    optional_text,
    past_date,
    required_text,
)

OF_AGE = 18
CONSENT, YOUNG_PERSON, GUARDIAN = "consent", "young_person", "guardian"
ALONE = frozenset({YOUNG_PERSON})
"""Roles that can be invited without sharing anything with anybody else."""


class ConsentMissing(RuleBroken):
    """Nothing on file allows sharing on the day (facts: date)."""

    code = "consent_missing"


class NoInformationType(RuleBroken):
    """A consent names no kind of information."""

    code = "no_information_type"


class BasisNoteMissing(RuleBroken):
    """A legal basis other than consent says neither paragraph nor reason."""

    code = "basis_note_missing"


class GuardianOfAdult(RuleBroken):
    """A guardian's consent on a day when the young person was of age (facts: date)."""

    code = "guardian_of_adult"


class PartyIsYoungPerson(RuleBroken):
    """The party of a consent is the young person, who needs none."""

    code = "party_is_young_person"


class RoleAlreadySaid(RuleBroken):
    """The consent already says which role its party has."""

    code = "role_already_said"


class AlreadyWithdrawn(RuleBroken):
    """The consent is withdrawn already (facts: date)."""

    code = "already_withdrawn"


class Gap(StrEnum):
    """What the consents on file lack on a day."""

    NOTHING_ON_FILE = "nothing_on_file"
    NOTHING_COVERS = "nothing_covers"
    GUARDIAN_MISSING = "guardian_missing"
    OWN_MISSING = "own_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTold:
    """A consent as typed. `party_role` is who the party is at meetings, `form` how it was given."""

    given_date: date | None
    given_by: str | None
    party: str | None
    information_types: tuple[str, ...]
    legal_basis: str | None
    purpose: str | None = None
    valid_to: date | None = None
    legal_basis_note: str | None = None
    party_role: str | None = None
    form: str | None = None


def in_force(consent: Consent, on: date) -> bool:
    """Whether the consent counts on the day; on the day of its withdrawal it no longer does."""
    given = consent.given_date <= on
    lasts = consent.valid_to is None or on <= consent.valid_to
    stands = consent.withdrawn_date is None or on < consent.withdrawn_date
    return given and lasts and stands


def counts(consent: Consent, *, born: date | None, on: date) -> bool:
    """Whether the consent allows sharing on the day: in force, and given by who decides then.

    What a guardian said ends on the eighteenth birthday; from then on the young person's own
    consent is asked for (R23). A stated legal basis is nobody's to give.
    """
    of_guardian = by_consent(consent) and consent.given_by == GUARDIAN
    return in_force(consent, on) and not (of_guardian and of_age(born, on))


def covers(consents: Iterable[Consent], on: date, *, born: date | None = None) -> bool:
    """Whether at least one consent or legal basis counts on the day."""
    return any(counts(consent, born=born, on=on) for consent in consents)


def check_consent(
    consents: Iterable[Consent], on: date, field: str | None = None, *, born: date | None = None
) -> None:
    """Raises ConsentMissing unless something on file allows sharing on the day (R12).

    Whom it covers is not asked here: somebody else may be invited too, but is not told what the
    consents do not reach (`core.sharing`).
    """
    if not covers(consents, on, born=born):
        raise ConsentMissing(field, date=on)


def gap(consents: Iterable[Consent], born: date | None, on: date) -> Gap | None:
    """The first thing that the consents lack on the day; None where they suffice.

    Under 18 a guardian's consent is asked for beside the young person's (R23); from 18 only the
    young person's own counts. A stated legal basis needs neither.
    """
    on_file = tuple(consents)
    standing = [consent for consent in on_file if in_force(consent, on)]
    if not standing:
        return Gap.NOTHING_COVERS if on_file else Gap.NOTHING_ON_FILE
    if any(not by_consent(consent) for consent in standing) or born is None:
        return None
    givers = {consent.given_by for consent in standing}
    if age_on(born, on) < OF_AGE:
        return None if GUARDIAN in givers else Gap.GUARDIAN_MISSING
    return None if YOUNG_PERSON in givers else Gap.OWN_MISSING


def by_consent(consent: Consent) -> bool:
    """Whether the basis is a consent; a consent without a stated basis is one."""
    return consent.legal_basis in {None, CONSENT}


def under_age(born: date | None, on: date) -> bool:
    """Whether the young person is known to be under 18."""
    return born is not None and age_on(born, on) < OF_AGE


def of_age(born: date | None, on: date) -> bool:
    """Whether the young person is known to be 18 or more."""
    return born is not None and age_on(born, on) >= OF_AGE


def checked(told: ConsentTold, *, born: date | None, on: date) -> ConsentTold:
    """The consent with cleaned texts. Raises the refusal of the first field that does not hold."""
    basis = check_code("legal_basis", "consent_legal_basis", told.legal_basis, on)
    given = past_date("given_date", told.given_date, on)
    check_order("valid_to", given, told.valid_to)
    return ConsentTold(
        legal_basis=basis,
        legal_basis_note=_basis_note(basis, told.legal_basis_note),
        given_by=_giver(told.given_by, basis, born=born, given=given, on=on),
        given_date=given,
        party=required_text("party", told.party, LINE),
        information_types=_types(told.information_types, on),
        purpose=required_text("purpose", told.purpose, TEXT),
        valid_to=told.valid_to,
        party_role=checked_role(told.party_role, on),
        form=_form(basis, told.form, on),
    )


def checked_role(role: str | None, on: date, field: str = "party_role") -> str:
    """Who the party is at meetings. Raises MissingValue, UnknownCode or PartyIsYoungPerson."""
    known = check_code(field, "participant_role", role, on)
    if known in ALONE:
        raise PartyIsYoungPerson(field)
    return known


def check_role_unsaid(consent: Consent) -> None:
    """Raises RoleAlreadySaid: whom a consent holds for is said once; else a new one is given."""
    if consent.party_role is not None:
        raise RoleAlreadySaid("party_role")


def _form(basis: str, form: str | None, on: date) -> str | None:
    """How a consent was given; another legal basis is not given in any form."""
    return check_code("form", "consent_given_form", form, on) if basis == CONSENT else None


def _basis_note(basis: str, note: str | None) -> str | None:
    text = optional_text("legal_basis_note", note, TEXT)
    if basis != CONSENT and text is None:
        raise BasisNoteMissing("legal_basis_note")
    return text


def _giver(value: str | None, basis: str, *, born: date | None, given: date, on: date) -> str:
    giver = check_code("given_by", "consent_given_by", value, on)
    if giver == GUARDIAN and basis == CONSENT and of_age(born, given):
        raise GuardianOfAdult("given_by", date=given)
    return giver


def _types(types: tuple[str, ...], on: date) -> tuple[str, ...]:
    if not types:
        raise NoInformationType("information_types")
    return check_codes("information_types", "information_type", types, on)


def withdrawal_date(consent: Consent, withdrawn: date | None, on: date) -> date:
    """The day of a withdrawal. Raises AlreadyWithdrawn, DateInFuture or DatesOutOfOrder."""
    if consent.withdrawn_date is not None:
        raise AlreadyWithdrawn(date=consent.withdrawn_date)
    day = past_date("withdrawn_date", withdrawn, on)
    check_order("withdrawn_date", consent.given_date, day)
    return day
