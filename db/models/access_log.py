"""Which look-ups were drawn for review each month, and what the reviewer found."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class AccessReviewRow(Keyed, Base):
    """The draw of one month: from which lines, and with which seed, so that it can be checked."""

    __tablename__ = "access_reviews"

    month: Mapped[Day]
    """Its first day."""
    drawn_time: Mapped[datetime]
    drawn_by: Mapped[str | None]
    """None: drawn by itself in the night."""
    seed: Mapped[int]
    wanted: Mapped[int]
    """How many lots were drawn for."""
    pool: Mapped[int]
    """How many look-ups the lots were drawn between."""
    first_sequence: Mapped[int | None]
    last_sequence: Mapped[int | None]


class AccessSampleRow(Keyed, Base):
    """Look-ups by one person, at one case where there is one."""

    __tablename__ = "access_samples"

    review_id: Mapped[str] = mapped_column(ForeignKey("access_reviews.id"))
    account_id: Mapped[str | None]
    case_id: Mapped[str | None]
    sequences: Mapped[str] = mapped_column(Text)
    """The numbers of the lines, `;`-separated."""
    rules: Mapped[str]
    """Codes of what drew them, `;`-separated."""
    finding: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    found_by_id: Mapped[str | None]
    found_by: Mapped[str | None]
    found_time: Mapped[datetime | None]
