"""The implementation: answers with their history, agreements, choices and small-scale tests."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class ImplementationAnswerRow(Keyed, Base):
    """What stands about one question; there is a row once somebody has answered."""

    __tablename__ = "implementation_answers"

    question: Mapped[str]
    state: Mapped[str]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    owner_name: Mapped[str | None]
    """A typed name, where the owner is nobody of the staff list."""
    due_date: Mapped[Day | None]
    evidence: Mapped[str | None] = mapped_column(Text)


class ImplementationChangeRow(Keyed, Base):
    """One change of an answer."""

    __tablename__ = "implementation_changes"

    answer_id: Mapped[str] = mapped_column(ForeignKey("implementation_answers.id"))
    time: Mapped[datetime]
    by_name: Mapped[str]
    fields: Mapped[str] = mapped_column(Text)
    """A JSON document: by the name of the field the value before and after, as text."""
    reason: Mapped[str | None] = mapped_column(Text)


class CooperationAgreementRow(Keyed, Base):
    __tablename__ = "cooperation_agreements"

    partner: Mapped[str]
    organisation: Mapped[str]
    contact: Mapped[str | None]
    ours: Mapped[str | None] = mapped_column(Text)
    theirs: Mapped[str | None] = mapped_column(Text)
    signed_date: Mapped[Day | None]
    renew_by: Mapped[Day | None]
    ended_date: Mapped[Day | None]
    ended_reason: Mapped[str | None] = mapped_column(Text)


class OrganisationChoiceRow(Keyed, Base):
    """One choice; those before it stay as the history."""

    __tablename__ = "organisation_choices"

    aspect: Mapped[str]
    option: Mapped[str]
    valid_from: Mapped[Day]
    reason: Mapped[str] = mapped_column(Text)
    counter: Mapped[str | None] = mapped_column(Text)
    """What is done about the drawbacks."""
    time: Mapped[datetime]
    by_name: Mapped[str]


class SmallTestRow(Keyed, Base):
    """One round of a small-scale test."""

    __tablename__ = "small_tests"

    round: Mapped[int]
    title: Mapped[str]
    aim: Mapped[str] = mapped_column(Text)
    plan_text: Mapped[str | None] = mapped_column(Text)
    plan_date: Mapped[Day | None]
    do_text: Mapped[str | None] = mapped_column(Text)
    do_date: Mapped[Day | None]
    study_text: Mapped[str | None] = mapped_column(Text)
    study_date: Mapped[Day | None]
    act_text: Mapped[str | None] = mapped_column(Text)
    act_date: Mapped[Day | None]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    owner_name: Mapped[str | None]
    due_date: Mapped[Day | None]
    outcome: Mapped[str | None]
    continues_id: Mapped[str | None] = mapped_column(ForeignKey("small_tests.id"))
