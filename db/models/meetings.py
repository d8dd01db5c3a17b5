"""Around the meetings: the network as drawn, what is received already, feedback and answers."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class NetworkMapRow(Keyed, Base):
    """The network as it was drawn on a day; never changed."""

    __tablename__ = "network_maps"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    date: Mapped[Day]
    note: Mapped[str | None] = mapped_column(Text)
    people: Mapped[str] = mapped_column(Text)
    """A JSON document: the people as they stood in the network."""
    by_name: Mapped[str]


class InterventionRow(Keyed, Base):
    """Something the young person already receives."""

    __tablename__ = "interventions"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    name: Mapped[str]
    information_type: Mapped[str | None]
    provider: Mapped[str | None]
    contact: Mapped[str | None]
    from_date: Mapped[Day | None]
    to_date: Mapped[Day | None]
    note: Mapped[str | None] = mapped_column(Text)


class ChecklistWordingRow(Keyed, Base):
    """How an item of the meeting checklist is put from a day on."""

    __tablename__ = "checklist_wordings"

    item: Mapped[str]
    wording: Mapped[str | None]
    """None: the words that come with the program."""
    valid_from: Mapped[Day]
    by_name: Mapped[str]


class MeetingFeedbackRow(Keyed, Base):
    """What somebody thought of a meeting; by role, without a name."""

    __tablename__ = "meeting_feedback"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"))
    role: Mapped[str]
    date: Mapped[Day]
    score: Mapped[int | None]
    """1 (bad) to 5 (good)."""
    went_well: Mapped[str | None] = mapped_column(Text)
    to_change: Mapped[str | None] = mapped_column(Text)
    by_name: Mapped[str]


class AgreementAnswerRow(Keyed, Base):
    """What somebody answered about an agreement, or that they were reminded of it."""

    __tablename__ = "agreement_answers"

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreements.id"))
    date: Mapped[Day]
    kind: Mapped[str]
    """A code of `agreement_answer`."""
    who: Mapped[str]
    text: Mapped[str | None] = mapped_column(Text)
    by_name: Mapped[str]
