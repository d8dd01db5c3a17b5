"""Plan, move on and take back a case meeting; pick its cases by hand, by rule and by chance."""

from collections.abc import Iterable
from datetime import date
from secrets import randbelow

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.case_picking import check_blank, check_unpicked, checked_draw
from core.case_picking import draw as drawn
from core.case_reviews import (
    ReviewTold,
    check_closed,
    check_held,
    check_move,
    check_not_begun,
    check_not_closed,
    checked_theme,
)
from core.errors import NobodyChosen, UnknownCode
from core.permissions import Act, check_may
from core.records.case_reviews import PickedBy, ReviewState
from core.records.people import Person
from core.texts import required_date
from db.audit import add, claim, find, note, remove
from db.clock import now
from db.engine import transaction
from db.models import (
    Base,
    CaseReviewAnswerRow,
    CaseReviewDecisionRow,
    CaseReviewDrawRow,
    CaseReviewLearningRow,
    CaseReviewPersonRow,
    CaseReviewPickRow,
    CaseReviewRow,
    Keyed,
    StaffRow,
)
from db.queries import case_picking

ACT = Act.RUN_CASE_REVIEWS
SEEDS = 10**6
"""Seeds are short enough to be read aloud."""


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
        row = claim(session, CaseReviewRow, review_id, seen_version)
        check_may(by, ACT)
        check_not_closed(ReviewState(row.state))
        _tell(row, told)
        note(session, by, ACT, row, *_seat(session, row.id, told.people))


def move(review_id: str, to: ReviewState, *, seen_version: int, by: Person, on: date) -> None:
    """Mark the meeting as held or closed, or take that back.

    Raises WrongReviewState, DateInFuture, NothingPicked or NothingLearnt.
    """
    with transaction() as session:
        row = claim(session, CaseReviewRow, review_id, seen_version)
        check_may(by, ACT)
        before = ReviewState(row.state)
        check_move(before, to)
        if to is ReviewState.HELD and before is ReviewState.PLANNED:
            check_held(row.date, len(_picks(session, row.id)), on)
        if to is ReviewState.CLOSED:
            learnt = _count(session, CaseReviewLearningRow, row.id)
            check_closed(learnt=learnt, decided=_count(session, CaseReviewDecisionRow, row.id))
        row.state = to.value
        note(session, by, ACT, row)


def take_back(review_id: str, *, seen_version: int, by: Person) -> None:
    """Take a planned meeting without cases out again. Raises ReviewBegun."""
    with transaction() as session:
        row = claim(session, CaseReviewRow, review_id, seen_version)
        check_may(by, ACT)
        kept = (CaseReviewPickRow, CaseReviewDrawRow, CaseReviewLearningRow, CaseReviewDecisionRow)
        check_not_begun(ReviewState(row.state), sum(_count(session, kind, row.id) for kind in kept))
        seats = _seats(session, row.id)
        gone: list[Keyed] = [*seats, row]
        for each in gone:
            remove(session, each)
        note(session, by, ACT, *gone)


def pick(
    review_id: str, case_ids: Iterable[str], *, rule: str | None = None, by: Person, on: date
) -> None:
    """Take cases up, by hand or those that a rule points at.

    Raises NobodyChosen, AlreadyPicked, WrongReviewState, or UnknownCode where the rule does not
    point at the case.
    """
    chosen = tuple(dict.fromkeys(case_ids))
    with transaction() as session:
        row = _open_review(session, review_id, by)
        if not chosen:
            raise NobodyChosen("cases")
        known = case_picking.candidates_within(session, rule, on)
        for case_id in chosen:
            if case_id not in known:
                raise UnknownCode("cases", value=case_id)
        how = PickedBy.HAND if rule is None else PickedBy.RULE
        note(session, by, ACT, *_take_up(session, row.id, chosen, how=how, rule=rule))


def draw(review_id: str, *, wanted: int | None, rule: str | None, by: Person, on: date) -> None:
    """Draw lots between the courses not picked yet, or between those a rule points at.

    The seed is drawn by the machine and kept with the numbers drawn from. Raises BadValue,
    TooFewToDraw or WrongReviewState.
    """
    with transaction() as session:
        row = _open_review(session, review_id, by)
        taken = {each.case_id for each in _picks(session, row.id)}
        known = case_picking.candidates_within(session, rule, on, running=True)
        pool = {number: case_id for case_id, number in known.items() if case_id not in taken}
        many = checked_draw(wanted, tuple(pool))
        lots = _lots(row.id, sorted(pool), many, rule, by)
        add(session, lots)
        came_out = [pool[number] for number in drawn(pool, many, lots.seed)]
        picks = _take_up(session, row.id, came_out, how=PickedBy.CHANCE, rule=rule, draw_id=lots.id)
        note(session, by, ACT, lots, *picks)


def unpick(pick_id: str, *, seen_version: int, by: Person) -> None:
    """Leave a case out again. Raises PickAnswered where its sheet is filled in."""
    with transaction() as session:
        row = claim(session, CaseReviewPickRow, pick_id, seen_version)
        _open_review(session, row.review_id, by)
        answered = select(CaseReviewAnswerRow.id).where(CaseReviewAnswerRow.pick_id == row.id)
        check_blank(answered=session.scalar(answered.limit(1)) is not None)
        remove(session, row)
        note(session, by, ACT, row)


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


def _open_review(session: Session, review_id: str, by: Person) -> CaseReviewRow:
    row = find(session, CaseReviewRow, review_id)
    check_may(by, ACT)
    check_not_closed(ReviewState(row.state))
    return row


def _picks(session: Session, review_id: str) -> list[CaseReviewPickRow]:
    query = select(CaseReviewPickRow).where(CaseReviewPickRow.review_id == review_id)
    return list(session.scalars(query))


def _count(session: Session, kind: type[Base], review_id: str) -> int:
    columns = kind.__table__.c
    rows = session.scalars(select(columns.id).where(columns.review_id == review_id))
    return len(rows.all())


def _take_up(
    session: Session,
    review_id: str,
    case_ids: Iterable[str],
    *,
    how: PickedBy,
    rule: str | None,
    draw_id: str | None = None,
) -> list[CaseReviewPickRow]:
    taken = {each.case_id for each in _picks(session, review_id)}
    rows = []
    for case_id in case_ids:
        check_unpicked(case_id, taken)
        row = CaseReviewPickRow(
            review_id=review_id, case_id=case_id, how=how.value, rule=rule, draw_id=draw_id
        )
        rows.append(add(session, row))
    return rows


def _lots(
    review_id: str, pool: list[int], wanted: int, rule: str | None, by: Person
) -> CaseReviewDrawRow:
    return CaseReviewDrawRow(
        review_id=review_id,
        time=now(),
        by_name=by.name,
        rule=rule,
        wanted=wanted,
        seed=randbelow(SEEDS),
        pool=";".join(map(str, pool)),
    )
