"""Agreements with NGOs: on which days one holds, what it opens, who has none, which to renew.

An NGO is told only what the young person's consent and its own agreement both cover
(`core.ngo_sheet`). An agreement opens nothing before it is signed or after its last day. What one
must say to be kept stands in `core.ngo_agreement_checks`.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from core.alphabet import danish_order
from core.calendar import add_months
from core.cooperation import SOON
from core.knowledge_sharing import PAGE
from core.ngo import key_of
from core.parties import plain
from core.records.network import Consent
from core.records.ngo_agreements import NgoAgreement, UnagreedNgo
from core.records.programme import ProgrammeDue, ProgrammeKind

PART = "agreements"
"""The part of the page in which they stand."""


class NgoAgreementState(StrEnum):
    """How an agreement stands on a day."""

    ENDED = "ended"
    UNSIGNED = "unsigned"
    EXPIRED = "expired"
    RENEW_SOON = "renew_soon"
    IN_FORCE = "in_force"


HOLDS = frozenset({NgoAgreementState.IN_FORCE, NgoAgreementState.RENEW_SOON})
"""States in which an agreement opens something."""


def last_day(agreement: NgoAgreement) -> date:
    """Its last day as agreed; the end of time where none is."""
    return agreement.valid_to or date.max


def state_of(agreement: NgoAgreement, on: date) -> NgoAgreementState:
    """How it stands on the day; to be renewed from two months before its last day."""
    if agreement.ended_date is not None and agreement.ended_date <= on:
        return NgoAgreementState.ENDED
    if agreement.signed_date is None or agreement.signed_date > on:
        return NgoAgreementState.UNSIGNED
    if last_day(agreement) < on:
        return NgoAgreementState.EXPIRED
    near = last_day(agreement) <= add_months(on, SOON)
    return NgoAgreementState.RENEW_SOON if near else NgoAgreementState.IN_FORCE


def with_ngo(agreements: Iterable[NgoAgreement], organisation: str) -> tuple[NgoAgreement, ...]:
    """Those with the NGO of that name; names are compared without capitals and extra blanks."""
    name = plain(organisation)
    return tuple(each for each in agreements if plain(each.organisation) == name)


def opened_types(agreements: Iterable[NgoAgreement], organisation: str, on: date) -> frozenset[str]:
    """What the agreement in force with the NGO lets us share; nothing where there is none."""
    return _opened(with_ngo(agreements, organisation), on)


def _opened(of_one_ngo: Iterable[NgoAgreement], on: date) -> frozenset[str]:
    """Were two in force at once, only what both let us share."""
    holding = [
        frozenset(each.information_types) for each in of_one_ngo if state_of(each, on) in HOLDS
    ]
    return frozenset.intersection(*holding) if holding else frozenset()


def tellable(consent: Consent, on: date) -> frozenset[str]:
    """What may be told on the consent, or the other legal basis, on the day (R12, R21).

    Where its party is an NGO or one of its volunteers, only what an agreement in force covers too.
    """
    types = frozenset(consent.information_types)
    if consent.agreements is None:
        return types
    return types & _opened(consent.agreements, on)


def to_mend(agreements: Iterable[NgoAgreement], organisation: str, on: date) -> NgoAgreement | None:
    """The agreement to change where it does not cover enough: the one in force, else the newest.

    None where there is none that has not ended.
    """
    left = [
        each
        for each in with_ngo(agreements, organisation)
        if state_of(each, on) is not NgoAgreementState.ENDED
    ]
    return max(left, key=lambda each: (state_of(each, on) in HOLDS, each.id), default=None)


def unagreed(
    names: Iterable[str], agreements: Iterable[NgoAgreement], on: date
) -> tuple[UnagreedNgo, ...]:
    """Of these NGOs those that have no agreement in force, each once, by name."""
    bound = {plain(each.organisation) for each in agreements if state_of(each, on) in HOLDS}
    left: dict[str, str] = {}
    for name in names:
        if plain(name) and plain(name) not in bound:
            left.setdefault(plain(name), name)
    return tuple(
        UnagreedNgo(key_of(left[name]), left[name]) for name in sorted(left, key=danish_order)
    )


def dues(agreements: Iterable[NgoAgreement], on: date) -> tuple[ProgrammeDue, ...]:
    """Agreements to renew, from two months before their last day; the earliest first.

    One that ran out is told of until it is renewed, ended, or another one holds.
    """
    known = tuple(agreements)
    told = [
        ProgrammeDue(
            ProgrammeKind.COOPERATION_AGREEMENT,
            each.valid_to,
            PAGE,
            what=each.organisation,
            address={"part": PART, "agreement": each.id},
        )
        for each in known
        if each.valid_to is not None and to_renew(each, known, on)
    ]
    return tuple(sorted(told, key=lambda each: (each.due_date, each.what)))


def to_renew(agreement: NgoAgreement, known: Iterable[NgoAgreement], on: date) -> bool:
    """Whether it is near its last day, or past it with no other of the NGO in force."""
    state = state_of(agreement, on)
    if state is NgoAgreementState.EXPIRED:
        same = with_ngo(known, agreement.organisation)
        return not any(state_of(each, on) in HOLDS for each in same)
    return state is NgoAgreementState.RENEW_SOON
