"""Who can be told something on a day: open accounts, who is away, who has left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from core.addressees import Roster, roster
from db.engine import reading
from db.kept import Kept
from db.models import AccountRow
from db.queries import absences
from db.queries.acting import people
from db.queries.staff_rows import at_work, names_of, staff_of


@Kept
def of_day(on: date) -> Roster:
    """The roster of the day; nobody's rights are asked."""
    with reading() as session:
        left = {row.id for row in staff_of(session) if not at_work(row, on)}
        signing_in = people(session, AccountRow.closed_time.is_(None))
    away = {each.staff_id: each.deputy_id for each in absences.in_force(on).values()}
    covering = [replace(each, covers=absences.covers_of(each.staff_id, on)) for each in signing_in]
    return roster(covering, away, left)


@Kept
def staff_names() -> Mapping[str, str]:
    """The names of all staff by id."""
    with reading() as session:
        return names_of(session)
