"""The project leader's review of fidelity, quarter by quarter; what it counts is in `fidelity`."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class FidelityReviewRow(Keyed, Base):
    """One review for each quarter; a draft where it has no time of submission."""

    __tablename__ = "fidelity_reviews"

    from_date: Mapped[Day]
    to_date: Mapped[Day]
    submitted_time: Mapped[datetime | None]
    submitted_by: Mapped[str | None]
    locked_time: Mapped[datetime | None]
    locked_by: Mapped[str | None]


class FidelityPartRow(Keyed, Base):
    """One theme of a review that was saved; its version counts the saves of its answers too."""

    __tablename__ = "fidelity_parts"

    review_id: Mapped[str] = mapped_column(ForeignKey("fidelity_reviews.id"))
    theme: Mapped[str]
    set_aside: Mapped[str | None] = mapped_column(Text)
    """Why the municipality does not answer it."""


class FidelityAnswerRow(Keyed, Base):
    __tablename__ = "fidelity_answers"

    part_id: Mapped[str] = mapped_column(ForeignKey("fidelity_parts.id"))
    question: Mapped[str]
    score: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    comment: Mapped[str | None] = mapped_column(Text)
    """Why the judgement stands where the records say something else."""


class FidelityEventRow(Keyed, Base):
    """A review was submitted, locked or opened again; what it held then is kept."""

    __tablename__ = "fidelity_events"

    review_id: Mapped[str] = mapped_column(ForeignKey("fidelity_reviews.id"))
    kind: Mapped[str]
    time: Mapped[datetime]
    by_name: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
    held: Mapped[str] = mapped_column(Text)
    """A JSON document: the parts as they stood."""
