"""Keep the list of volunteers, record who wishes for one, match them, and end a match."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import Step
from core.pathway import OPEN_STEPS
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import TEXT, check_order, past_date, required_date, required_text
from core.volunteers import (
    VolunteerTold,
    check_keeps,
    check_place,
    check_unmatched,
    check_wish_open,
    checked_volunteer,
    checked_wish,
    last_day,
)
from db.actions.reached import fill, reached_case, reached_row
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import CaseRow, VolunteerMatchRow, VolunteerRow, VolunteerWishRow
from db.queries.volunteers import match_of, matches_of, volunteer_of, wish_of, wishes_of

ACT = Act.MATCH_VOLUNTEERS


def add_volunteer(told: VolunteerTold, *, by: Person) -> str:
    """Put a volunteer into the list; returns the id."""
    with transaction() as session:
        check_may(by, ACT)
        row = VolunteerRow()
        _tell(row, checked_volunteer(told))
        note(session, by, ACT, add(session, row))
        return row.id


def change_volunteer(
    volunteer_id: str, told: VolunteerTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Change what the list says; refused where young people would stand without their place."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, VolunteerRow, volunteer_id, seen_version)
        checked = checked_volunteer(told)
        check_keeps(checked, row.id, matches_of(session), on)
        _tell(row, checked)
        note(session, by, ACT, row)


def wish(case_id: str, *, wished_date: date | None, text: str | None, by: Person, on: date) -> str:
    """Record that a young person wishes for a volunteer; returns the id."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
        day, words = checked_wish(
            wished_date, text, wishes_of(session, case.id), referred=case.referral_date, on=on
        )
        row = VolunteerWishRow(case_id=case.id, wished_date=day, wish=words)
        note(session, by, ACT, add(session, row))
        return row.id


def take_back_wish(
    wish_id: str, *, ended_date: date | None, seen_version: int, by: Person, on: date
) -> None:
    """The young person wishes for no volunteer any more; refused while one is matched."""
    with transaction() as session:
        row, case = _claimed_wish(session, wish_id, seen_version, by)
        told = wish_of(row, case.number)
        check_wish_open(told)
        day = past_date("ended_date", ended_date, on)
        check_order("ended_date", row.wished_date, day)
        check_unmatched(told, matches_of(session), day)
        row.ended_date = day
        note(session, by, ACT, row)


def match(
    wish_id: str,
    volunteer_id: str | None,
    *,
    from_date: date | None,
    seen_version: int,
    by: Person,
) -> str:
    """Let a young person and a volunteer meet from a day on; returns the id.

    Raises VolunteerAway, VolunteerFull, AlreadyMatched or WishEnded.
    """
    with transaction() as session:
        wished, case = _claimed_wish(session, wish_id, seen_version, by)
        day = required_date("from_date", from_date)
        check_order("from_date", wished.wished_date, day)
        told = wish_of(wished, case.number)
        check_wish_open(told)
        known = matches_of(session)
        check_unmatched(told, known, day)
        volunteer = find(session, VolunteerRow, volunteer_id or "")
        check_place(volunteer_of(volunteer), known, day)
        row = VolunteerMatchRow(wish_id=wished.id, volunteer_id=volunteer.id, from_date=day)
        note(session, by, ACT, add(session, row), wished, case_id=case.id)
        return row.id


def end_match(
    match_id: str,
    *,
    to_date: date | None,
    reason: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """End a match with its last day and why; the young person waits again, if the wish stands."""
    with transaction() as session:
        row = find(session, VolunteerMatchRow, match_id)
        wished = find(session, VolunteerWishRow, row.wish_id)
        case = reached_case(session, wished.case_id, act=ACT, by=by, steps=frozenset(Step))
        claim(session, VolunteerMatchRow, match_id, seen_version)
        row.to_date = last_day(match_of(row), to_date, on)
        row.reason = required_text("reason", reason, TEXT)
        note(session, by, ACT, row, case_id=case.id)


def _claimed_wish(
    session: Session, wish_id: str, seen_version: int, by: Person
) -> tuple[VolunteerWishRow, CaseRow]:
    return reached_row(
        session, VolunteerWishRow, wish_id, seen_version, act=ACT, by=by, steps=OPEN_STEPS
    )


def _tell(row: VolunteerRow, told: VolunteerTold) -> None:
    fill(
        row,
        name=told.name,
        organisation=told.organisation,
        available_from=told.available_from,
        available_to=told.available_to,
        places=told.places,
        contact=told.contact,
        note=told.note,
    )
