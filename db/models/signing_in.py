"""Second factors, recovery codes, reset links and alarms."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed

SECOND_FACTOR = "second-factor"
"""The purpose that the secrets are sealed for."""


class SecondFactorRow(Keyed, Base):
    """The secret is sealed (`db.encryption.sealed`); never used without `confirmed_time`."""

    __tablename__ = "second_factors"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    secret: Mapped[str]
    made_time: Mapped[datetime]
    confirmed_time: Mapped[datetime | None]
    used_step: Mapped[int | None]
    """The last time step whose code was taken: no code of it or before is taken again."""


class RecoveryCodeRow(Keyed, Base):
    """A code to use once where the telephone is lost. Only its keyed hash is kept."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    code_hash: Mapped[str]
    used_time: Mapped[datetime | None]


class ResetLinkRow(Keyed, Base):
    """A link to choose a new password, good once. Only the token's hash (SHA-256) is kept."""

    __tablename__ = "reset_links"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    token_hash: Mapped[str]
    made_time: Mapped[datetime]
    expires: Mapped[datetime]
    used_time: Mapped[datetime | None]


class AlarmRow(Keyed, Base):
    """Something every administrator is to know, until one has put it away with a reason."""

    __tablename__ = "alarms"

    kind: Mapped[str]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    time: Mapped[datetime]
    put_away_time: Mapped[datetime | None]
    put_away_by: Mapped[str | None]
    reason: Mapped[str | None]
