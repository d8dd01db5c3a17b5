"""Cooperation agreements with the eleven kinds of partners: who owes whom what, and until when.

The kinds are the code list `cooperation_partner`: the lines of the guide's list (2018, p. 17), each
innermost one counted once. The social administration counts as two (authority with visitation, and
benefits), psychiatry as two (the municipality's and the region's); housing associations and
companies stand in one line. That a partner is to sign what both sides owe is from the same page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.calendar import add_months
from core.codes import valid_codes
from core.errors import MissingValue, RuleBroken
from core.records.implementation import CooperationAgreement
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_code,
    check_order,
    optional_text,
    past_date,
    required_text,
)

PARTNERS = "cooperation_partner"
SOON = 2
"""Months before its day in which an agreement is told to be renewed; our own choice."""


class AgreementState(StrEnum):
    """How an agreement stands on a day."""

    OVERDUE = "overdue"
    RENEW_SOON = "renew_soon"
    UNSIGNED = "unsigned"
    IN_FORCE = "in_force"
    ENDED = "ended"


HOLDS = frozenset({AgreementState.IN_FORCE, AgreementState.RENEW_SOON, AgreementState.OVERDUE})
"""States in which a partner is bound: one that was to be renewed holds until somebody ends it."""


class AgreementEnded(RuleBroken):
    """The agreement has an end and can not be changed (facts: date)."""

    code = "cooperation_agreement_ended"


class NotSigned(RuleBroken):
    """An agreement that nobody has signed has nothing to renew."""

    code = "cooperation_agreement_unsigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTold:
    """An agreement as typed."""

    partner: str | None
    organisation: str | None
    contact: str | None = None
    ours: str | None = None
    theirs: str | None = None
    signed_date: date | None = None
    renew_by: date | None = None


def checked_agreement(told: AgreementTold, on: date) -> AgreementTold:
    """The agreement with cleaned texts. Once it is signed it must say what each side owes.

    Raises the first refusal.
    """
    partner = check_code("partner", PARTNERS, told.partner, on)
    signed = told.signed_date
    if signed is not None:
        past_date("signed_date", signed, on)
    elif told.renew_by is not None:
        raise NotSigned("signed_date")
    owed = optional_text if signed is None else required_text
    check_order("renew_by", signed, told.renew_by)
    return AgreementTold(
        partner=partner,
        organisation=required_text("organisation", told.organisation, NAME),
        contact=optional_text("contact", told.contact, LINE),
        ours=owed("ours", told.ours, TEXT),
        theirs=owed("theirs", told.theirs, TEXT),
        signed_date=signed,
        renew_by=told.renew_by,
    )


def check_not_ended(agreement: CooperationAgreement) -> None:
    """Raises AgreementEnded."""
    if agreement.ended_date is not None:
        raise AgreementEnded(date=agreement.ended_date)


def checked_end(
    agreement: CooperationAgreement, ended: date | None, reason: str | None, on: date
) -> tuple[date, str]:
    """The last day and why. Raises AgreementEnded, date refusals or MissingValue."""
    check_not_ended(agreement)
    if ended is None:
        raise MissingValue("ended_date")
    day = past_date("ended_date", ended, on)
    check_order("ended_date", agreement.signed_date, day)
    return day, required_text("ended_reason", reason, TEXT)


def state_of(agreement: CooperationAgreement, on: date) -> AgreementState:
    """How it stands on the day."""
    if agreement.ended_date is not None and agreement.ended_date <= on:
        return AgreementState.ENDED
    if agreement.signed_date is None or agreement.signed_date > on:
        return AgreementState.UNSIGNED
    if agreement.renew_by is None or agreement.renew_by > add_months(on, SOON):
        return AgreementState.IN_FORCE
    return AgreementState.OVERDUE if agreement.renew_by < on else AgreementState.RENEW_SOON


def by_partner(
    agreements: Iterable[CooperationAgreement], on: date
) -> Mapping[str, tuple[CooperationAgreement, ...]]:
    """The agreements of each kind of partner that have not ended; every kind is there."""
    found: dict[str, tuple[CooperationAgreement, ...]] = dict.fromkeys(
        valid_codes(PARTNERS, on), ()
    )
    for each in agreements:
        if state_of(each, on) is not AgreementState.ENDED:
            found[each.partner] = (*found.get(each.partner, ()), each)
    return found


def missing(agreements: Iterable[CooperationAgreement], on: date) -> tuple[str, ...]:
    """The kinds of partners that nobody is bound for."""
    return tuple(
        kind
        for kind, held in by_partner(agreements, on).items()
        if not any(state_of(each, on) in HOLDS for each in held)
    )
