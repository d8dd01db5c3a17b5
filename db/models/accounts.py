"""Accounts and sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed


class AccountRow(Keyed, Base):
    __tablename__ = "accounts"

    username: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    staff_id: Mapped[str | None]
    organisation: Mapped[str | None]
    allocates: Mapped[bool]
    language: Mapped[str]
    must_change_password: Mapped[bool]
    created_time: Mapped[datetime]
    closed_time: Mapped[datetime | None]
    email: Mapped[str | None]
    """Where the week's digest goes; None: it is shown on the screen."""
    emergency: Mapped[bool | None]
    """Whether it is the emergency administrator: no second factor, and every use is loud."""


class AccountRoleRow(Keyed, Base):
    __tablename__ = "account_roles"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[str]


class AccountAreaRow(Keyed, Base):
    """An area of the municipality that an account is limited to; without any it is not limited."""

    __tablename__ = "account_areas"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    area: Mapped[str]


class SessionRow(Keyed, Base):
    """A signed-in browser. Only hashes (SHA-256) of the ticket and the cookie are kept."""

    __tablename__ = "sessions"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    ticket_hash: Mapped[str | None]
    ticket_expires: Mapped[datetime | None]
    cookie_hash: Mapped[str | None]
    started_time: Mapped[datetime]
    seen_time: Mapped[datetime]
    ended_time: Mapped[datetime | None]
    presenting: Mapped[str | None]
    """The page shown on a large screen (`core.presenting`), what its address names, since when."""
    presenting_address: Mapped[str | None]
    presenting_since: Mapped[datetime | None]
    second_factor_time: Mapped[datetime | None]
    """When all was given that the sign-in asks for; until then the session is nobody's."""
    choosing_password: Mapped[bool | None]
    """Whether it came by a reset link, and has a password to choose first."""


class ThrottleRow(Keyed, Base):
    """Failed sign-ins of a user name, known or not (its keyed hash is the id)."""

    __tablename__ = "throttles"

    failures: Mapped[int]
    last_failure: Mapped[datetime]
    locked_until: Mapped[datetime | None]
