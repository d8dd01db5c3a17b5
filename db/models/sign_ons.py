"""Who comes in by the municipality's own sign-on."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed


class SignOnRow(Keyed, Base):
    """A person as one provider knows them: issuer and subject together are one person for good."""

    __tablename__ = "sign_ons"

    issuer: Mapped[str]
    subject: Mapped[str]
    name: Mapped[str]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    """None: signed on, but nobody has linked them to an account yet."""
    first_time: Mapped[datetime]
    last_time: Mapped[datetime]
