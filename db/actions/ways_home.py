"""The days on the way to a home, written within the transaction of what they follow from."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from core.home_days import on_the_way, with_home, without_home
from core.home_search import ACCEPTED, HOME_FOUND, AnswerTold
from core.housing import HOMES, WayHome
from core.records.homes import HomeOffer
from core.records.housing import HousingLine
from db.models import CaseRow, HomeApplicationRow, HousingRow, Keyed
from db.queries.housing import line_of, rows_of


def last_line(session: Session, case: CaseRow) -> HousingLine | None:
    """The newest housing situation of the case."""
    rows = rows_of(session, case.id)
    return line_of(rows[-1]) if rows else None


def feed(session: Session, case: CaseRow, change: Callable[[WayHome], WayHome]) -> list[HousingRow]:
    """Let the days of the present situation follow; returns the changed row, if any."""
    rows = rows_of(session, case.id)
    if not rows or not on_the_way(line_of(rows[-1])):
        return []
    return _changed(rows[-1:], lambda line: change(_way(line)))


def mend(
    session: Session, case: CaseRow, change: Callable[[HousingLine], WayHome]
) -> list[HousingRow]:
    """Let the days of every situation on the present way home follow; returns the changed rows."""
    rows = rows_of(session, case.id)
    homes = [place for place, row in enumerate(rows) if row.situation in HOMES]
    return _changed(rows[homes[-1] + 1 if homes else 0 :], change)


def follow_answer(
    session: Session,
    case: CaseRow,
    application: HomeApplicationRow,
    before: HomeOffer,
    told: AnswerTold | None,
) -> list[Keyed]:
    """What follows from the answer for the days on the way home, and for the application.

    `told` is None where the offer is taken back. A refusal that stays one leads to nothing.
    """
    given_up = before.answered_date if before.answer == ACCEPTED else None
    accepted = told.answered_date if told is not None and told.answer == ACCEPTED else None
    if given_up is None and accepted is None:
        return []
    fed = feed(session, case, lambda way: _homed(way, given_up, accepted))
    ended = (accepted, HOME_FOUND) if accepted is not None else (None, None)
    if application.end_reason not in {None, HOME_FOUND}:
        return [*fed]
    if (application.ended_date, application.end_reason) == ended:
        return [*fed]
    application.ended_date, application.end_reason = ended
    application.version += 1
    return [*fed, application]


def _homed(way: WayHome, given_up: date | None, accepted: date | None) -> WayHome:
    freed = without_home(way, given_up)
    return freed if accepted is None else with_home(freed, accepted)


def _way(line: HousingLine) -> WayHome:
    return WayHome(line.waiting_list_date, line.allocated_date, line.lease_signed_date)


def _changed(
    rows: Sequence[HousingRow], change: Callable[[HousingLine], WayHome]
) -> list[HousingRow]:
    changed = []
    for row in rows:
        before = line_of(row)
        after = change(before)
        if after != _way(before):
            row.waiting_list_date = after.waiting_list_date
            row.allocated_date = after.allocated_date
            row.lease_signed_date = after.lease_signed_date
            row.version += 1
            changed.append(row)
    return changed
