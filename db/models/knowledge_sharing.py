"""The data and knowledge-sharing model, and what has happened to its rows."""

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
