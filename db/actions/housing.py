"""What is recorded of where a young person lives."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from core.codes import Step
from core.errors import ChangedByOther
from core.housing import (
    HOMES,
    WayHome,
    check_follows,
    checked_way_home,
    keeps_way_home,
    version_of,
)
from core.pathway import OPEN_STEPS, SUPPORT_STEPS, check_move, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import check_code, check_order, past_date
from db.actions.reached import birth_date_of, reached_case
from db.audit import add, changed_by_other, claim, find, note, remove
from db.clock import now
from db.engine import transaction
from db.models import CaseRow, HousingRow
from db.queries.housing import line_of, rows_of
from db.queries.visible import reach_of


def record_situation(
    case_id: str,
    *,
    situation: str | None,
    from_date: date | None,
    by: Person,
    on: date,
    seen_version: int | None = None,
) -> None:
    """Write down where the young person lives from a day on; the situation before ends that day.

    A situation told again for the day the last one began corrects that one. `seen_version` is
    `core.housing.version_of` what the page drew (None: nothing was drawn). Raises HousingOverlaps,
    WrongStep, ChangedByOther, or the refusal of a field.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=Act.RECORD_HOUSING, by=by, steps=OPEN_STEPS)
        known = housing_seen(session, case_id, seen_version)
        since = past_date("from_date", from_date, on)
        lives = check_code("situation", "housing_situation", situation, since)
        check_order("from_date", birth_date_of(session, case_id), since)
        note(session, by, Act.RECORD_HOUSING, *write_situation(session, case, lives, since, known))


def housing_seen(session: Session, case_id: str, seen_version: int | None) -> list[HousingRow]:
    """The rows, oldest first, as a page drew them (None: nothing drawn). Raises ChangedByOther."""
    rows = rows_of(session, case_id)
    version = version_of(map(line_of, rows))
    if seen_version is None or version == seen_version:
        return rows
    raise _housing_changed(session, rows, version)


def _housing_changed(session: Session, rows: Sequence[HousingRow], version: int) -> ChangedByOther:
    """Who wrote the last line of the housing; nobody is known where all its lines are gone."""
    if not rows:
        return ChangedByOther(name="?", when=now(), changes={}, version=version)
    latest = changed_by_other(session, rows[-1], 0)
    return ChangedByOther(
        name=latest.facts["name"],
        when=latest.facts["when"],
        changes={"situation": rows[-1].situation, "from_date": rows[-1].from_date},
        version=version,
    )


def move_in(
    case_id: str,
    *,
    from_date: date | None,
    by: Person,
    on: date,
    seen_version: int | None = None,
) -> None:
    """The young person moves into a home of their own (trin 5 while support is open)."""
    record_situation(
        case_id,
        situation="own_home",
        from_date=from_date,
        by=by,
        on=on,
        seen_version=seen_version,
    )


def record_way_home(
    housing_id: str, way: WayHome, *, seen_version: int, by: Person, on: date
) -> None:
    """Write down the days on the way to a home. Raises DateInFuture or DatesOutOfOrder."""
    with transaction() as session:
        row = find(session, HousingRow, housing_id)
        case = find(session, CaseRow, row.case_id)
        check_may(by, Act.RECORD_HOUSING, reach_of(session, case))
        claim(session, HousingRow, housing_id, seen_version)
        check_step(Step(case.step), OPEN_STEPS)
        days = checked_way_home(way, on)
        row.waiting_list_date = days.waiting_list_date
        row.allocated_date = days.allocated_date
        row.lease_signed_date = days.lease_signed_date
        note(session, by, Act.RECORD_HOUSING, row)


def write_situation(
    session: Session,
    case: CaseRow,
    situation: str,
    since: date,
    known: Sequence[HousingRow],
    *,
    field: str = "from_date",
) -> list[CaseRow | HousingRow]:
    """The changed rows of a new situation after those known. Raises HousingOverlaps."""
    check_follows(field, since, map(line_of, known))
    rows = _written(session, known, case, situation, since)
    return [*rows, *_settled(case, situation)]


def undo_situation(
    session: Session, case: CaseRow, row: HousingRow, before: HousingRow
) -> list[CaseRow | HousingRow]:
    """Take the newest situation out, within a transaction: the one before lasts again."""
    remove(session, row)
    before.to_date, before.version = None, before.version + 1
    return [row, before, *_settled(case, before.situation)]


def _settled(case: CaseRow, situation: str) -> list[CaseRow]:
    """The step that follows from the home, as long as support is open (trin 5)."""
    if Step(case.step) not in SUPPORT_STEPS:
        return []
    step = Step.MOVED_IN if situation in HOMES else Step.SUPPORT
    if Step(case.step) is step:
        return []
    check_move(Step(case.step), step)
    case.step, case.version = step.value, case.version + 1
    return [case]


def _written(
    session: Session, known: Sequence[HousingRow], case: CaseRow, situation: str, since: date
) -> list[HousingRow]:
    last = known[-1] if known else None
    if last is not None and last.from_date == since and last.to_date is None:
        last.situation, last.version = situation, last.version + 1
        return [last]
    new = add(session, HousingRow(case_id=case.id, from_date=since, situation=situation))
    if last is None or last.to_date is not None:
        return [new]
    last.to_date, last.version = since, last.version + 1
    if keeps_way_home(last.situation, situation):
        new.waiting_list_date = last.waiting_list_date
        new.allocated_date = last.allocated_date
        new.lease_signed_date = last.lease_signed_date
    return [last, new]
