"""Who works in the demo: twelve people with accounts, an administrator and a steering group.

Larger stores get further coordinators and support workers without accounts.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil
from random import Random

from core.codes import Role
from db.demo.days import plus
from db.demo.people import MUNICIPALITY, SURNAMES, Register
from db.demo.rows import Rows, moment
from db.models import AccountRoleRow, AccountRow, StaffRow

PASSWORD = "regnbuen-over-havnen"  # noqa: S105 — known to everybody, and printed at the start
"""The password of every demo account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A demo account, and the place in the staff list that goes with it (None: none)."""

    username: str
    name: str
    role: Role
    staff_role: str | None = None
    methods: str | None = None
    fte: float | None = None
    organisation: str = MUNICIPALITY
    allocates: bool = False
    aftercare: bool = False


_CHILDREN = f"{MUNICIPALITY}, Børn og Unge"
_GUIDANCE = f"{MUNICIPALITY}, Ungeindsatsen"
_SOCIAL = f"{MUNICIPALITY}, Socialforvaltningen"
_HOUSING_TEAM = f"{MUNICIPALITY}, Bostøtteteamet"


def _coordinator(
    username: str,
    name: str,
    organisation: str,
    *,
    allocates: bool = False,
    aftercare: bool = False,
) -> Colleague:
    return Colleague(
        username=username,
        name=name,
        role=Role.COORDINATOR,
        staff_role="coordinator",
        organisation=organisation,
        allocates=allocates,
        aftercare=aftercare,
    )


def _support(username: str, name: str, methods: str, fte: float = 1.0) -> Colleague:
    return Colleague(
        username=username,
        name=name,
        role=Role.SUPPORT_WORKER,
        staff_role="support_worker",
        methods=methods,
        fte=fte,
        organisation=_HOUSING_TEAM,
    )


def _referrer(username: str, name: str, organisation: str) -> Colleague:
    return Colleague(
        username=username,
        name=name,
        role=Role.REFERRER,
        staff_role="referrer",
        organisation=organisation,
    )


TEAM = (
    Colleague(username="administrator", name="Dorthe Kridtvej", role=Role.ADMINISTRATOR),
    Colleague(
        username="projektleder",
        name="Birgitte Lygtebro",
        role=Role.PROJECT_LEAD,
        staff_role="project_lead",
        fte=1.0,
        allocates=True,
    ),
    _coordinator("merete", "Merete Papirsø", _SOCIAL),
    _coordinator("anders", "Anders Regnbue", _GUIDANCE),
    _coordinator("solveig", "Solveig Måneskov", _CHILDREN, allocates=True),
    _coordinator("henrik", "Henrik Fyrlys", _CHILDREN, aftercare=True),
    _support("jonna", "Jonna Drivtømmer", "CTI"),
    _support("sanne", "Sanne Trækfugl", "CTI", 0.8),
    _support("peter", "Peter Kompasrose", "ICM"),
    _support("trine", "Trine Havblik", "ICM"),
    _support("ruben", "Ruben Ravstrand", "CTI;ICM"),
    _referrer("lotte", "Lotte Blækhus", "Gadeplan i Papirsø"),
    _referrer("mogens", "Mogens Svalerede", "FGU Papirsø"),
    Colleague(username="styregruppe", name="Inger Stjernestøv", role=Role.STEERING_GROUP),
)


def accounts() -> list[tuple[str, str, str]]:
    """User name, role and name of every demo account."""
    return [(each.username, each.role.value, each.name) for each in TEAM]


@dataclass(frozen=True, slots=True)
class Employed:
    """A member of staff as the histories need it."""

    id: str
    name: str
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who can be given young people, and who refers them (account, name, organisation)."""

    coordinators: list[Employed]
    support_workers: list[Employed]
    referrers: list[tuple[str, str, str]]
    lead: Employed


def employ(
    rows: Rows, *, since: date, young_people: int, password_hash: str, dice: Random
) -> Staff:
    """Put the team, and as many others as that many young people need."""
    staff = Staff([], [], [], Employed("", "", frozenset()))
    leads = []
    for each in TEAM:
        employed = _place(rows, each, since) if each.staff_role else None
        account = _account(rows, each, employed, since, password_hash)
        if employed and each.role is Role.COORDINATOR:
            staff.coordinators.append(employed)
        elif employed and each.role is Role.SUPPORT_WORKER:
            staff.support_workers.append(employed)
        elif each.role is Role.REFERRER:
            staff.referrers.append((account, each.name, each.organisation))
        elif employed:
            leads.append(employed)
    for each in _others(young_people, dice):
        listed = staff.coordinators if each.role is Role.COORDINATOR else staff.support_workers
        listed.append(_place(rows, each, since))
    return Staff(staff.coordinators, staff.support_workers, staff.referrers, leads[0])


def _place(rows: Rows, each: Colleague, since: date) -> Employed:
    key = rows.add(
        StaffRow,
        since,
        name=each.name,
        role=each.staff_role,
        methods=each.methods,
        fte=each.fte,
        organisation=each.organisation,
        aftercare=each.aftercare,
        active_from=plus(since, -200),
    )
    return Employed(key, each.name, frozenset((each.methods or "").split(";")))


def _account(
    rows: Rows, each: Colleague, employed: Employed | None, since: date, password_hash: str
) -> str:
    key = rows.add(
        AccountRow,
        since,
        username=each.username,
        name=each.name,
        password_hash=password_hash,
        staff_id=employed.id if employed else None,
        organisation=each.organisation,
        allocates=each.allocates,
        language="da",
        must_change_password=False,
        created_time=moment(since),
    )
    rows.add(AccountRoleRow, since, account_id=key, role=each.role.value)
    return key


_YOUNG_PER_COORDINATOR, _YOUNG_PER_WORKER = 20, 40
"""Of all young people in the store: about two in three are open, and one in six has each method."""


def _others(young_people: int, dice: Random) -> list[Colleague]:
    register = Register(dice)
    coordinators = max(ceil(young_people / _YOUNG_PER_COORDINATOR) - 4, 0)
    workers = max(ceil(young_people / _YOUNG_PER_WORKER) - 2, 0)
    names = [
        f"{register.grown()} {SURNAMES[place % 60]}" for place in range(coordinators + 2 * workers)
    ]
    methods = ["CTI", "ICM"] * workers
    return [_coordinator("", name, _SOCIAL) for name in names[:coordinators]] + [
        _support("", name, method)
        for name, method in zip(names[coordinators:], methods, strict=True)
    ]
