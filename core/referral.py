"""What a referral must hold (guide 2018 p. 11: who refers, when, why, and the guess at a group)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.codes import TargetGroup, Variant
from core.errors import RuleBroken, UnknownCode
from core.texts import (
    LINE,
    NAME,
    TEXT,
    birth_date,
    check_code,
    check_codes,
    optional_text,
    past_date,
    required_text,
)

GROUPS: Mapping[Variant, tuple[TargetGroup, ...]] = {
    Variant.H: (TargetGroup.HOMELESS, TargetGroup.AT_RISK),
    Variant.U: (TargetGroup.IN_CARE, TargetGroup.FORMERLY_IN_CARE, TargetGroup.OTHER_MEASURES),
}
"""The target groups of each variant (guide 2018 p. 7; report 2017 ch. 2)."""


class OpenCaseExists(RuleBroken):
    """The young person already has an open case (facts: number)."""

    code = "open_case_exists"


class SameCpr(RuleBroken):
    """Another young person in the store has this CPR number."""

    code = "same_cpr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """What the referrer tells. Dates are days; `risk` maps an indicator to now, past or both."""

    name: str | None
    birth_date: date | None
    cpr: str | None = None
    phone: str | None = None
    email: str | None = None
    municipality_area: str | None = None
    variant: str | None = Variant.H
    referral_date: date | None = None
    referrer_name: str | None = None
    referrer_organisation: str | None = None
    referral_reason: str | None = None
    target_group_guess: str | None = None
    risk: Mapping[str, str] = field(default_factory=dict)
    acute_needs: tuple[str, ...] = ()
    young_person_knows: bool | None = None
    young_person_wants: bool | None = None


def checked(referral: Referral, on: date) -> Referral:
    """The referral with cleaned texts. Raises the refusal of the first field that does not hold."""
    variant = _variant(referral.variant)
    return Referral(
        name=required_text("name", referral.name, NAME),
        birth_date=birth_date("birth_date", referral.birth_date, on),
        cpr=optional_text("cpr", referral.cpr),
        phone=optional_text("phone", referral.phone),
        email=optional_text("email", referral.email),
        municipality_area=optional_text("municipality_area", referral.municipality_area, LINE),
        variant=variant,
        referral_date=past_date("referral_date", referral.referral_date, on),
        referrer_name=required_text("referrer_name", referral.referrer_name, NAME),
        referrer_organisation=required_text(
            "referrer_organisation", referral.referrer_organisation, LINE
        ),
        referral_reason=required_text("referral_reason", referral.referral_reason, TEXT),
        target_group_guess=_group(referral.target_group_guess, variant),
        risk={
            check_code("risk_now", "risk_indicator", indicator, on): check_code(
                "risk_now", "risk_when", when, on
            )
            for indicator, when in referral.risk.items()
        },
        acute_needs=check_codes("acute_needs", "acute_need", referral.acute_needs, on),
        young_person_knows=referral.young_person_knows,
        young_person_wants=referral.young_person_wants,
    )


def _variant(value: str | None) -> Variant:
    try:
        return Variant(value or "")
    except ValueError:
        raise UnknownCode("variant", value=value) from None


def _group(value: str | None, variant: Variant) -> str | None:
    if value is not None and value not in GROUPS[variant]:
        raise UnknownCode("target_group_guess", value=value)
    return value


def risk_by_time(now: tuple[str, ...], past: tuple[str, ...]) -> dict[str, str]:
    """The seven indicators as ticked twice: present now, and present earlier."""
    return {
        indicator: "both"
        if indicator in now and indicator in past
        else "now"
        if indicator in now
        else "past"
        for indicator in dict.fromkeys((*now, *past))
    }
