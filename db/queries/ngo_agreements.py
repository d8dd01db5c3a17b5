"""Questions about agreements with NGOs: the register, who has none, and which are to be renewed."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core import ngo_agreements
from core.permissions import Act, may
from core.records.ngo_agreements import NgoAgreement, UnagreedNgo
from core.records.people import Person
from core.records.programme import ProgrammeDue
from db.engine import reading
from db.kept import Kept
from db.models import VolunteerRow
from db.queries.ngo import names_within
from db.queries.ngo_agreement_rows import register

ACT = Act.SHARE_KNOWLEDGE
DAYS = 4
"""How many days are kept: today's, and what somebody looks ahead to."""


def agreements(*, by: Person) -> tuple[NgoAgreement, ...]:
    """All agreements, those that ended too; none for who has nothing to do with the model."""
    return register() if may(by, ACT) else ()


def missing(*, by: Person, on: date) -> tuple[UnagreedNgo, ...]:
    """The NGOs that volunteers come from or that are in a case, without an agreement in force."""
    return _missing(on) if may(by, ACT) else ()


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """Agreements to renew within two months, or too late; nobody's rights are asked."""
    return _dues(on)


def _make_missing(on: date) -> tuple[UnagreedNgo, ...]:
    with reading() as session:
        names = (*_with_volunteers(session, on), *names_within(session, on))
    return ngo_agreements.unagreed(names, register(), on)


_missing = Kept(_make_missing, most=DAYS)


def _with_volunteers(session: Session, on: date) -> tuple[str, ...]:
    """Where the volunteers come from who can be asked on the day or later."""
    still = or_(VolunteerRow.available_to.is_(None), VolunteerRow.available_to >= on)
    return tuple(session.scalars(select(VolunteerRow.organisation).where(still).distinct()))


def _make_dues(on: date) -> tuple[ProgrammeDue, ...]:
    return ngo_agreements.dues(register(), on)


_dues = Kept(_make_dues, most=DAYS)
