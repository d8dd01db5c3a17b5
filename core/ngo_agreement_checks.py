"""What an agreement with an NGO must say to be kept, and how it is ended.

Whether the NGO is a controller of its own or a processor for us is a code of `gdpr_role`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.codes import all_codes
from core.errors import RuleBroken
from core.ngo_agreements import last_day, with_ngo
from core.records.ngo_agreements import NgoAgreement
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_code,
    check_codes,
    check_order,
    optional_text,
    past_date,
    required_text,
)

ROLES = "gdpr_role"
TYPES = "information_type"
FIELDS = (
    "organisation",
    "gdpr_role",
    "information_types",
    "signed_date",
    "valid_to",
    "contact",
    "note",
)
"""What is told of an agreement, in the order of the form."""


class NgoAgreementOpensNothing(RuleBroken):
    """A signed agreement names no type of information."""

    code = "ngo_agreement_opens_nothing"


class NgoAgreementEnded(RuleBroken):
    """The agreement has an end and can not be changed (facts: date)."""

    code = "ngo_agreement_ended"


class NgoAgreementTwice(RuleBroken):
    """Another agreement with the NGO holds on some of the same days (facts: name, date)."""

    code = "ngo_agreement_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NgoAgreementTold:
    """An agreement as typed."""

    organisation: str | None
    gdpr_role: str | None
    information_types: tuple[str, ...] = ()
    signed_date: date | None = None
    valid_to: date | None = None
    contact: str | None = None
    note: str | None = None


def checked_agreement(
    told: NgoAgreementTold, others: Iterable[NgoAgreement], on: date
) -> NgoAgreementTold:
    """The agreement with cleaned texts; once it is signed it must say what it lets us share.

    `others` are all but the one being changed. Raises the first refusal.
    """
    name = required_text("organisation", told.organisation, NAME)
    role = check_code("gdpr_role", ROLES, told.gdpr_role, on)
    types = check_codes("information_types", TYPES, told.information_types, on)
    if told.signed_date is not None:
        if not types:
            raise NgoAgreementOpensNothing("information_types")
        signed = past_date("signed_date", told.signed_date, on)
        check_order("valid_to", signed, told.valid_to)
        _check_alone(name, signed, told.valid_to or date.max, others)
    return NgoAgreementTold(
        organisation=name,
        gdpr_role=role,
        information_types=tuple(code for code in all_codes(TYPES) if code in types),
        signed_date=told.signed_date,
        valid_to=told.valid_to,
        contact=optional_text("contact", told.contact, LINE),
        note=optional_text("note", told.note, TEXT),
    )


def _check_alone(name: str, signed: date, last: date, others: Iterable[NgoAgreement]) -> None:
    for each in with_ngo(others, name):
        if each.signed_date is None:
            continue
        both = max(signed, each.signed_date)
        ended = each.ended_date is not None and each.ended_date <= both
        if both <= min(last, last_day(each)) and not ended:
            raise NgoAgreementTwice("organisation", name=each.organisation, date=each.signed_date)


def check_not_ended(agreement: NgoAgreement) -> None:
    """Raises NgoAgreementEnded."""
    if agreement.ended_date is not None:
        raise NgoAgreementEnded(date=agreement.ended_date)


def checked_end(
    agreement: NgoAgreement, ended: date | None, reason: str | None, on: date
) -> tuple[date, str]:
    """The first day without it, and why. Raises NgoAgreementEnded, date refusals, MissingValue."""
    check_not_ended(agreement)
    day = past_date("ended_date", ended, on)
    check_order("ended_date", agreement.signed_date, day)
    return day, required_text("ended_reason", reason, TEXT)
