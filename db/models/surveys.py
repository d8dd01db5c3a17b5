"""The staff survey: its rounds, who has answered, and how many gave each answer.

Nothing here leads from the second to the third (`core.surveys`): tickets hold no time and no
answer, counts no account, and neither has a key that was made when somebody answered.
"""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class SurveyRoundRow(Keyed, Base):
    __tablename__ = "survey_rounds"

    kind: Mapped[str]
    from_date: Mapped[Day]
    to_date: Mapped[Day]
    closed_date: Mapped[Day | None]
    invited: Mapped[int]
    """How many could answer when it was opened."""
    statements: Mapped[str] = mapped_column(Text)
    """The codes of its statements, `;`-separated."""


class SurveyTicketRow(Keyed, Base):
    """That somebody has answered a round; the id is round and account."""

    __tablename__ = "survey_tickets"

    round_id: Mapped[str] = mapped_column(ForeignKey("survey_rounds.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class SurveyCountRow(Keyed, Base):
    """How many gave an answer to a statement; the id is round, statement and answer."""

    __tablename__ = "survey_counts"

    round_id: Mapped[str] = mapped_column(ForeignKey("survey_rounds.id"))
    statement: Mapped[str]
    answer: Mapped[str]
    count: Mapped[int]
