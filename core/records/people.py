"""Who is working, and what a case says of who may reach it."""

from dataclasses import dataclass

from core.codes import Role


@dataclass(frozen=True, slots=True)
class Presented:
    """The page that a session shows on a large screen, and what its address names."""

    page: str
    address: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person. `staff_id` is None for accounts without a place in the staff list.

    `allocates` says that visitation is this person's task: such a person also reaches young people
    whom nobody has yet. `presenting`: what this browser shows on a large screen, and nothing else.
    `covers` are the members of staff who are away and whom this person stands in for today.
    `opened` are the cases opened for a few hours (`core.temporary_access`).
    `areas` are those of the municipality that the account is limited to; none: it is not limited.
    """

    account_id: str
    name: str
    roles: frozenset[Role]
    staff_id: str | None = None
    allocates: bool = False
    language: str = "da"
    organisation: str | None = None
    must_change_password: bool = False
    presenting: Presented | None = None
    covers: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    @property
    def stands_for(self) -> frozenset[str]:
        """The members of staff whose young people are this person's work today."""
        return self.covers if self.staff_id is None else self.covers | {self.staff_id}


@dataclass(frozen=True, slots=True)
class Reach:
    """The people who stand around a case: what decides who may see and change it."""

    coordinator_id: str | None = None
    worker_ids: frozenset[str] = frozenset()
    referred_by_id: str | None = None
    contact_worker_id: str | None = None
    """Who gets to know the young person before CTI begins."""
    case_id: str | None = None
    """Which case it is, where that is asked."""
    area: str | None = None
    """The young person's part of the municipality, as it was typed."""

    @property
    def staff_ids(self) -> tuple[str, ...]:
        """Whose own work the case is: the coordinator first, then the workers by their ids."""
        coordinator, builder = self.coordinator_id, self.contact_worker_id
        first = () if coordinator is None else (coordinator,)
        others = self.worker_ids if builder is None else self.worker_ids | {builder}
        return (*first, *sorted(others.difference(first)))

    @property
    def unassigned(self) -> bool:
        """Nobody has the young person yet."""
        return not self.staff_ids
