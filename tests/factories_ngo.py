"""Plain functions that make agreements with NGOs; every argument has a default."""

from datetime import date

from core.ngo_agreement_checks import NgoAgreementTold
from core.records.ngo_agreements import NgoAgreement

ON = date(2026, 5, 4)
CLUB = "Klub Kompas"


def agreement(id_="a", *, signed=date(2025, 5, 4), to=None, ended=None, **told):
    usual = {
        "organisation": CLUB,
        "gdpr_role": "own_controller",
        "information_types": ("contact_details",),
    }
    return NgoAgreement(
        id=id_, version=1, signed_date=signed, valid_to=to, ended_date=ended, **usual | told
    )


def agreement_told(**told):
    usual = {
        "organisation": CLUB,
        "gdpr_role": "own_controller",
        "information_types": ("contact_details", "education_employment"),
        "signed_date": date(2026, 1, 5),
    }
    return NgoAgreementTold(**usual | told)
