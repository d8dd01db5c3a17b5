"""Rows of fidelity reviews as records, within a session."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.fidelity_review import Answer, FidelityReview, Part, ReviewEvent, Score
from core.tallies import Period
from db.models import (
    FidelityAnswerRow,
    FidelityEventRow,
    FidelityPartRow,
    FidelityReviewRow,
    FidelityRow,
)
from db.queries.rows import gathered

FIELDS = ("score", "note", "evidence", "comment")
"""What an answer holds."""

RowT = TypeVar("RowT")
_EVENTS = select(FidelityEventRow).order_by(FidelityEventRow.time, FidelityEventRow.id)


def reviews_of(session: Session) -> tuple[FidelityReview, ...]:
    """All reviews with their history, newest quarter first."""
    query = select(FidelityReviewRow).order_by(FidelityReviewRow.from_date.desc())
    events = _grouped(session.scalars(_EVENTS), "review_id")
    parts = _grouped(session.scalars(select(FidelityPartRow)), "review_id")
    answers = _grouped(session.scalars(select(FidelityAnswerRow)), "part_id")
    return tuple(
        _review(row, parts.get(row.id, ()), answers, events.get(row.id, ()))
        for row in session.scalars(query)
    )


def review_of(session: Session, row: FidelityReviewRow) -> FidelityReview:
    """One review as it stands, within a transaction; without its history."""
    query = select(FidelityPartRow).where(FidelityPartRow.review_id == row.id)
    parts = session.scalars(query).all()
    under = FidelityAnswerRow.part_id.in_([part.id for part in parts])
    answers = session.scalars(select(FidelityAnswerRow).where(under))
    return _review(row, parts, _grouped(answers, "part_id"), ())


def scores_of(session: Session) -> tuple[Score, ...]:
    """All scores that count, oldest first."""
    query = select(FidelityRow).order_by(FidelityRow.date, FidelityRow.id)
    return tuple(
        Score(row.date, row.theme, row.question, row.score) for row in session.scalars(query)
    )


def held(review: FidelityReview) -> str:
    """The parts of a review as a JSON document, for its history."""
    parts = {
        theme: {
            "set_aside": part.set_aside,
            "answers": {code: _plain(answer) for code, answer in part.answers.items()},
        }
        for theme, part in review.parts.items()
    }
    return json.dumps(parts, ensure_ascii=False)


def _plain(answer: Answer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in FIELDS}


def _review(
    row: FidelityReviewRow,
    parts: Iterable[FidelityPartRow],
    answers: Mapping[str, Sequence[FidelityAnswerRow]],
    events: Iterable[FidelityEventRow],
) -> FidelityReview:
    return FidelityReview(
        id=row.id,
        quarter=Period(row.from_date, row.to_date),
        parts={part.theme: _part(part, answers.get(part.id, ())) for part in parts},
        submitted_time=row.submitted_time,
        submitted_by=row.submitted_by,
        locked_time=row.locked_time,
        locked_by=row.locked_by,
        version=row.version,
        events=tuple(
            ReviewEvent(each.kind, each.time, each.by_name, each.reason) for each in events
        ),
    )


def _part(row: FidelityPartRow, answers: Iterable[FidelityAnswerRow]) -> Part:
    told = {
        each.question: Answer(**{name: getattr(each, name) for name in FIELDS}) for each in answers
    }
    return Part(told, row.set_aside, row.version)


def _grouped(rows: Iterable[RowT], whose: str) -> dict[str, tuple[RowT, ...]]:
    """The rows by the id of what they belong to."""
    return gathered((getattr(row, whose), row) for row in rows)
