"""Agreements with NGOs, and what has happened to them."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class NgoAgreementRow(Keyed, Base):
    """An agreement with an NGO, signed or on its way."""

    __tablename__ = "ngo_agreements"

    organisation: Mapped[str]
    gdpr_role: Mapped[str]
    information_types: Mapped[str | None]
    """Codes of `information_type`, joined by semicolons."""
    signed_date: Mapped[Day | None]
    valid_to: Mapped[Day | None]
    """The last day on which it holds."""
    contact: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    ended_date: Mapped[Day | None]
    """The first day on which it holds no longer."""
    ended_reason: Mapped[str | None] = mapped_column(Text)


class NgoAgreementEventRow(Keyed, Base):
    """An agreement was made, changed or ended."""

    __tablename__ = "ngo_agreement_events"

    agreement_id: Mapped[str] = mapped_column(ForeignKey("ngo_agreements.id"))
    kind: Mapped[str]
    date: Mapped[Day]
    by_name: Mapped[str]
    was: Mapped[str | None] = mapped_column(Text)
    """A JSON document: what a change replaced, by field."""
