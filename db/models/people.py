"""Young people and staff."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class YoungPersonRow(Keyed, Base):
    __tablename__ = "young_people"

    name: Mapped[str]
    birth_date: Mapped[Day | None]
    cpr: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    municipality_area: Mapped[str | None]
    special_considerations: Mapped[str | None] = mapped_column(Text)
    protected_identity: Mapped[bool | None]


class StaffRow(Keyed, Base):
    __tablename__ = "staff"

    name: Mapped[str]
    role: Mapped[str]
    methods: Mapped[str | None]
    """Housing support methods, `;`-separated."""
    fte: Mapped[float | None]
    organisation: Mapped[str | None]
    active_from: Mapped[Day | None]
    active_to: Mapped[Day | None]
    aftercare: Mapped[bool | None]
    """The young people this coordinator has are in aftercare: another recommended number (R07)."""
