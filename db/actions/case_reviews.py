"""Plan a case meeting, change it, mark it as held or closed, and take it back."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.case_reviews import (
    ReviewTold,
    check_closed,
    check_held,
    check_move,
    check_not_begun,
    check_not_closed,
    checked_theme,
)
from core.permissions import Act, check_may
from core.records.case_reviews import ReviewState
from core.records.people import Person
from core.texts import required_date
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import (
    Base,
    CaseReviewDecisionRow,
    CaseReviewDrawRow,
    CaseReviewLearningRow,
    CaseReviewPersonRow,
    CaseReviewPickRow,
    CaseReviewRow,
    Keyed,
    StaffRow,
)

ACT = Act.RUN_CASE_REVIEWS


def plan(told: ReviewTold, *, by: Person) -> str:
    """Plan a case meeting and return its id. Raises MissingValue, TooLong or CprInText."""
    with transaction() as session:
        check_may(by, ACT)
        row = CaseReviewRow(state=ReviewState.PLANNED.value)
        _tell(row, told)
        add(session, row)
        note(session, by, ACT, row, *_seat(session, row.id, told.people))
        return row.id


def change(review_id: str, told: ReviewTold, *, seen_version: int, by: Person) -> None:
    """Change day, theme and who takes part. Raises WrongReviewState once it is closed."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, CaseReviewRow, review_id, seen_version)
        check_not_closed(ReviewState(row.state))
        _tell(row, told)
        note(session, by, ACT, row, *_seat(session, row.id, told.people))


def move(review_id: str, to: ReviewState, *, seen_version: int, by: Person, on: date) -> None:
    """Mark the meeting as held or closed, or take that back.

    Raises WrongReviewState, DateInFuture, NothingPicked or NothingLearnt.
    """
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, CaseReviewRow, review_id, seen_version)
        before = ReviewState(row.state)
        check_move(before, to)
        if to is ReviewState.HELD and before is ReviewState.PLANNED:
            check_held(row.date, _count(session, CaseReviewPickRow, row.id), on)
        if to is ReviewState.CLOSED:
            learnt = _count(session, CaseReviewLearningRow, row.id)
            check_closed(learnt=learnt, decided=_count(session, CaseReviewDecisionRow, row.id))
        row.state = to.value
        note(session, by, ACT, row)


def take_back(review_id: str, *, seen_version: int, by: Person) -> None:
    """Take a planned meeting without cases out again. Raises ReviewBegun."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, CaseReviewRow, review_id, seen_version)
        kept = (CaseReviewPickRow, CaseReviewDrawRow, CaseReviewLearningRow, CaseReviewDecisionRow)
        check_not_begun(ReviewState(row.state), sum(_count(session, kind, row.id) for kind in kept))
        seats = _seats(session, row.id)
        gone: list[Keyed] = [*seats, row]
        for each in gone:
            remove(session, each)
        note(session, by, ACT, *gone)


def open_review(session: Session, review_id: str, by: Person) -> CaseReviewRow:
    """The meeting, unclaimed, for something to be put to it. Raises WrongReviewState if closed."""
    check_may(by, ACT)
    row = find(session, CaseReviewRow, review_id)
    check_not_closed(ReviewState(row.state))
    return row


def _tell(row: CaseReviewRow, told: ReviewTold) -> None:
    row.date = required_date("date", told.date)
    row.theme = checked_theme(told.theme)


def _seat(session: Session, review_id: str, people: tuple[str, ...]) -> list[CaseReviewPersonRow]:
    """Let exactly these take part; returns the rows that came and went."""
    seats = {row.staff_id: row for row in _seats(session, review_id)}
    changed = [row for staff_id, row in seats.items() if staff_id not in people]
    for row in changed:
        remove(session, row)
    for staff_id in dict.fromkeys(people):
        if staff_id not in seats:
            find(session, StaffRow, staff_id)
            row = CaseReviewPersonRow(review_id=review_id, staff_id=staff_id)
            changed.append(add(session, row))
    return changed


def _seats(session: Session, review_id: str) -> list[CaseReviewPersonRow]:
    query = select(CaseReviewPersonRow).where(CaseReviewPersonRow.review_id == review_id)
    return list(session.scalars(query))


def _count(session: Session, kind: type[Base], review_id: str) -> int:
    columns = kind.__table__.c
    rows = session.scalars(select(columns.id).where(columns.review_id == review_id))
    return len(rows.all())
