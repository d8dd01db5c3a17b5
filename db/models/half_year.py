"""The half-year report, and what has happened to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class HalfYearReportRow(Keyed, Base):
    """One report for each half-year; locked where it has a time of it."""

    __tablename__ = "half_year_reports"

    from_date: Mapped[Day]
    to_date: Mapped[Day]
    experiences: Mapped[str | None] = mapped_column(Text)
    progress: Mapped[str | None] = mapped_column(Text)
    cooperation: Mapped[str | None] = mapped_column(Text)
    hindrances: Mapped[str | None] = mapped_column(Text)
    next_half_year: Mapped[str | None] = mapped_column(Text)
    figures: Mapped[str | None] = mapped_column(Text)
    """A JSON document: the figures as they were released when it was locked."""
    figures_from: Mapped[Day | None]
    figures_to: Mapped[Day | None]
    """The period of those figures: the half-year, or those it was joined with (R19)."""
    hidden_below: Mapped[int | None]
    """The threshold of those figures (R19)."""
    locked_time: Mapped[datetime | None]
    locked_by: Mapped[str | None]


class HalfYearEventRow(Keyed, Base):
    """A report was locked or opened again; what it held then is kept."""

    __tablename__ = "half_year_events"

    report_id: Mapped[str] = mapped_column(ForeignKey("half_year_reports.id"))
    kind: Mapped[str]
    time: Mapped[datetime]
    by_name: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
    held: Mapped[str] = mapped_column(Text)
    """A JSON document: texts and figures as they stood."""
