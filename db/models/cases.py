"""The case, and what belongs to it alone."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class CaseRow(Keyed, Base):
    __tablename__ = "cases"

    number: Mapped[int]
    """The case number that people say to each other; counts from 1001."""
    step: Mapped[str]
    young_person_id: Mapped[str] = mapped_column(ForeignKey("young_people.id"))
    variant: Mapped[str]

    referral_date: Mapped[Day]
    referrer_name: Mapped[str | None]
    referrer_organisation: Mapped[str | None]
    referral_reason: Mapped[str | None] = mapped_column(Text)
    referred_by_id: Mapped[str | None]
    """The account that registered the referral."""
    target_group_guess: Mapped[str | None]
    acute_needs: Mapped[str | None]
    """Codes, `;`-separated."""
    young_person_knows: Mapped[bool | None]
    young_person_wants: Mapped[bool | None]
    taken_up_date: Mapped[Day | None]
    taken_up_by: Mapped[str | None]

    target_group: Mapped[str | None]
    expected_need: Mapped[str | None]
    wishes: Mapped[str | None] = mapped_column(Text)
    resources: Mapped[str | None] = mapped_column(Text)
    assessed_date: Mapped[Day | None]

    decision_date: Mapped[Day | None]
    decision: Mapped[str | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    reject_reason: Mapped[str | None]
    legal_basis: Mapped[str | None]
    decided_by: Mapped[str | None]
    combination: Mapped[str | None]

    coordinator_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    contact_worker_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    """Who gets to know the young person before CTI begins; nobody once it has."""
    contact_since: Mapped[Day | None]
    start_date: Mapped[Day | None]
    placement_type: Mapped[str | None]

    end_date: Mapped[Day | None]
    closure_reason: Mapped[str | None]
    closure_note: Mapped[str | None] = mapped_column(Text)
    closure_young_person_involved: Mapped[bool | None]
    closure_team_involved: Mapped[bool | None]


class RiskIndicatorRow(Keyed, Base):
    __tablename__ = "risk_indicators"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    indicator: Mapped[str]
    when: Mapped[str]


class DimensionRow(Keyed, Base):
    """One of the eight CTI life dimensions as assessed before the decision."""

    __tablename__ = "dimensions"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    dimension: Mapped[str]
    need: Mapped[str]
    own_words: Mapped[str | None] = mapped_column(Text)


class CaseEventRow(Keyed, Base):
    """A dated happening that no other table keeps: who, when, why. Never overwritten."""

    __tablename__ = "case_events"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    date: Mapped[Day]
    kind: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
    details: Mapped[str | None] = mapped_column(Text)
    """A JSON document; what stood before, for reopenings and changes."""
    by_id: Mapped[str | None]
    by_name: Mapped[str | None]


class OverrideRow(Keyed, Base):
    """A rule set aside: stays visible until `valid_to` (None: for as long as the course lasts)."""

    __tablename__ = "overrides"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    rule: Mapped[str]
    subject_id: Mapped[str | None]
    """The support course it was granted for, where it was."""
    staff_id: Mapped[str | None]
    reason: Mapped[str] = mapped_column(Text)
    date: Mapped[Day]
    valid_to: Mapped[Day | None]
    by_id: Mapped[str]
    by_name: Mapped[str]


class ConsentRow(Keyed, Base):
    __tablename__ = "consents"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    given_date: Mapped[Day]
    given_by: Mapped[str]
    party: Mapped[str]
    information_types: Mapped[str]
    """Codes, `;`-separated."""
    purpose: Mapped[str | None] = mapped_column(Text)
    valid_to: Mapped[Day | None]
    withdrawn_date: Mapped[Day | None]
    legal_basis: Mapped[str | None]
    legal_basis_note: Mapped[str | None] = mapped_column(Text)
    party_role: Mapped[str | None]
    """The participant role that the party has at meetings; None where it was never said."""
    form: Mapped[str | None]
    """How it was given; a code of `consent_given_form`."""
    consent_form_id: Mapped[str | None] = mapped_column(ForeignKey("consent_forms.id"))
    """The printed form that was signed, where there was one."""
