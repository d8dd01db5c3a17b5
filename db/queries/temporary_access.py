"""Questions about cases opened for a few hours; the openings are kept until something is saved."""

from datetime import date, timedelta

from sqlalchemy import select

from core.permissions import Act, check_may
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from core.records.temporary_access import TemporaryAccess
from core.temporary_access import concerns, noted
from db.clock import day_of, now
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow, TemporaryAccessRow
from db.queries.visible import sees

LATEST = 100
"""How many openings are kept in sight."""
_NOBODY: frozenset[str] = frozenset()


def opened_by(account_id: str) -> frozenset[str]:
    """The cases that the account has open at this moment, by id."""
    moment = now()
    found = {e.case_id for e in _known() if e.account_id == account_id and e.running(moment)}
    return frozenset(found) if found else _NOBODY


def own(*, by: Person) -> tuple[TemporaryAccess, ...]:
    """What the person has open, the latest first. Raises NotAllowed."""
    check_may(by, Act.OPEN_CASE)
    moment = now()
    return tuple(e for e in _known() if e.account_id == by.account_id and e.running(moment))


def to_review(*, by: Person) -> tuple[TemporaryAccess, ...]:
    """What others opened: everything for a project leader, else in one's own cases.

    Never in a case that the person's areas leave out.
    """
    check_may(by, Act.OPEN_CASE)
    found = tuple(each for each in _known() if concerns(by, each))
    return tuple(each for each in found if sees(by, each.case_id)) if by.areas else found


def waiting(*, by: Person) -> tuple[TemporaryAccess, ...]:
    """Those of them that nobody in the person's place has taken note of."""
    return tuple(each for each in to_review(by=by) if not noted(by, each))


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """To take note of an opening: the coordinator of the case and the project leader, each."""
    return tuple(
        ProgrammeDue(
            ProgrammeKind.TEMPORARY_ACCESS,
            day_of(each.opened_time) + timedelta(days=1),
            "temporary_access",
            what=str(each.number),
            staff_id=staff_id,
        )
        for each in _known()
        for staff_id in _lacking(each)
        if day_of(each.opened_time) <= on
    )


def _lacking(access: TemporaryAccess) -> list[str | None]:
    """Who has not taken note yet; None: the project leader."""
    coordinator = access.coordinator_id
    told = [] if access.coordinator_seen or coordinator is None else [coordinator]
    return [*told, *([] if access.lead_seen else [None])]


@Kept
def _known() -> tuple[TemporaryAccess, ...]:
    query = (
        select(TemporaryAccessRow, CaseRow.number, CaseRow.coordinator_id)
        .join(CaseRow, CaseRow.id == TemporaryAccessRow.case_id)
        .order_by(TemporaryAccessRow.opened_time.desc(), TemporaryAccessRow.id)
        .limit(LATEST)
    )
    with reading() as session:
        return tuple(access_of(*row) for row in session.execute(query))


def access_of(row: TemporaryAccessRow, number: int, coordinator_id: str | None) -> TemporaryAccess:
    """One opening as a record."""
    return TemporaryAccess(
        id=row.id,
        version=row.version,
        case_id=row.case_id,
        number=number,
        account_id=row.account_id,
        by_name=row.by_name,
        purpose=row.purpose,
        opened_time=row.opened_time,
        until_time=row.until_time,
        ended_time=row.ended_time,
        coordinator_id=coordinator_id,
        coordinator_seen=row.coordinator_seen_time is not None,
        lead_seen=row.lead_seen_time is not None,
    )
