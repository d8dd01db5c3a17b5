"""The tables. Importable only inside `db`; rows never leave it.

Column names are those of the exchange format where it has them. Ids are texts: the sender's own
for imported rows, UUIDv7 for rows made here, so that rows of one day sort in the order they came.
Keys between tables are declared for PostgreSQL and compiled to nothing for DuckDB (`engine`).
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, DateTime, Float, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid6 import uuid7

Day = date
"""A day; by another name, since several tables have a column `date`."""

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
}


def new_id() -> str:
    """A new key: 32 hexadecimal digits that sort by the time they were made."""
    return uuid7().hex


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: String,
        Day: Date,
        datetime: DateTime(timezone=True),
        int: Integer,
        float: Float,
        dict[str, Any]: Text,
    }


class Keyed:
    """A row with a key of its own and a version that counts its changes."""

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)


# ---------------------------------------------------------------- people


class YoungPersonRow(Keyed, Base):
    __tablename__ = "young_people"

    name: Mapped[str]
    birth_date: Mapped[Day | None]
    cpr: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    municipality_area: Mapped[str | None]
    special_considerations: Mapped[str | None] = mapped_column(Text)
    protected_identity: Mapped[bool | None]


class StaffRow(Keyed, Base):
    __tablename__ = "staff"

    name: Mapped[str]
    role: Mapped[str]
    methods: Mapped[str | None]
    """Housing support methods, `;`-separated."""
    fte: Mapped[float | None]
    organisation: Mapped[str | None]
    active_from: Mapped[Day | None]
    active_to: Mapped[Day | None]


# ---------------------------------------------------------------- the case


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


# ---------------------------------------------------------------- network and meetings


class NetworkPersonRow(Keyed, Base):
    __tablename__ = "network_people"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    name: Mapped[str | None]
    sphere: Mapped[str | None]
    relation: Mapped[str | None]
    closeness: Mapped[int | None]
    chosen_adult: Mapped[bool | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]


class MeetingRow(Keyed, Base):
    """A meeting; the 18 checklist columns are those of the exchange format."""

    __tablename__ = "meetings"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    date: Mapped[Day]
    kind: Mapped[str]
    state: Mapped[str]
    chair_id: Mapped[str | None]
    next_meeting_date: Mapped[Day | None]
    no_next_meeting_reason: Mapped[str | None] = mapped_column(Text)
    start_time: Mapped[str | None]
    place: Mapped[str | None]
    purpose: Mapped[str | None] = mapped_column(Text)
    agenda: Mapped[str | None] = mapped_column(Text)

    professionals_only_pre_meeting: Mapped[bool | None]
    young_person_attended: Mapped[bool | None]
    young_person_heard: Mapped[bool | None]
    young_person_had_the_floor: Mapped[bool | None]
    young_person_in_decisions: Mapped[bool | None]
    young_person_agreed: Mapped[bool | None]
    young_person_knows_follow_up: Mapped[bool | None]
    well_prepared: Mapped[bool | None]
    well_run: Mapped[bool | None]
    agenda_completed: Mapped[bool | None]
    clear_goals: Mapped[bool | None]
    responsibilities_agreed: Mapped[bool | None]
    follow_up_agreed: Mapped[bool | None]
    plan_useful: Mapped[bool | None]
    network_map_exists: Mapped[bool | None]
    network_map_used: Mapped[bool | None]
    network_map_sufficient: Mapped[bool | None]
    has_chosen_adult: Mapped[bool | None]


class ParticipantRow(Keyed, Base):
    __tablename__ = "participants"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"))
    role: Mapped[str]
    name: Mapped[str | None]
    invited: Mapped[bool | None]
    attended: Mapped[bool | None]
    active: Mapped[bool | None]


class GoalRow(Keyed, Base):
    __tablename__ = "goals"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    set_date: Mapped[Day]
    text: Mapped[str] = mapped_column(Text)
    life_domain: Mapped[str | None]
    status: Mapped[str | None]
    closed_date: Mapped[Day | None]
    further: Mapped[bool | None]
    """Set at closure for the time after the course."""


class AgreementRow(Keyed, Base):
    __tablename__ = "agreements"

    goal_id: Mapped[str] = mapped_column(ForeignKey("goals.id"))
    text: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str]
    follow_up_date: Mapped[Day]
    meeting_id: Mapped[str | None]
    status: Mapped[str | None]
    done_date: Mapped[Day | None]


# ---------------------------------------------------------------- support


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


# ---------------------------------------------------------------- measured


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


# ---------------------------------------------------------------- accounts and sessions


class AccountRow(Keyed, Base):
    __tablename__ = "accounts"

    username: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    staff_id: Mapped[str | None]
    organisation: Mapped[str | None]
    allocates: Mapped[bool]
    language: Mapped[str]
    must_change_password: Mapped[bool]
    created_time: Mapped[datetime]
    closed_time: Mapped[datetime | None]


class AccountRoleRow(Keyed, Base):
    __tablename__ = "account_roles"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[str]


class SessionRow(Keyed, Base):
    """A signed-in browser. Only hashes (SHA-256) of the ticket and the cookie are kept."""

    __tablename__ = "sessions"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    ticket_hash: Mapped[str | None]
    ticket_expires: Mapped[datetime | None]
    cookie_hash: Mapped[str | None]
    started_time: Mapped[datetime]
    seen_time: Mapped[datetime]
    ended_time: Mapped[datetime | None]


class ThrottleRow(Keyed, Base):
    """Failed sign-ins of a user name, known or not (its keyed hash is the id)."""

    __tablename__ = "throttles"

    failures: Mapped[int]
    last_failure: Mapped[datetime]
    locked_until: Mapped[datetime | None]


# ---------------------------------------------------------------- around the work


class DraftRow(Keyed, Base):
    """What a person has typed but not saved; the id is account and form."""

    __tablename__ = "drafts"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    form: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    """A JSON document: value by field."""
    saved_time: Mapped[datetime]


class SettingRow(Keyed, Base):
    """A setting from a day on; the latest row not after today is in force."""

    __tablename__ = "settings"

    name: Mapped[str]
    value: Mapped[str]
    valid_from: Mapped[Day]


class AuditRow(Keyed, Base):
    """One line for one change of one row: who, when, what, which case, before and after."""

    __tablename__ = "audit"

    time: Mapped[datetime]
    account_id: Mapped[str | None]
    name: Mapped[str | None]
    act: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[str]
    row_version: Mapped[int | None]
    case_id: Mapped[str | None]
    changes: Mapped[str] = mapped_column(Text)
    """A JSON document: {column: [before, after]}."""


class ImportedRow(Keyed, Base):
    """What a sender last sent of a row, as fingerprints; the id is `sheet:row id`.

    Tells the sender's changes from those made here, so that a second import undoes no work.
    """

    __tablename__ = "imported_rows"

    prints: Mapped[str] = mapped_column(Text)
    """Eight characters for each column of the sheet, in the order of the exchange format."""


class StoreRow(Keyed, Base):
    """Facts about the store itself, by name: `demo`, `created`, `last_case_number`."""

    __tablename__ = "store"

    value: Mapped[str]
