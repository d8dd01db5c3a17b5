"""Network, meetings, goals and agreements."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


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
