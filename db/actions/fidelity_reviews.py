"""Save a theme of the fidelity review, submit the review, lock it, open it again."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import UnknownCode
from core.fidelity_questions import all_questions, questions_on
from core.fidelity_review import (
    asked,
    check_closed,
    check_draft,
    check_lockable,
    check_quarter,
    check_submission,
    checked_answers,
    checked_reason,
    counting_day,
)
from core.permissions import Act, check_may
from core.records.fidelity_review import Answer, FidelityReview
from core.records.people import Person
from core.tallies import Period
from core.texts import TEXT, required_text
from db.actions.reached import fill
from db.audit import add, claim, note, remove
from db.clock import now
from db.engine import transaction
from db.models import (
    FidelityAnswerRow,
    FidelityEventRow,
    FidelityPartRow,
    FidelityReviewRow,
    FidelityRow,
    Keyed,
)
from db.queries import fidelity
from db.queries.fidelity_rows import FIELDS, held, review_of

ACT = Act.REVIEW_FIDELITY
SUBMITTED, LOCKED, REOPENED = "submitted", "locked", "reopened"
"""What can happen to a review."""


def save_theme(
    quarter: Period,
    theme: str,
    answers: Mapping[str, Answer],
    *,
    set_aside: bool = False,
    reason: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Keep what is answered of one theme, or why it is set aside; answers may be missing.

    `seen_version` is the theme's, 0 where it was not saved before: two themes can be answered at
    the same time. Raises QuarterNotOpen, ReviewClosed, AlwaysAsked, or a refusal of an answer.
    """
    with transaction() as session:
        check_may(by, ACT)
        check_quarter(quarter, on)
        under = questions_on(quarter.to_date).get(theme)
        if under is None:
            raise UnknownCode(value=theme)
        row = _begun(session, quarter)
        part = _claimed_part(session, row, theme, seen_version)
        check_draft(review_of(session, row).state)
        told = checked_answers(answers, under)
        part.set_aside = checked_reason(set_aside, reason, under)
        note(session, by, ACT, row, part, *_answered(session, part, told))


def submit(review_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """Let the scores count, in the place of those the quarter had; the review can not change now.

    Questions that the records answer otherwise, as they are today, need a comment. Raises
    ReviewClosed, QuestionsOpen or CommentsMissing.
    """
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, FidelityReviewRow, review_id, seen_version)
        review = review_of(session, row)
        check_draft(review.state)
        questions = asked(questions_on(row.to_date), review.set_aside)
        scores = {code: answer.score for code, answer in review.answers.items()}
        differing = fidelity.differing_in(review.quarter, scores, on)
        check_submission(review.answers, differing, questions=questions)
        gone = _taken_out(session, review.quarter)
        put = [_score(session, each.theme, each.code, review, on) for each in questions]
        row.submitted_time, row.submitted_by = now(), by.name
        event = _happened(session, review, SUBMITTED, by)
        note(session, by, ACT, *gone, *put, row, event)


def lock(review_id: str, *, seen_version: int, by: Person) -> None:
    """The review is finished. Raises ReviewIsDraft or ReviewLocked."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, FidelityReviewRow, review_id, seen_version)
        review = review_of(session, row)
        check_lockable(review.state)
        row.locked_time, row.locked_by = now(), by.name
        note(session, by, ACT, row, _happened(session, review, LOCKED, by))


def reopen(review_id: str, *, reason: str | None, seen_version: int, by: Person) -> None:
    """Make a review a draft again; what it held stays in its history with the reason.

    Its scores go on counting until it is submitted again. Raises ReviewIsDraft or MissingValue.
    """
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, FidelityReviewRow, review_id, seen_version)
        review = review_of(session, row)
        check_closed(review.state)
        event = _happened(session, review, REOPENED, by, required_text("reason", reason, TEXT))
        fill(row, submitted_time=None, submitted_by=None, locked_time=None, locked_by=None)
        note(session, by, ACT, row, event)


def _begun(session: Session, quarter: Period) -> FidelityReviewRow:
    """The quarter's review, new or counted one up: who submits must have seen what is saved."""
    query = select(FidelityReviewRow).where(FidelityReviewRow.from_date == quarter.from_date)
    row = session.scalars(query).first()
    if row is None:
        new = FidelityReviewRow(from_date=quarter.from_date, to_date=quarter.to_date)
        return add(session, new)
    row.version += 1
    return row


def _claimed_part(
    session: Session, review: FidelityReviewRow, theme: str, seen_version: int
) -> FidelityPartRow:
    query = select(FidelityPartRow).where(
        FidelityPartRow.review_id == review.id, FidelityPartRow.theme == theme
    )
    part = session.scalars(query).first()
    if part is None:
        return add(session, FidelityPartRow(review_id=review.id, theme=theme))
    return claim(session, FidelityPartRow, part.id, seen_version)


def _answered(
    session: Session, part: FidelityPartRow, told: Mapping[str, Answer]
) -> list[FidelityAnswerRow]:
    """The rows of the answers that are new or changed."""
    query = select(FidelityAnswerRow).where(FidelityAnswerRow.part_id == part.id)
    known = {row.question: row for row in session.scalars(query)}
    changed = []
    for code, answer in told.items():
        values = {name: getattr(answer, name) for name in FIELDS}
        row = known.get(code)
        if row is None:
            new = FidelityAnswerRow(part_id=part.id, question=code, **values)
            changed.append(add(session, new))
        elif values != {name: getattr(row, name) for name in FIELDS}:
            row.version += 1
            fill(row, **values)
            changed.append(row)
    return changed


def _taken_out(session: Session, quarter: Period) -> list[Keyed]:
    """The scores the quarter had for our questions, imported ones too: each counts once."""
    query = select(FidelityRow).where(
        FidelityRow.date.between(quarter.from_date, quarter.to_date),
        FidelityRow.question.in_(list(all_questions())),
    )
    rows = list[Keyed](session.scalars(query))
    for row in rows:
        remove(session, row)
    return rows


def _score(
    session: Session, theme: str, code: str, review: FidelityReview, on: date
) -> FidelityRow:
    answer = review.answers[code]
    row = FidelityRow(
        date=counting_day(review.quarter, on),
        theme=theme,
        question=code,
        score=answer.score,
        note=answer.note,
    )
    return add(session, row)


def _happened(
    session: Session, review: FidelityReview, kind: str, by: Person, reason: str | None = None
) -> FidelityEventRow:
    event = FidelityEventRow(
        review_id=review.id,
        kind=kind,
        time=now(),
        by_name=by.name,
        reason=reason,
        held=held(review),
    )
    return add(session, event)
