"""What is done with a referral: register it, take it up, turn it down, open it again."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Decision, Step
from core.pathway import check_move, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from core.referral import Referral, SameCpr, checked
from core.texts import TEXT, check_code, past_date, required_text
from db.actions.events import happened
from db.actions.numbers import next_case_number
from db.actions.reached import check_no_open_case, check_not_anonymised, claimed_case
from db.audit import add, find, note
from db.engine import transaction
from db.identifiers import check_cpr, check_email, check_phone
from db.models import CaseEventRow, CaseRow, RiskIndicatorRow, YoungPersonRow
from db.several import joined


def refer(referral: Referral, *, young_person_id: str | None = None, by: Person, on: date) -> int:
    """Register a referral and return the case number.

    `young_person_id` names somebody already in the store; None registers a new young person.
    """
    with transaction() as session:
        check_may(by, Act.REFER)
        told = checked(referral, on)
        young = _young_person(session, told, young_person_id)
        case = add(session, _case(session, told, young.id, by))
        risks = [
            add(session, RiskIndicatorRow(case_id=case.id, indicator=indicator, when=when))
            for indicator, when in told.risk.items()
        ]
        note(session, by, Act.REFER, young, case, *risks, case_id=case.id)
        return case.number


def _young_person(session: Session, told: Referral, known: str | None) -> YoungPersonRow:
    if known is not None:
        young = find(session, YoungPersonRow, known)
        check_no_open_case(session, known, "name")
        return young
    cpr = check_cpr("cpr", told.cpr) if told.cpr else None
    if cpr and session.scalar(select(YoungPersonRow.id).where(YoungPersonRow.cpr == cpr)):
        raise SameCpr("cpr")
    return add(
        session,
        YoungPersonRow(
            name=told.name,
            birth_date=told.birth_date,
            cpr=cpr,
            phone=check_phone("phone", told.phone) if told.phone else None,
            email=check_email("email", told.email) if told.email else None,
            municipality_area=told.municipality_area,
        ),
    )


def _case(session: Session, told: Referral, young_person_id: str, by: Person) -> CaseRow:
    return CaseRow(
        number=next_case_number(session),
        step=Step.REFERRED.value,
        young_person_id=young_person_id,
        variant=told.variant,
        referral_date=told.referral_date,
        referrer_name=told.referrer_name,
        referrer_organisation=told.referrer_organisation,
        referral_reason=told.referral_reason,
        referred_by_id=by.account_id,
        target_group_guess=told.target_group_guess,
        acute_needs=joined(told.acute_needs),
        young_person_knows=told.young_person_knows,
        young_person_wants=told.young_person_wants,
    )


def take_up(case_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """Begin the assessment of a referred young person."""
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.TAKE_UP, by=by)
        check_step(Step(case.step), frozenset({Step.REFERRED}))
        case.step, case.taken_up_date, case.taken_up_by = Step.ASSESSMENT.value, on, by.name
        note(session, by, Act.TAKE_UP, case)


def turn_down(
    case_id: str,
    *,
    reject_reason: str | None,
    reason: str | None,
    decision_date: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Reject a referral, with a reason of the list and in words."""
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.TAKE_UP, by=by)
        check_move(Step(case.step), Step.REJECTED)
        case.reject_reason = check_code("reject_reason", "reject_reason", reject_reason, on)
        case.decision_reason = required_text("reason", reason, TEXT)
        case.decision_date = past_date("decision_date", decision_date, on)
        declined = reject_reason == "declined"
        case.decision = (Decision.WITHDRAWN if declined else Decision.REJECTED).value
        case.step = Step.REJECTED.value
        note(session, by, Act.TAKE_UP, case)


def open_again(
    case_id: str, *, reason: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Take a rejected referral up again; what was decided before stays in the events."""
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.REOPEN, by=by)
        check_move(Step(case.step), Step.REFERRED)
        check_not_anonymised(session, case_id)
        check_no_open_case(session, case.young_person_id, "name")
        event = add(session, _reopening(case, required_text("reason", reason, TEXT), by, on))
        case.step = (Step.ASSESSMENT if case.taken_up_date else Step.REFERRED).value
        case.decision = case.decision_date = case.decision_reason = case.reject_reason = None
        note(session, by, Act.REOPEN, case, event)


def _reopening(case: CaseRow, reason: str, by: Person, on: date) -> CaseEventRow:
    before = {
        "decision": case.decision,
        "decision_date": case.decision_date.isoformat() if case.decision_date else None,
        "decision_reason": case.decision_reason,
        "reject_reason": case.reject_reason,
    }
    return happened(case.id, "referral_reopened", day=on, reason=reason, details=before, by=by)
