"""Plain functions that make what trin 3 is about; every argument has a default."""

from datetime import date

from core.agreements import AgreementTold, GoalTold
from core.codes import MeetingState, Step
from core.consent import ConsentTold
from core.holding import Held
from core.meetings import Invitation, MeetingPlan
from core.network import NetworkTold
from core.records.network import Consent, Meeting, NetworkPerson, Participant
from db.models import CaseRow, ConsentRow, new_id
from tests.factories import ON, put, put_case, put_staff

START = date(2026, 4, 1)


def consent(
    given_date: date = START,
    *,
    given_by: str = "young_person",
    valid_to: date | None = None,
    withdrawn_date: date | None = None,
    legal_basis: str | None = "consent",
    party: str = "Jobcenteret",
    party_role: str | None = None,
    types: tuple[str, ...] = ("housing",),
    id_: str = "consent",
) -> Consent:
    """A consent as the core sees it."""
    return Consent(
        id=id_,
        version=1,
        given_date=given_date,
        given_by=given_by,
        party=party,
        information_types=types,
        purpose="At samle indsatsen",
        valid_to=valid_to,
        withdrawn_date=withdrawn_date,
        legal_basis=legal_basis,
        legal_basis_note=None,
        party_role=party_role,
    )


def consent_told(**told: object) -> ConsentTold:
    """A consent as typed, complete."""
    values: dict[str, object] = {
        "legal_basis": "consent",
        "given_by": "young_person",
        "given_date": START,
        "party": "Jobcenteret",
        "party_role": "employment_officer",
        "form": "paper",
        "information_types": ("housing", "economy"),
        "purpose": "At samle indsatsen",
    }
    return ConsentTold(**{**values, **told})  # type: ignore[arg-type]


def known(
    name: str = "Molly Mor", *, chosen_adult: bool = False, id_: str = "known"
) -> NetworkPerson:
    """Somebody in the network as the core sees them."""
    return NetworkPerson(id_, 1, name, "private", "mor", 1, chosen_adult, None, None)


def network_told(name: str | None = "Molly Mor", **told: object) -> NetworkTold:
    """Somebody in the network as typed."""
    values: dict[str, object] = {"name": name, "sphere": "private", "relation": "mor"}
    return NetworkTold(**{**values, **told})  # type: ignore[arg-type]


def plan_told(day: date | None = ON, **told: object) -> MeetingPlan:
    """A network meeting as planned."""
    values: dict[str, object] = {"kind": "network", "day": day, "purpose": "En plan for foråret"}
    return MeetingPlan(**{**values, **told})  # type: ignore[arg-type]


def held_told(*attended: str, day: date | None = ON, **told: object) -> Held:
    """A meeting as held, the next one agreed."""
    values: dict[str, object] = {"day": day, "attended": frozenset(attended)}
    if "no_next_meeting_reason" not in told:
        values["next_meeting_date"] = date(2026, 7, 1)
    return Held(**{**values, **told})  # type: ignore[arg-type]


def goal_told(text: str | None = "Blive på FGU til sommer", **told: object) -> GoalTold:
    """A goal as typed."""
    values: dict[str, object] = {"text": text, "set_date": ON}
    return GoalTold(**{**values, **told})  # type: ignore[arg-type]


def agreement_told(**told: object) -> AgreementTold:
    """An agreement as typed."""
    values: dict[str, object] = {
        "text": "Ringe til FGU",
        "responsible": "Karen Kold",
        "follow_up_date": date(2026, 6, 1),
    }
    return AgreementTold(**{**values, **told})  # type: ignore[arg-type]


def put_started(step: Step = Step.START_UP, **columns: object) -> CaseRow:
    """A case with coordinator and start date."""
    values: dict[str, object] = {
        "referral_date": date(2026, 3, 1),
        "decision_date": date(2026, 3, 20),
        "start_date": START,
        "combination": "SM",
    }
    if "coordinator_id" not in columns:
        values["coordinator_id"] = put_staff()
    return put_case(step=step, **{**values, **columns})  # type: ignore[arg-type]


def put_consent(case_id: str, **columns: object) -> str:
    """A consent on file; returns its id."""
    values: dict[str, object] = {
        "id": new_id(),
        "version": 1,
        "case_id": case_id,
        "given_date": START,
        "given_by": "young_person",
        "party": "Jobcenteret",
        "information_types": "housing",
        "legal_basis": "consent",
    }
    row = ConsentRow(**{**values, **columns})
    put(row)
    return row.id


YOUNG = Invitation("young_person", "Vilma Vildspor")
OFFICER = Invitation("employment_officer", "Jens Job")


def participant(
    role: str = "employment_officer",
    name: str | None = "Jens Job",
    *,
    id_: str = "participant",
    attended: bool | None = None,
    **told: object,
) -> Participant:
    """Somebody on the list of a meeting as the core sees them."""
    return Participant(id_, role, name, True, attended, None, **told)  # type: ignore[arg-type]


def meeting(
    *participants: Participant,
    kind: str = "network",
    state: MeetingState = MeetingState.PLANNED,
    day: date = ON,
    id_: str = "meeting",
    **told: object,
) -> Meeting:
    """A meeting as the core sees it."""
    values: dict[str, object] = {
        "version": 1,
        "chair_id": None,
        "chair_name": "Karen Kold",
        "next_meeting_date": None,
        "no_next_meeting_reason": None,
        "cancel_reason": None,
        "start_time": None,
        "place": None,
        "purpose": None,
        "agenda": None,
        **told,
    }
    return Meeting(
        id=id_,
        day=day,
        kind=kind,
        state=state,
        participants=participants,
        **values,  # type: ignore[arg-type]
    )
