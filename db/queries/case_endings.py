"""What runs out in cases: consents of open ones, and the time that closed ones are kept.

Nobody's rights are asked here: the answers are for `db.queries.notices`, which narrows them.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Select, func, select

from core.calendar import add_months
from core.notice_rules import RULES
from core.notices import running_out
from core.records.people import Reach
from db.conditions import LAST_DAY, OPEN_CASE
from db.engine import reading
from db.models import CaseRow, ConsentRow, YoungPersonRow
from db.queries.naming import LISTED_NAME
from db.queries.network import consent_of
from db.queries.rows import gathered
from db.queries.settings import in_force


def consents_running_out(on: date) -> Iterator[tuple[str, str, date]]:
    """Case id, party and last day of consents of open cases that run out or have run out lately."""
    with reading() as session:
        by_case = gathered((row.case_id, consent_of(row)) for row in session.scalars(_near(on)))
    for case_id, consents in by_case.items():
        for each in running_out(consents, on):
            if each.valid_to is not None:
                yield case_id, each.party, each.valid_to


def _near(on: date) -> Select[ConsentRow]:
    """All consents of the open cases that have one which runs out about now."""
    rule = RULES["consent"]
    first, last = on - timedelta(days=rule.lasts or 0), on + timedelta(days=rule.ahead)
    cases = (
        select(ConsentRow.case_id)
        .join(CaseRow, CaseRow.id == ConsentRow.case_id)
        .where(OPEN_CASE, ConsentRow.valid_to.between(first, last))
    )
    return select(ConsentRow).where(ConsentRow.case_id.in_(cases)).order_by(ConsentRow.id)


def retention_over(on: date) -> Iterator[tuple[int, str, date, Reach]]:
    """Number, name, last day and people of closed cases whose time is up or soon will be.

    Nothing where the municipality has not decided how long they are kept.
    """
    months, rule = in_force(on).retention_months, RULES["retention"]
    if months is None:
        return
    query = (
        select(
            CaseRow.number,
            LISTED_NAME.label("name"),
            LAST_DAY.label("day"),
            CaseRow.coordinator_id,
            YoungPersonRow.municipality_area,
        )
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(~OPEN_CASE, add_months(on, 2 - months) >= LAST_DAY)
    )
    with reading() as session:
        rows = session.execute(query).all()
    for number, name, day, coordinator_id, area in rows:
        last_day = rule.last_day(day, months)
        if rule.tells(last_day, on):
            yield number, name, last_day, Reach(coordinator_id, area=area)


def undecided_retention(on: date) -> bool:
    """Whether there are closed cases and nobody has decided how long they are kept."""
    if in_force(on).retention_months is not None:
        return False
    with reading() as session:
        return bool(session.scalar(select(func.count()).where(~OPEN_CASE)))
