"""Needs and wishes for a home, applications, offers and their answers.

An application and an accepted offer also write the days on the way home into the situation.
"""

from datetime import date

from sqlalchemy.orm import Session

from core.home_days import living, with_application
from core.home_search import (
    ACCEPTED,
    AnswerTold,
    ApplicationTold,
    NeedTold,
    OfferTold,
    check_takes_back,
    check_unpromised,
    checked_answer,
    checked_application,
    checked_end,
    checked_need,
    checked_offer,
)
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import fill, reached_case
from db.actions.ways_home import feed, follow_answer
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import (
    CaseRow,
    HomeApplicationRow,
    HomeNeedRow,
    HomeOfferRow,
)
from db.queries.home_rows import application_of, need_row, offer_of, offers_of
from db.queries.housing import line_of, rows_of

ACT = Act.RECORD_HOUSING


def tell_need(case_id: str, told: NeedTold, *, seen_version: int, by: Person, on: date) -> None:
    """Write down what the young person needs and wishes for; `seen_version` 0: nothing yet."""
    with transaction() as session:
        case = _reached(session, case_id, by)
        known = need_row(session, case.id)
        row = (
            claim(session, HomeNeedRow, known.id, seen_version)
            if known is not None
            else HomeNeedRow(case_id=case.id)
        )
        need = checked_need(told, on)
        fill(
            row,
            told_date=on,
            area=need.area,
            most_rent=need.most_rent,
            size=need.size,
            pets=need.pets,
            accessibility=need.accessibility,
            wishes=need.wishes,
        )
        note(session, by, ACT, add(session, row))


def apply(case_id: str, told: ApplicationTold, *, by: Person, on: date) -> str:
    """Write down an application or a place on a waiting list; returns the id."""
    with transaction() as session:
        case = _reached(session, case_id, by)
        checked = checked_application(told, on)
        row = HomeApplicationRow(case_id=case.id)
        fill(
            row,
            kind=checked.kind,
            name=checked.name,
            applied_date=checked.applied_date,
            list_number=checked.list_number,
            note=checked.note,
        )
        applied = checked.applied_date or on
        fed = feed(session, case, lambda way: with_application(way, applied))
        note(session, by, ACT, add(session, row), *fed)
        return row.id


def end_application(
    application_id: str,
    *,
    ended_date: date | None,
    reason: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """End an application with its last day and why; refused while an offer waits for an answer."""
    with transaction() as session:
        row = find(session, HomeApplicationRow, application_id)
        _reached(session, row.case_id, by)
        claim(session, HomeApplicationRow, application_id, seen_version)
        offers = [offer_of(each) for each in offers_of(session, row.case_id)]
        row.ended_date, row.end_reason = checked_end(
            application_of(row), ended_date, reason, offers=offers, on=on
        )
        note(session, by, ACT, row)


def offer(application_id: str, told: OfferTold, *, by: Person, on: date) -> str:
    """Write down a home that was offered; returns the id."""
    with transaction() as session:
        application = find(session, HomeApplicationRow, application_id)
        case = _reached(session, application.case_id, by)
        checked = checked_offer(told, application_of(application), on)
        row = HomeOfferRow(application_id=application.id)
        fill(
            row,
            offered_date=checked.offered_date,
            description=checked.description,
            rent=checked.rent,
            answer_by=checked.answer_by,
        )
        note(session, by, ACT, add(session, row), case_id=case.id)
        return row.id


def answer(offer_id: str, told: AnswerTold, *, seen_version: int, by: Person, on: date) -> None:
    """Write down or correct the answer to an offer.

    An accepted home is allocated from that day and ends its application; where the answer is
    changed to a refusal, both are taken back. Raises SituationMissing, HomePromised or
    AlreadyMovedIn.
    """
    with transaction() as session:
        row = find(session, HomeOfferRow, offer_id)
        application = find(session, HomeApplicationRow, row.application_id)
        case = _reached(session, application.case_id, by)
        claim(session, HomeOfferRow, offer_id, seen_version)
        lines = [line_of(each) for each in rows_of(session, case.id)]
        line = living(lines[-1] if lines else None)
        before = offer_of(row)
        checked = checked_answer(told, before, on)
        check_takes_back(before, line)
        if checked.answer == ACCEPTED:
            check_unpromised(before, map(offer_of, offers_of(session, case.id)), lines)
        fill(
            row,
            answer=checked.answer,
            answered_by=checked.answered_by,
            answered_date=checked.answered_date,
            reason=checked.reason,
        )
        followed = follow_answer(session, case, application, before, checked)
        note(session, by, ACT, row, *followed, case_id=case.id)


def _reached(session: Session, case_id: str, by: Person) -> CaseRow:
    return reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
