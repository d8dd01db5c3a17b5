"""What each account was told of its week, so that nobody is told twice."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class DigestRow(Keyed, Base):
    """One account's digest of one week; `week` is its Monday.

    `channel`: mail, screen (seen after signing in), or none (nothing was due). A mail is written
    down before it is sent; without `sent_time` and `failure` nobody knows what became of it, and it
    is not sent again.
    """

    __tablename__ = "digests"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    week: Mapped[Day]
    channel: Mapped[str]
    tries: Mapped[int]
    tried_time: Mapped[datetime]
    sent_time: Mapped[datetime | None]
    failure: Mapped[str | None]
    """The kind of fault that kept the last try from being sent."""
