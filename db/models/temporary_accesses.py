"""Cases opened for a few hours by somebody who does not have them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed


class TemporaryAccessRow(Keyed, Base):
    __tablename__ = "temporary_accesses"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str]
    purpose: Mapped[str] = mapped_column(Text)
    opened_time: Mapped[datetime]
    until_time: Mapped[datetime]
    ended_time: Mapped[datetime | None]
    """When it was ended by hand, before its time."""
    coordinator_seen_time: Mapped[datetime | None]
    lead_seen_time: Mapped[datetime | None]
