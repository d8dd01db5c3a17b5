"""The staff list: who works with the young people, with which methods, and until when."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import (
    STAFF_LIST_ROLES,
    STAFF_METHODS,
    MethodNeeded,
    StaffStillWorks,
    one_of,
)
from core.codes import Role
from core.errors import BadValue
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import NAME, check_order, optional_text, required_text
from db.audit import add, claim, note
from db.conditions import OPEN_CASE
from db.engine import transaction
from db.models import CaseRow, StaffRow, SupportCourseRow
from db.several import joined


def add_staff(
    *,
    name: str | None,
    role: str | None,
    methods: Sequence[str],
    fte: float | None,
    organisation: str | None,
    active_from: date | None,
    aftercare: bool = False,
    by: Person,
    on: date,
) -> str:
    """Put a person into the staff list and return the id. `fte` is 0 to 1, None where unknown.

    `aftercare` gives a coordinator the number recommended for aftercare (R07).
    Raises MissingValue, TooLong, UnknownCode, BadValue or MethodNeeded.
    """
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        row = StaffRow(active_from=active_from or on, active_to=None, aftercare=aftercare)
        _fill(row, name=name, role=role, methods=methods, fte=fte, organisation=organisation)
        add(session, row)
        note(session, by, Act.MANAGE_ACCOUNTS, row)
        return row.id


def change_staff(
    staff_id: str,
    *,
    name: str | None,
    role: str | None,
    methods: Sequence[str],
    fte: float | None,
    organisation: str | None,
    active_from: date | None,
    active_to: date | None,
    aftercare: bool = False,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Change what the list says of a person; `active_to` is the last day of work.

    Raises as `add_staff`, and ChangedByOther, DatesOutOfOrder or StaffStillWorks.
    """
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        row = claim(session, StaffRow, staff_id, seen_version)
        check_order("active_to", active_from, active_to)
        if active_to is not None and active_to < on:
            _check_free(session, staff_id)
        row.active_from, row.active_to = active_from, active_to
        row.aftercare = aftercare
        _fill(row, name=name, role=role, methods=methods, fte=fte, organisation=organisation)
        note(session, by, Act.MANAGE_ACCOUNTS, row)


def _fill(
    row: StaffRow,
    *,
    name: str | None,
    role: str | None,
    methods: Sequence[str],
    fte: float | None,
    organisation: str | None,
) -> None:
    row.name = required_text("name", name, NAME)
    row.role = one_of("role", role, STAFF_LIST_ROLES)
    chosen = {one_of("methods", method, STAFF_METHODS) for method in methods}
    if row.role == Role.SUPPORT_WORKER and not chosen:
        raise MethodNeeded("methods")
    if fte is not None and not 0 < fte <= 1:
        raise BadValue("fte", value=fte)
    row.methods = joined(sorted(chosen))
    row.fte = fte
    row.organisation = optional_text("organisation", organisation, NAME)


def _check_free(session: Session, staff_id: str) -> None:
    courses = session.scalar(
        select(func.count())
        .select_from(SupportCourseRow)
        .where(SupportCourseRow.worker_id == staff_id, SupportCourseRow.end_date.is_(None))
    )
    cases = session.scalar(
        select(func.count())
        .select_from(CaseRow)
        .where(CaseRow.coordinator_id == staff_id, OPEN_CASE)
    )
    open_work = (courses or 0) + (cases or 0)
    if open_work:
        raise StaffStillWorks("active_to", n=open_work)
