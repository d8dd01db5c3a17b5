"""What is written down of a support course besides its dates: CTI's phases, ICM's agreement."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class PhasePlanRow(Keyed, Base):
    """One phase of one course. Contact building has no course until CTI begins."""

    __tablename__ = "phase_plans"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    course_id: Mapped[str | None] = mapped_column(ForeignKey("support_courses.id"))
    phase: Mapped[str]
    made_date: Mapped[Day | None]
    focus_areas: Mapped[str | None]
    """Codes, `;`-separated."""
    plan: Mapped[str | None] = mapped_column(Text)
    closed_date: Mapped[Day | None]
    closing_note: Mapped[str | None] = mapped_column(Text)


class IcmAgreementRow(Keyed, Base):
    __tablename__ = "icm_agreements"

    course_id: Mapped[str] = mapped_column(ForeignKey("support_courses.id"))
    agreed_date: Mapped[Day]
    goals: Mapped[str] = mapped_column(Text)
    contacts: Mapped[int]
    per: Mapped[str]
    young_person_words: Mapped[str | None] = mapped_column(Text)


class IcmReviewRow(Keyed, Base):
    __tablename__ = "icm_reviews"

    course_id: Mapped[str] = mapped_column(ForeignKey("support_courses.id"))
    review_date: Mapped[Day]
    still_needed: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    next_date: Mapped[Day]
