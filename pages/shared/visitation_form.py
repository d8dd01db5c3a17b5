"""The fields of a decision on an assessment and of a later change; the pages save them."""

from datetime import date
from typing import TypedDict

import streamlit as st

from core.codes import Combination, Decision, ExpectedNeed, Variant, valid_codes
from core.eligibility import Facts, Judgement, Weight
from core.records.assessment import AssessmentDetail
from core.referral import GROUPS, risk_by_time
from core.visitation import NEEDS_LEGAL_BASIS, Visitation
from pages.shared.eligibility_view import rule_words
from pages.shared.form import Form
from pages.shared.frame import today


class GroupTold(TypedDict):
    """The target group, the need and the risk indicators as told."""

    target_group: str | None
    expected_need: str | None
    risk: dict[str, str]
    assessed_date: date | None


class ChangeTold(TypedDict):
    """A change of combination as told."""

    combination: str | None
    reason_code: str | None
    reason: str | None
    change_date: date | None
    override_reason: str | None


def group_begun(assessed: AssessmentDetail) -> dict[str, object]:
    """What the fields of the target group begin with: what is saved, else the referrer's guess."""
    return {
        "target_group": assessed.target_group or assessed.target_group_guess,
        "expected_need": assessed.expected_need,
        "risk_now": _indicators(assessed, "now"),
        "risk_past": _indicators(assessed, "past"),
        "assessed_date": assessed.assessed_date or today(),
    }


def _indicators(assessed: AssessmentDetail, when: str) -> list[str]:
    return [indicator for indicator, told in assessed.risk.items() if told in {when, "both"}]


def group_fields(form: Form, variant: Variant) -> GroupTold:
    """Target group, risk indicators, and in variant H how long support will be needed."""
    group = form.one_of("target_group", GROUPS[variant], words="target_group")
    need = None
    if variant is Variant.H:
        need = form.one_of("expected_need", tuple(ExpectedNeed), words="expected_need")
    now = form.several("risk_now", "risk_indicator")
    past = form.several("risk_past", "risk_indicator")
    return GroupTold(
        target_group=group,
        expected_need=need,
        risk=risk_by_time(now, past),
        assessed_date=form.day("assessed_date", latest=today()),
    )


def decision_fields(form: Form, judgement: Judgement, facts: Facts) -> Visitation:
    """The decision; only what that decision needs is asked for."""
    decided = form.day("decision_date", latest=today())
    decision = form.one_of("decision", tuple(Decision), words="decision")
    combination = override_reason = reject_reason = legal_basis = None
    if decision == Decision.ACCEPTED:
        combination = form.one_of("combination", tuple(Combination), words="combination")
        override_reason = _override_reason(form, combination, judgement, facts)
    elif decision is not None:
        reject_reason = form.choice("reject_reason", "reject_reason")
    if decision in NEEDS_LEGAL_BASIS:
        laws = valid_codes("legal_basis", decided or today())
        legal_basis = form.choice("legal_basis", laws, words="legal_basis")
    return Visitation(
        decision=decision,
        decision_date=decided,
        combination=combination,
        override_reason=override_reason,
        reject_reason=reject_reason,
        legal_basis=legal_basis,
        reason=form.text("reason", area=True),
    )


def _override_reason(
    form: Form, combination: str | None, judgement: Judgement, facts: Facts
) -> str | None:
    if combination is None:
        return None
    soft = judgement.option(Combination(combination)).weighing(Weight.SOFT)
    for rule in soft:
        st.warning(rule_words(rule, facts))
    return form.text("override_reason", area=True) if soft else None


def change_fields(
    form: Form, now: Combination | None, judgement: Judgement, facts: Facts
) -> ChangeTold:
    """Another combination than the present one, from which day, and why."""
    others = tuple(each for each in Combination if each is not now)
    combination = form.one_of("combination", others, words="combination")
    return ChangeTold(
        combination=combination,
        override_reason=_override_reason(form, combination, judgement, facts),
        reason_code=form.choice("reason_code", "combination_change_reason"),
        reason=form.text("reason", area=True),
        change_date=form.day("change_date", latest=today()),
    )
