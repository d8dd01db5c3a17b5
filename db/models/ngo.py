"""NGOs in cases with their talks, and child protection notifications that were made."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


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
