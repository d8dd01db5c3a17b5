"""The decision on an assessment, and a later change of combination."""

from datetime import date

from core.assessment import facts_of
from core.codes import Combination, Decision, Step
from core.eligibility import judge
from core.pathway import ACCEPTED_STEPS, check_move, check_step
from core.permissions import Act
from core.records.people import Person
from core.texts import TEXT, optional_text
from core.visitation import (
    STEP_AFTER,
    CheckedChange,
    CheckedVisitation,
    Visitation,
    checked_change,
    checked_visitation,
    overridden,
)
from db.actions.asides import set_aside_all
from db.actions.assessment import IN_ASSESSMENT
from db.actions.contact_building import let_go
from db.actions.events import happened
from db.actions.reached import check_no_open_case, claimed_case
from db.audit import add, note
from db.engine import transaction
from db.models import CaseEventRow, CaseRow, OverrideRow
from db.queries.assessment import CHANGED, detail_of
from db.queries.settings import in_force


def decide(case_id: str, told: Visitation, *, seen_version: int, by: Person, on: date) -> None:
    """Take the decision: accept with a combination, reject, or note that it was withdrawn.

    Raises AssessmentUnfinished, CombinationClosed, ReasonMissing, OpenCaseExists, WrongStep, or the
    refusal of a field.
    """
    settings = in_force(told.decision_date or on)
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.DECIDE, by=by)
        check_step(Step(case.step), IN_ASSESSMENT)
        assessed = detail_of(session, case)
        decision = checked_visitation(told, assessed, on)
        check_move(Step(case.step), STEP_AFTER[decision.decision])
        rows: list[OverrideRow] = []
        if decision.combination is not None:
            check_no_open_case(session, case.young_person_id, "decision", but=case.id)
            judgement = judge(facts_of(assessed, decision.decision_date), settings)
            option = judgement.option(decision.combination)
            soft = overridden(option, decision.override_reason)
            rows = set_aside_all(
                session, case.id, soft, decision.override_reason, decision.decision_date, by
            )
        _write_decision(case, decision, by)
        note(session, by, Act.DECIDE, case, *rows)


def _write_decision(case: CaseRow, decision: CheckedVisitation, by: Person) -> None:
    if decision.decision is Decision.ACCEPTED:
        case.assessed_date = case.assessed_date or decision.decision_date
    case.decision = decision.decision.value
    case.decision_date = decision.decision_date
    case.decision_reason = decision.reason
    case.reject_reason = decision.reject_reason
    case.legal_basis = decision.legal_basis
    case.combination = decision.combination.value if decision.combination else None
    case.decided_by = by.name
    case.step = STEP_AFTER[decision.decision].value


def change_combination(
    case_id: str,
    *,
    combination: str | None,
    reason_code: str | None,
    reason: str | None,
    change_date: date | None,
    override_reason: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Give an accepted young person another combination from a day on; the old one is kept.

    Raises SupportStillOpen while a support course runs, CombinationUnchanged, ReasonMissing where a
    soft rule is set aside, or the refusal of a field.
    """
    settings = in_force(change_date or on)
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.DECIDE, by=by)
        check_step(Step(case.step), ACCEPTED_STEPS)
        assessed = detail_of(session, case)
        change = checked_change(
            assessed,
            combination=combination,
            change_date=change_date,
            reason_code=reason_code,
            reason=reason,
            on=on,
        )
        judgement = judge(facts_of(assessed, change.change_date), settings)
        why = optional_text("override_reason", override_reason, TEXT)
        soft = overridden(judgement.option(change.combination), why)
        rows = set_aside_all(session, case.id, soft, why, change.change_date, by)
        event = add(session, _event(case, change, by))
        case.combination = change.combination.value
        let_go(case)
        case.contact_since = None
        note(session, by, Act.DECIDE, case, event, *rows)


def _event(case: CaseRow, change: CheckedChange, by: Person) -> CaseEventRow:
    before = Combination(case.combination) if case.combination else Combination.SM
    told = {
        "before": before.value,
        "after": change.combination.value,
        "reason_code": change.reason_code,
    }
    return happened(
        case.id, CHANGED, day=change.change_date, reason=change.reason, details=told, by=by
    )
