"""Volunteers, the young people who wish for one, and who is matched with whom."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class VolunteerRow(Keyed, Base):
    __tablename__ = "volunteers"

    name: Mapped[str]
    organisation: Mapped[str]
    available_from: Mapped[Day]
    available_to: Mapped[Day | None]
    places: Mapped[int]
    """How many young people at once."""
    contact: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)


class VolunteerWishRow(Keyed, Base):
    __tablename__ = "volunteer_wishes"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    wished_date: Mapped[Day]
    wish: Mapped[str | None] = mapped_column(Text)
    """What the young person hopes for."""
    ended_date: Mapped[Day | None]


class VolunteerMatchRow(Keyed, Base):
    __tablename__ = "volunteer_matches"

    wish_id: Mapped[str] = mapped_column(ForeignKey("volunteer_wishes.id"))
    volunteer_id: Mapped[str] = mapped_column(ForeignKey("volunteers.id"))
    from_date: Mapped[Day]
    to_date: Mapped[Day | None]
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it ended."""
