"""Facts of open cases, and meetings, goals and measurements in the store; all defaulted."""

from datetime import date

from core.codes import Combination, MeetingState, Step, Variant
from core.records.overview import CaseFacts
from core.records.people import Reach
from db.models import AgreementRow, GoalRow, MeasurementRow, MeetingRow, OverrideRow, new_id
from tests.factories import put

STARTED = date(2026, 1, 5)


def facts(**told: object) -> CaseFacts:
    """A course of Samarbejdsmodellen that began on 5 January 2026, with a coordinator."""
    values: dict[str, object] = {
        "id": "case",
        "number": 1001,
        "name": "Vilma Vildspor",
        "step": Step.COLLABORATION,
        "variant": Variant.H,
        "combination": Combination.SM,
        "birth_date": date(2006, 3, 5),
        "referral_date": date(2025, 12, 1),
        "decision_date": date(2025, 12, 20),
        "start_date": STARTED,
        "reach": Reach(coordinator_id="coordinator"),
        **told,
    }
    return CaseFacts(**values)  # type: ignore[arg-type]


def put_meeting(
    case_id: str,
    day: date,
    *,
    kind: str = "network",
    state: MeetingState = MeetingState.HELD,
    next_meeting_date: date | None = None,
) -> None:
    """A meeting."""
    put(
        MeetingRow(
            id=new_id(),
            case_id=case_id,
            date=day,
            kind=kind,
            state=state.value,
            next_meeting_date=next_meeting_date,
        )
    )


def put_measurement(case_id: str, day: date, *, kind: str = "follow_up") -> None:
    """A measurement without scores."""
    put(MeasurementRow(id=new_id(), case_id=case_id, date=day, kind=kind))


def put_agreement(
    case_id: str,
    follow_up_date: date,
    *,
    status: str | None = "open",
    goal: str = "Finde en praktikplads",
) -> None:
    """A goal with one agreement."""
    row = GoalRow(id=new_id(), case_id=case_id, set_date=STARTED, text=goal, status="open")
    put(
        row,
        AgreementRow(
            id=new_id(),
            goal_id=row.id,
            text="Ringe til virksomheden",
            responsible="Koordinatoren",
            follow_up_date=follow_up_date,
            status=status,
        ),
    )


def put_override(
    case_id: str,
    *,
    rule: str = "R07",
    subject_id: str | None = None,
    staff_id: str | None = None,
    valid_to: date | None = None,
    day: date = STARTED,
) -> None:
    """A rule set aside."""
    put(
        OverrideRow(
            id=new_id(),
            case_id=case_id,
            rule=rule,
            subject_id=subject_id,
            staff_id=staff_id,
            reason="Ingen anden er ledig.",
            date=day,
            valid_to=valid_to,
            by_id="lead",
            by_name="Pia Projekt",
        )
    )
