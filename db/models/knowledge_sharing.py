"""The knowledge-sharing model, NGOs in cases with their talks, and notifications that were made."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class KnowledgeNeedRow(Keyed, Base):
    """One row of the data and knowledge-sharing model."""

    __tablename__ = "knowledge_needs"

    party: Mapped[str]
    need: Mapped[str] = mapped_column(Text)
    responsible_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    responsible: Mapped[str | None]
    """Who is responsible where it is nobody of the staff."""
    format: Mapped[str]
    frequency: Mapped[str]
    can_share: Mapped[str | None] = mapped_column(Text)
    may_share: Mapped[str | None] = mapped_column(Text)
    basis: Mapped[str | None]
    """A code of `knowledge_basis`."""
    basis_note: Mapped[str | None]
    must_share: Mapped[str | None] = mapped_column(Text)
    from_date: Mapped[Day]
    retired_date: Mapped[Day | None]
    suggestion: Mapped[str | None]
    """The suggestion that the row was made of."""


class KnowledgeEventRow(Keyed, Base):
    """A row of the model was added, changed, shared or taken out of use."""

    __tablename__ = "knowledge_events"

    need_id: Mapped[str] = mapped_column(ForeignKey("knowledge_needs.id"))
    kind: Mapped[str]
    date: Mapped[Day]
    by_name: Mapped[str]
    note: Mapped[str | None] = mapped_column(Text)
    was: Mapped[str | None] = mapped_column(Text)
    """A JSON document: what a change replaced, by field."""


class CaseNgoRow(Keyed, Base):
    """An NGO named by hand on a case."""

    __tablename__ = "case_ngos"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    name: Mapped[str]
    from_date: Mapped[Day]
    to_date: Mapped[Day | None]


class NgoTalkRow(Keyed, Base):
    """One of the three talks with an NGO about a young person: held, or not relevant."""

    __tablename__ = "ngo_talks"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    organisation: Mapped[str]
    talk: Mapped[str]
    date: Mapped[Day | None]
    took_part: Mapped[str | None]
    """Codes of `ngo_talk_role`, joined by semicolons."""
    note: Mapped[str | None]
    not_relevant: Mapped[str | None]
    """Why the talk is not relevant."""
    by_name: Mapped[str]


class ChildNotificationRow(Keyed, Base):
    """That a child protection notification was made; never what it says."""

    __tablename__ = "child_notifications"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    date: Mapped[Day]
    by_name: Mapped[str]
    unit: Mapped[str]
