"""Referrals, every field with a default."""

from datetime import date

from core.referral import Referral


def referral(**told: object) -> Referral:
    """A referral that holds, but for what is told otherwise."""
    values: dict[str, object] = {
        "name": "Vilma Vildspor",
        "birth_date": date(2006, 3, 5),
        "variant": "H",
        "referral_date": date(2026, 5, 1),
        "referrer_name": "Henny Henviser",
        "referrer_organisation": "Jobcentret",
        "referral_reason": "Sover hos venner på skift.",
    }
    return Referral(**{**values, **told})  # type: ignore[arg-type]
