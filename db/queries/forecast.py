"""The forecast of free places: the days it is made of, and its answer, kept until a save."""

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, Method
from core.housing import HOMES
from core.permissions import Act, check_may
from core.records.forecast import (
    CaseSpan,
    Change,
    Hand,
    History,
    HomeSpan,
    Outlook,
    SupportSpan,
)
from core.records.people import Person
from db.engine import danish, reading
from db.kept import Kept
from db.models import CaseRow, HousingRow, StaffRow, SupportCourseRow
from db.queries.settings import in_force
from db.queries.staff_rows import coordinates, methods_of


def outlook(on: date, change: Change | None = None, *, by: Person) -> Outlook:
    """Free places and waiting in the year ahead, as things are or with a change in the staff.

    Raises NotAllowed.
    """
    check_may(by, Act.SEE_FORECAST)
    return _outlook(on, change)


def hands(on: date, *, by: Person) -> list[Hand]:
    """Everybody at work on the day who takes young people, by name. Raises NotAllowed."""
    check_may(by, Act.SEE_FORECAST)
    return [hand for hand in history(on).hands if hand.at_work(on)]


@Kept
def history(on: date) -> History:
    """Everything the forecast is made of, as days; within `db`, and for the back-test."""
    with reading() as session:
        return History(on, _hands(session), _courses(session), _cases(session))


def _make(on: date, change: Change | None) -> Outlook:
    # Numerics take a second to load and are used on this one page: no start pays for them.
    from core.forecast.model import forecast  # noqa: PLC0415
    from core.forecast.standing import standing  # noqa: PLC0415

    return forecast(standing(history(on), on, in_force(on)), change)


_outlook = Kept(_make, most=16)
"""The days as they are, and the changes that a few people try out in turn."""


def _hands(session: Session) -> tuple[Hand, ...]:
    """Support workers by their methods; coordinators: staff of that role, or an account with it."""
    query = select(StaffRow, coordinates()).order_by(danish(StaffRow.name), StaffRow.id)
    found = (_hand(row, coordinating=bool(does)) for row, does in session.execute(query))
    return tuple(hand for hand in found if hand.methods)


def _hand(row: StaffRow, *, coordinating: bool) -> Hand:
    methods = methods_of(row) | (frozenset({Method.SM}) if coordinating else frozenset())
    return Hand(
        row.id, row.name, methods, row.fte, row.active_from, row.active_to, bool(row.aftercare)
    )


def _courses(session: Session) -> tuple[SupportSpan, ...]:
    rows = session.execute(
        select(
            SupportCourseRow.worker_id,
            SupportCourseRow.method,
            SupportCourseRow.start_date,
            SupportCourseRow.end_date,
        ).order_by(SupportCourseRow.start_date, SupportCourseRow.id)
    )
    return tuple(
        SupportSpan(worker, Method(method), start, end) for worker, method, start, end in rows
    )


def _cases(session: Session) -> tuple[CaseSpan, ...]:
    homes, supported = _homes(session), _supported(session)
    rows = session.execute(_CASES)
    return tuple(
        CaseSpan(
            referral=row.referral_date,
            decision=row.decision_date,
            accepted=row.decision == Decision.ACCEPTED.value,
            combination=Combination(row.combination) if row.combination else None,
            coordinator_id=row.coordinator_id,
            start=row.start_date,
            end=row.end_date,
            supported=supported.get(row.id),
            homes=tuple(homes[row.id]),
        )
        for row in rows
    )


_CASES = select(
    CaseRow.id,
    CaseRow.referral_date,
    CaseRow.decision_date,
    CaseRow.decision,
    CaseRow.combination,
    CaseRow.coordinator_id,
    CaseRow.start_date,
    CaseRow.end_date,
).order_by(CaseRow.referral_date, CaseRow.id)


def _supported(session: Session) -> dict[str, date]:
    """The first day of support of each case that has had any."""
    query = select(SupportCourseRow.case_id, func.min(SupportCourseRow.start_date))
    rows = session.execute(query.group_by(SupportCourseRow.case_id))
    return dict(rows.all())


def _homes(session: Session) -> dict[str, list[HomeSpan]]:
    """From when to when each case had a home, as `core.housing.has_home` sees it."""
    found: dict[str, list[HomeSpan]] = defaultdict(list)
    rows = session.execute(
        select(
            HousingRow.case_id,
            HousingRow.situation,
            HousingRow.from_date,
            HousingRow.to_date,
            HousingRow.allocated_date,
            HousingRow.lease_signed_date,
        ).order_by(HousingRow.from_date, HousingRow.id)
    )
    for case_id, situation, since, until, *promised in rows:
        days = [day for day in (since if situation in HOMES else None, *promised) if day]
        if days:
            found[case_id].append(HomeSpan(min(days), until))
    return found
