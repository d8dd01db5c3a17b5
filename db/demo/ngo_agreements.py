"""The demo's agreements with NGOs: one holds, one is soon to be renewed, one ended.

The mentors who are named on a case have none.
"""

from datetime import date

from core.calendar import add_months
from core.records.ngo_agreements import NgoAgreementEventKind
from db.demo.days import plus, workday_before
from db.demo.rows import Rows
from db.demo.staff import Staff
from db.demo.volunteers import CLUBS
from db.models import NgoAgreementEventRow, NgoAgreementRow

_FORMER = "Sejlklubben Medvind"
_LEFT = 40
"""Days that the agreement to renew still holds."""


def write_ngo_agreements(rows: Rows, staff: Staff, on: date) -> None:
    """The agreements as the project leader wrote them down on the day they were signed."""
    first, second = CLUBS
    lead, since = staff.lead.name, workday_before(add_months(on, -17))
    _write(
        rows, first, since, lead,
        gdpr_role="own_controller",
        information_types="contact_details;education_employment;family_network",
        contact="Foreningens koordinator",
        note="Aftalen ligger i sagssystemet.",
    )  # fmt: skip
    signed = workday_before(add_months(plus(on, _LEFT), -12))
    _write(
        rows, second, signed, lead,
        gdpr_role="own_controller",
        information_types="contact_details",
        valid_to=plus(on, _LEFT),
        contact="Caféens daglige leder",
    )  # fmt: skip
    ended = workday_before(plus(on, -200))
    former = _write(
        rows, _FORMER, since, lead,
        gdpr_role="processor",
        information_types="contact_details",
        ended_date=ended,
        ended_reason="Klubben har ikke frivillige til unge mere.",
    )  # fmt: skip
    _event(rows, former, NgoAgreementEventKind.ENDED, ended, lead)


def _write(rows: Rows, name: str, signed: date, lead: str, **told: object) -> str:
    key = rows.add(NgoAgreementRow, signed, organisation=name, signed_date=signed, **told)
    _event(rows, key, NgoAgreementEventKind.MADE, signed, lead)
    return key


def _event(
    rows: Rows, agreement_id: str, kind: NgoAgreementEventKind, day: date, name: str
) -> None:
    rows.add(
        NgoAgreementEventRow,
        day,
        agreement_id=agreement_id,
        kind=kind.value,
        date=day,
        by_name=name,
    )
