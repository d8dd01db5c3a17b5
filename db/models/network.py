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
    participant_role: Mapped[str | None]
    """The role the person has at meetings."""
    organisation: Mapped[str | None]
    draw_on: Mapped[str | None] = mapped_column(Text)
    """What the young person can draw on this one for; None: not for now."""


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
    """One point on each line."""
    end_time: Mapped[str | None]
    call_version: Mapped[int | None]
    """The version at which day, time or place last changed, or it was called off."""
    prepared_date: Mapped[Day | None]
    """When it was talked through with the young person."""
    wishes: Mapped[str | None] = mapped_column(Text)
    """The young person's own: seating, time, food, somebody to sit beside."""
    considerations: Mapped[str | None]
    """Codes of `meeting_consideration`, `;`-separated."""
    considerations_note: Mapped[str | None] = mapped_column(Text)
    not_invited: Mapped[str | None] = mapped_column(Text)
    """Whom the young person does not want there."""
    agenda_place: Mapped[int | None]
    """The point that is being talked about, counted from 0; None before the meeting begins."""
    turn_id: Mapped[str | None]
    """The participant who has the floor."""
    minutes: Mapped[str | None] = mapped_column(Text)
    minutes_types: Mapped[str | None]
    """What the minutes tell about: information types, `;`-separated; None: never said."""

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
    network_person_id: Mapped[str | None]
    email: Mapped[str | None]
    answer: Mapped[str | None]
    """A code of `attendance_answer`."""
    answered_date: Mapped[Day | None]
    sent_date: Mapped[Day | None]
    """When the invitation last went out, and the version of the meeting it told of."""
    sent_version: Mapped[int | None]


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
    own_words: Mapped[str | None] = mapped_column(Text)
    """How the young person put it."""
    information_type: Mapped[str | None]
    """What the goal tells about where the life domain does not say it, such as a home."""


class AgreementRow(Keyed, Base):
    __tablename__ = "agreements"

    goal_id: Mapped[str] = mapped_column(ForeignKey("goals.id"))
    text: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str]
    follow_up_date: Mapped[Day]
    meeting_id: Mapped[str | None]
    status: Mapped[str | None]
    done_date: Mapped[Day | None]
    follow_up_by: Mapped[str | None]
    """Who sees to it that it happened; None: the coordinator."""
