"""Accounts and staff as the administrator's pages show them."""

from dataclasses import dataclass
from datetime import date, datetime

from core.calendar import holds
from core.codes import Role


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the list."""

    id: str
    version: int
    username: str
    name: str
    roles: tuple[Role, ...]
    staff_id: str | None
    staff_name: str | None
    organisation: str | None
    allocates: bool
    must_change_password: bool
    closed_time: datetime | None
    email: str | None = None
    emergency: bool = False
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff; `methods` are codes of housing support."""

    id: str
    version: int
    name: str
    role: str
    methods: tuple[str, ...]
    fte: float | None
    organisation: str | None
    active_from: date | None
    active_to: date | None
    aftercare: bool = False

    def active(self, on: date) -> bool:
        """Whether the person works on that day."""
        return holds(self.active_from, self.active_to, on)


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What a person is told about their own account."""

    username: str
    version: int
    password_changed: datetime | None
    email: str | None = None
