"""The questions of the dialogue tool, the answers to them, and the individual reports."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class DialogueItemRow(Keyed, Base):
    """What holds for a question from a day on; the latest row not after the day is in force."""

    __tablename__ = "dialogue_items"

    item_id: Mapped[str]
    domain: Mapped[str]
    wording: Mapped[str | None]
    """None: the words that come with the program."""
    valid_from: Mapped[Day]
    retired: Mapped[bool]
    by_name: Mapped[str]


class DialogueAnswerRow(Keyed, Base):
    """One answered question of a measurement, in the words it was asked in."""

    __tablename__ = "dialogue_answers"

    measurement_id: Mapped[str] = mapped_column(ForeignKey("measurements.id"))
    item_id: Mapped[str]
    domain: Mapped[str]
    wording: Mapped[str]
    score: Mapped[int]


class ReportRow(Keyed, Base):
    """One individual report."""

    __tablename__ = "individual_reports"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    state: Mapped[str]
    from_date: Mapped[Day]
    to_date: Mapped[Day]
    what_changed: Mapped[str | None] = mapped_column(Text)
    went_well: Mapped[str | None] = mapped_column(Text)
    is_hard: Mapped[str | None] = mapped_column(Text)
    what_next: Mapped[str | None] = mapped_column(Text)
    need: Mapped[str | None]
    facts: Mapped[str | None] = mapped_column(Text)
    """A JSON document: what the records said on the day it was submitted."""
    by_id: Mapped[str]
    by_name: Mapped[str]
    submitted_date: Mapped[Day | None]
    reopened_reason: Mapped[str | None] = mapped_column(Text)
