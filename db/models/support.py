"""Housing support, housing and contacts."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class SupportCourseRow(Keyed, Base):
    __tablename__ = "support_courses"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    method: Mapped[str]
    worker_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    start_date: Mapped[Day]
    end_date: Mapped[Day | None]
    end_reason: Mapped[str | None]
    follow_on_support: Mapped[str | None]
    follow_on_note: Mapped[str | None] = mapped_column(Text)
    handover_agreed_date: Mapped[Day | None]


class PauseRow(Keyed, Base):
    __tablename__ = "pauses"

    course_id: Mapped[str] = mapped_column(ForeignKey("support_courses.id"))
    from_date: Mapped[Day]
    to_date: Mapped[Day | None]
    reason: Mapped[str]
    note: Mapped[str | None] = mapped_column(Text)


class HousingRow(Keyed, Base):
    __tablename__ = "housing"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    from_date: Mapped[Day]
    situation: Mapped[str]
    to_date: Mapped[Day | None]
    allocated_date: Mapped[Day | None]
    lease_signed_date: Mapped[Day | None]
    waiting_list_date: Mapped[Day | None]


class ContactRow(Keyed, Base):
    __tablename__ = "contacts"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    worker_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    date: Mapped[Day]
    method: Mapped[str]
    activity: Mapped[str]
    minutes: Mapped[int]
    mode: Mapped[str | None]
    place: Mapped[str | None]
    with_network: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(Text)
