"""Plain functions that make people and cases; every argument has a default."""

from datetime import date

from core.codes import Role, Step, Variant
from core.records.people import Person
from db.actions.numbers import next_case_number
from db.clock import now
from db.engine import transaction
from db.models import (
    AccountRoleRow,
    AccountRow,
    Base,
    CaseRow,
    SessionRow,
    StaffRow,
    YoungPersonRow,
    new_id,
)

ON = date(2026, 5, 4)


def person(
    *roles: Role,
    name: str = "Karen Kold",
    account_id: str = "account",
    staff_id: str | None = None,
    allocates: bool = False,
    language: str = "da",
    covers: frozenset[str] = frozenset(),
    areas: frozenset[str] = frozenset(),
) -> Person:
    """A signed-in person, not in the store."""
    return Person(
        account_id=account_id,
        name=name,
        roles=frozenset(roles or {Role.PROJECT_LEAD}),
        staff_id=staff_id,
        allocates=allocates,
        language=language,
        covers=covers,
        areas=areas,
    )


def put(*rows: Base) -> None:
    """Put rows into the store as they are."""
    with transaction() as session:
        session.add_all(rows)
        session.info["changed"] = True


def put_staff(
    name: str = "Karen Kold",
    role: str = "coordinator",
    *,
    staff_id: str | None = None,
    methods: str | None = None,
) -> str:
    """A member of staff; returns the id."""
    row = StaffRow(id=staff_id or new_id(), name=name, role=role, methods=methods)
    put(row)
    return row.id


def put_case(
    name: str = "Vilma Vildspor",
    *,
    step: Step = Step.REFERRED,
    variant: Variant = Variant.H,
    birth_date: date | None = date(2006, 3, 5),
    area: str | None = None,
    **columns: object,
) -> CaseRow:
    """A young person with a case; returns the case row, detached."""
    young = YoungPersonRow(id=new_id(), name=name, birth_date=birth_date, municipality_area=area)
    values: dict[str, object] = {"id": new_id(), "referral_date": ON, "version": 1, **columns}
    with transaction() as session:
        case = CaseRow(
            number=next_case_number(session),
            step=step.value,
            variant=variant.value,
            young_person_id=young.id,
            **values,
        )
        session.add_all([young, case])
        session.info["changed"] = True
    return case


def put_account(
    *roles: Role,
    username: str = "karen",
    name: str = "Karen Kold",
    staff_id: str | None = None,
    allocates: bool = False,
    password_hash: str = "-",
    language: str = "da",
    must_change_password: bool = False,
) -> Person:
    """An account in the store; returns its person."""
    account = AccountRow(
        id=new_id(),
        username=username,
        name=name,
        password_hash=password_hash,
        staff_id=staff_id,
        allocates=allocates,
        language=language,
        must_change_password=must_change_password,
        created_time=now(),
    )
    put(account, *(AccountRoleRow(account_id=account.id, role=role.value) for role in roles))
    return Person(
        account_id=account.id,
        name=name,
        roles=frozenset(roles),
        staff_id=staff_id,
        allocates=allocates,
        language=language,
        must_change_password=must_change_password,
    )


def put_session(person: Person) -> str:
    """A session of that person, signed in with all that is asked; returns its id."""
    row = SessionRow(
        id=new_id(),
        account_id=person.account_id,
        started_time=now(),
        seen_time=now(),
        second_factor_time=now(),
    )
    put(row)
    return row.id
