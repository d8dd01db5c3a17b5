"""What the youth panel advised; the education, courses and supervision of members of staff."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class PanelAdviceRow(Keyed, Base):
    __tablename__ = "panel_advice"

    held_date: Mapped[Day]
    topic: Mapped[str]
    advice: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str]
    follow_up_date: Mapped[Day]
    state: Mapped[str]
    """A code of `panel_advice_state`."""
    outcome: Mapped[str | None] = mapped_column(Text)
    """What was done about it, or why it was not followed."""
    told_date: Mapped[Day | None]
    """When the panel was told."""


class StaffCompetenceRow(Keyed, Base):
    __tablename__ = "staff_competences"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    competence: Mapped[str]
    """A code of `competence`."""
    from_date: Mapped[Day]
    valid_to: Mapped[Day | None]
    note: Mapped[str | None]


class SupervisionRow(Keyed, Base):
    """A supervision that was held; never what was said."""

    __tablename__ = "supervisions"

    held_date: Mapped[Day]
    form: Mapped[str]
    """A code of `supervision_form`."""
    supervisor: Mapped[str]


class SupervisedRow(Keyed, Base):
    """Who was there."""

    __tablename__ = "supervised"

    supervision_id: Mapped[str] = mapped_column(ForeignKey("supervisions.id"))
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
