"""Case meetings: who takes part, which cases and how they were picked, what was learnt, decided."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class CaseReviewRow(Keyed, Base):
    __tablename__ = "case_reviews"

    date: Mapped[Day]
    theme: Mapped[str]
    state: Mapped[str]


class CaseReviewPersonRow(Keyed, Base):
    __tablename__ = "case_review_people"

    review_id: Mapped[str] = mapped_column(ForeignKey("case_reviews.id"))
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))


class CaseReviewDrawRow(Keyed, Base):
    """A drawing of lots, with all that is needed to draw again. Never changed."""

    __tablename__ = "case_review_draws"

    review_id: Mapped[str] = mapped_column(ForeignKey("case_reviews.id"))
    time: Mapped[datetime]
    by_name: Mapped[str]
    rule: Mapped[str | None]
    """The rule whose cases were drawn from; None: all courses."""
    wanted: Mapped[int]
    seed: Mapped[int]
    pool: Mapped[str] = mapped_column(Text)
    """Case numbers, `;`-separated."""


class CaseReviewPickRow(Keyed, Base):
    __tablename__ = "case_review_picks"

    review_id: Mapped[str] = mapped_column(ForeignKey("case_reviews.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    how: Mapped[str]
    """`rule`, `chance` or `hand`."""
    rule: Mapped[str | None]
    draw_id: Mapped[str | None] = mapped_column(ForeignKey("case_review_draws.id"))


class CaseReviewAnswerRow(Keyed, Base):
    __tablename__ = "case_review_answers"

    pick_id: Mapped[str] = mapped_column(ForeignKey("case_review_picks.id"))
    question: Mapped[str]
    text: Mapped[str] = mapped_column(Text)


class CaseReviewLearningRow(Keyed, Base):
    __tablename__ = "case_review_learnings"

    review_id: Mapped[str] = mapped_column(ForeignKey("case_reviews.id"))
    text: Mapped[str] = mapped_column(Text)


class CaseReviewDecisionRow(Keyed, Base):
    __tablename__ = "case_review_decisions"

    review_id: Mapped[str] = mapped_column(ForeignKey("case_reviews.id"))
    text: Mapped[str] = mapped_column(Text)
    responsible_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    due_date: Mapped[Day]
    state: Mapped[str]
    """`open`, `done` or `dropped`."""
    settled_date: Mapped[Day | None]
    outcome: Mapped[str | None] = mapped_column(Text)
    """What came of it, or why it was dropped."""
