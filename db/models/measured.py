"""What is measured: the dialogue tool, statuses, fidelity."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class MeasurementRow(Keyed, Base):
    __tablename__ = "measurements"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    date: Mapped[Day]
    kind: Mapped[str | None]
    scored_by: Mapped[str | None]
    education_employment: Mapped[int | None]
    household_economy: Mapped[int | None]
    social_network: Mapped[int | None]
    physical_health: Mapped[int | None]
    mental_health: Mapped[int | None]
    crime: Mapped[int | None]
    substance_use: Mapped[int | None]


class StatusRow(Keyed, Base):
    __tablename__ = "statuses"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    date: Mapped[Day]
    in_education: Mapped[bool | None]
    education_type: Mapped[str | None]
    employment: Mapped[str | None]


class FidelityRow(Keyed, Base):
    __tablename__ = "fidelity"

    date: Mapped[Day]
    theme: Mapped[str]
    question: Mapped[str]
    score: Mapped[int]
    note: Mapped[str | None] = mapped_column(Text)
