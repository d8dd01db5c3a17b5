"""The way to a home: wishes, applications, offers, what happened to a home, and stays (s. 110)."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class HomeNeedRow(Keyed, Base):
    __tablename__ = "home_needs"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    told_date: Mapped[Day]
    area: Mapped[str | None]
    most_rent: Mapped[int | None]
    """Kroner a month."""
    size: Mapped[str | None]
    pets: Mapped[bool | None]
    accessibility: Mapped[str | None] = mapped_column(Text)
    wishes: Mapped[str | None] = mapped_column(Text)
    """The young person's own words."""


class HomeApplicationRow(Keyed, Base):
    __tablename__ = "home_applications"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    name: Mapped[str]
    """Whom the application is with."""
    applied_date: Mapped[Day]
    list_number: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    ended_date: Mapped[Day | None]
    end_reason: Mapped[str | None]


class HomeOfferRow(Keyed, Base):
    __tablename__ = "home_offers"

    application_id: Mapped[str] = mapped_column(ForeignKey("home_applications.id"))
    offered_date: Mapped[Day]
    description: Mapped[str]
    """What the home is like, without its address."""
    rent: Mapped[int | None]
    """Kroner a month."""
    answer_by: Mapped[Day | None]
    answer: Mapped[str | None]
    answered_by: Mapped[str | None]
    answered_date: Mapped[Day | None]
    reason: Mapped[str | None] = mapped_column(Text)


class HomeEventRow(Keyed, Base):
    __tablename__ = "home_events"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    date: Mapped[Day]
    reason: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)


class ShelterStayRow(Keyed, Base):
    __tablename__ = "shelter_stays"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    from_date: Mapped[Day]
    to_date: Mapped[Day | None]
    """The day of discharge; it belongs to the stay."""
    place_kind: Mapped[str]
    decision_date: Mapped[Day | None]
    section_85a_date: Mapped[Day | None]
    """When support by s. 85 a was decided on."""
    note: Mapped[str | None] = mapped_column(Text)
