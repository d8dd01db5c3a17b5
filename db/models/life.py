"""The life of data: who is anonymised, what is held back, what was merged, and what is disputed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class AnonymisedRow(Keyed, Base):
    """A case or a young person that was anonymised; the id is the kind and theirs."""

    __tablename__ = "anonymised"

    kind: Mapped[str]
    """`case` or `young_person`."""
    date: Mapped[Day]


class RetentionHoldRow(Keyed, Base):
    """Why a case is kept though its time is up."""

    __tablename__ = "retention_holds"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    reason: Mapped[str] = mapped_column(Text)
    from_date: Mapped[Day]
    until: Mapped[Day | None]
    """The last day; None: until somebody ends it."""
    ended_date: Mapped[Day | None]
    by_name: Mapped[str]


class MergeRow(Keyed, Base):
    """Two rows of one young person became one; the other stays as it was, and points to this one.

    Fields that were taken from the other row changed places, so that undoing puts them back.
    """

    __tablename__ = "merges"

    kept_id: Mapped[str] = mapped_column(ForeignKey("young_people.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("young_people.id"))
    case_ids: Mapped[str] = mapped_column(Text)
    """A JSON list: the cases that moved, each with its version since."""
    fields: Mapped[str] = mapped_column(Text)
    """A JSON list: the fields that changed places."""
    kept_version: Mapped[int]
    """The versions of the two rows since the merge."""
    other_version: Mapped[int]
    date: Mapped[Day]
    time: Mapped[datetime]
    by_name: Mapped[str]
    undone_date: Mapped[Day | None]
    undone_by: Mapped[str | None]


class StatementRow(Keyed, Base):
    """What the young person says of something that is held: that they do not agree."""

    __tablename__ = "statements"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    about: Mapped[str]
    """What it is about, in words."""
    text: Mapped[str] = mapped_column(Text)
    date: Mapped[Day]
    by_name: Mapped[str]
