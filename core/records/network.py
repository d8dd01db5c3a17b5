"""What belongs to trin 3: consents, network people, meetings, goals and agreements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.codes import MeetingState
from core.records.ngo_agreements import NgoAgreement


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent, or another legal basis for sharing. Valid on both its days; see `core.consent`."""

    id: str
    version: int
    given_date: date
    given_by: str
    party: str
    information_types: tuple[str, ...]
    purpose: str | None
    valid_to: date | None
    withdrawn_date: date | None
    legal_basis: str | None
    legal_basis_note: str | None
    party_role: str | None = None
    form: str | None = None
    consent_form_id: str | None = None
    agreements: tuple[NgoAgreement, ...] | None = None
    """All agreements with the NGO that the party is or belongs to; None where it is none."""


@dataclass(frozen=True, slots=True)
class NetworkPerson:
    """Somebody around the young person; closeness 1 (closest) to 3."""

    id: str
    version: int
    name: str | None
    sphere: str | None
    relation: str | None
    closeness: int | None
    chosen_adult: bool
    phone: str | None
    email: str | None
    participant_role: str | None = None
    organisation: str | None = None
    draw_on: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody invited to a meeting or present at it; None where it was not recorded."""

    id: str
    role: str
    name: str | None
    invited: bool | None
    attended: bool | None
    active: bool | None
    network_person_id: str | None = None
    email: str | None = None
    answer: str | None = None
    answered_date: date | None = None
    sent_date: date | None = None
    sent_version: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thought of a meeting, by role and without a name; score 1 (bad) to 5 (good)."""

    id: str
    version: int
    role: str
    day: date
    score: int | None
    went_well: str | None
    to_change: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; `checklist` holds an answer for every item, None for not answered."""

    id: str
    version: int
    day: date
    kind: str
    state: MeetingState
    chair_id: str | None
    chair_name: str | None
    next_meeting_date: date | None
    no_next_meeting_reason: str | None
    cancel_reason: str | None
    start_time: str | None
    place: str | None
    purpose: str | None
    agenda: str | None
    participants: tuple[Participant, ...]
    checklist: Mapping[str, bool | None] = field(default_factory=dict)
    end_time: str | None = None
    prepared_date: date | None = None
    wishes: str | None = None
    considerations: tuple[str, ...] = ()
    considerations_note: str | None = None
    not_invited: str | None = None
    agenda_place: int | None = None
    turn_id: str | None = None
    minutes: str | None = None
    minutes_types: tuple[str, ...] | None = None
    call_version: int = 0
    """The version at which what an invitation tells last changed; 0: never since it was planned."""
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementAnswer:
    """What somebody answered about an agreement, or that they were reminded of it."""

    id: str
    day: date
    kind: str
    who: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who does what, and when it is followed up. `done_date`: when it was settled."""

    id: str
    version: int
    text: str
    responsible: str
    follow_up_date: date
    meeting_id: str | None
    status: str
    done_date: date | None
    follow_up_by: str | None = None
    answers: tuple[AgreementAnswer, ...] = ()
    """Answers and reminders, oldest first."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its agreements, the next to follow up first."""

    id: str
    version: int
    set_date: date
    text: str
    life_domain: str | None
    status: str
    closed_date: date | None
    agreements: tuple[Agreement, ...]
    own_words: str | None = None
    information_type: str | None = None
    further: bool = False
    """It is for the time after the course."""


@dataclass(frozen=True, slots=True)
class CoordinatorChange:
    """The day the case went from one coordinator to another."""

    date: date
    before: str | None
    after: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class CapOverride:
    """A caseload that may go over the recommended number, and why (R07)."""

    staff_name: str | None
    reason: str
    date: date
    by_name: str


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """All of trin 3 for one case."""

    case_id: str
    version: int
    decision_date: date | None
    coordinator_id: str | None
    start_date: date | None
    consents: tuple[Consent, ...]
    people: tuple[NetworkPerson, ...]
    meetings: tuple[Meeting, ...]
    goals: tuple[Goal, ...]
    changes: tuple[CoordinatorChange, ...]
    overrides: tuple[CapOverride, ...]
    team: tuple[str, ...] = ()
    """Whose own work the case is: its coordinator and who has an open support course, by name."""
