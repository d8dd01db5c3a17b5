"""Consent forms, the plan's versions, and who received what."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class ConsentFormRow(Keyed, Base):
    """A printed form that waits for a signature; once signed, a consent stands for each party."""

    __tablename__ = "consent_forms"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    made_date: Mapped[Day]
    purpose: Mapped[str] = mapped_column(Text)
    valid_to: Mapped[Day | None]
    parties: Mapped[str] = mapped_column(Text)
    """A JSON document: [{party, party_role, information_types}]."""
    state: Mapped[str]
    settled_date: Mapped[Day | None]
    """When it was signed or declined."""
    given_by: Mapped[str | None]
    by_name: Mapped[str]


class PlanVersionRow(Keyed, Base):
    """The goal and agreement plan as it stood; never changed."""

    __tablename__ = "plan_versions"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    date: Mapped[Day]
    meeting_id: Mapped[str | None]
    content: Mapped[str] = mapped_column(Text)
    """A JSON document: the goals with their agreements."""
    by_name: Mapped[str]


class DistributionRow(Keyed, Base):
    """Somebody received a document: on what basis, and what was left out of it."""

    __tablename__ = "distributions"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    document: Mapped[str]
    """A code of `shared_document`."""
    subject_id: Mapped[str]
    """The meeting, the plan version, the map or the form that it is about."""
    recipient_role: Mapped[str]
    recipient_name: Mapped[str | None]
    date: Mapped[Day]
    channel: Mapped[str]
    """A code of `distribution_channel`."""
    basis: Mapped[str]
    """A value of `core.sharing.Ground`."""
    consent_ids: Mapped[str | None]
    information_types: Mapped[str | None]
    """What it told about, `;`-separated."""
    left_out: Mapped[str | None] = mapped_column(Text)
    """What it did not tell about: information types, `;`-separated."""
    by_id: Mapped[str]
    by_name: Mapped[str]
