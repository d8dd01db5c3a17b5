"""A referral as the pages know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.codes import Step, Variant


@dataclass(frozen=True, slots=True)
class WaitingReferral:
    """A referral in a list; `waiting_days` counts from the referral to today, or to its answer."""

    number: int
    name: str
    step: Step
    variant: Variant
    referral_date: date
    waiting_days: int
    referrer_organisation: str | None
    acute_needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One page of a list of referrals; `total` are all of them."""

    lines: tuple[WaitingReferral, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReferralDetail:
    """All that was said in a referral.

    `cpr` is half hidden until somebody asks for it; None for who may not see it.
    """

    case_id: str
    number: int
    version: int
    step: Step
    cpr: str | None
    phone: str | None
    email: str | None
    municipality_area: str | None
    referral_date: date
    waiting_days: int
    referrer_name: str | None
    referrer_organisation: str | None
    reason: str | None
    target_group_guess: str | None
    risk: Mapping[str, str]
    acute_needs: tuple[str, ...]
    young_person_knows: bool | None
    young_person_wants: bool | None
    decision_date: date | None
    reject_reason: str | None
    decision_reason: str | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody in the store who is likely the same young person.

    `number` is the newest case, None where the person asking may not see it.
    """

    young_person_id: str
    name: str
    birth_date: date | None
    number: int | None
    open: bool
