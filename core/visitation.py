"""The decision on an assessment, and a later change of combination (guide 2018 pp. 11-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.assessment import check_finished, member
from core.codes import Coded, Combination, Decision, Step
from core.eligibility import Option, Rule, Weight
from core.errors import ReasonMissing, RuleBroken
from core.records.assessment import AssessmentDetail
from core.texts import TEXT, check_code, check_order, clean, optional_text, past_date, required_text


class CombinationClosed(RuleBroken):
    """A hard rule closes the combination (facts: combination, rule)."""

    code = "combination_closed"


class CombinationUnchanged(RuleBroken):
    """The young person has that combination already (facts: combination)."""

    code = "combination_unchanged"


class SupportStillOpen(RuleBroken):
    """The combination can not change while a support course runs."""

    code = "support_still_open"


STEP_AFTER: Mapping[Decision, Step] = MappingProxyType(
    {
        Decision.ACCEPTED: Step.START_UP,
        Decision.REJECTED: Step.REJECTED,
        Decision.WITHDRAWN: Step.REJECTED,
    }
)
"""Where a decision takes the case."""

NEEDS_LEGAL_BASIS = frozenset({Decision.ACCEPTED, Decision.REJECTED})
"""Decisions that must name their law; a withdrawn referral is none of the authority's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitation:
    """The decision as told: what, on which law, why, and when."""

    decision: str | None
    decision_date: date | None
    reason: str | None
    combination: str | None = None
    legal_basis: str | None = None
    reject_reason: str | None = None
    override_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedVisitation:
    """A decision whose fields hold; `combination` is None unless it is accepted."""

    decision: Decision
    decision_date: date
    reason: str
    combination: Combination | None
    legal_basis: str | None
    reject_reason: str | None
    override_reason: str | None


def checked_visitation(told: Visitation, assessed: AssessmentDetail, on: date) -> CheckedVisitation:
    """The decision with cleaned texts. Raises the refusal of the first field that does not hold."""
    decision = Decision(member("decision", Decision, told.decision))
    accepted = decision is Decision.ACCEPTED
    if accepted:
        check_finished(assessed)
    decided = past_date("decision_date", told.decision_date, on)
    check_order("decision_date", assessed.referral_date, decided)
    if accepted:
        check_order("decision_date", assessed.assessed_date, decided)
    return CheckedVisitation(
        decision=decision,
        decision_date=decided,
        combination=_combination(told.combination) if accepted else None,
        reject_reason=None
        if accepted
        else check_code("reject_reason", "reject_reason", told.reject_reason, decided),
        legal_basis=_legal_basis(told.legal_basis, decided, required=decision in NEEDS_LEGAL_BASIS),
        override_reason=optional_text("override_reason", told.override_reason, TEXT),
        reason=required_text("reason", told.reason, TEXT),
    )


def _combination(value: str | None) -> Combination:
    return Combination(member("combination", Combination, value))


def _legal_basis(value: str | None, decided: date, *, required: bool) -> str | None:
    if value is None and not required:
        return None
    return check_code("legal_basis", "legal_basis", value, decided)


def overridden(option: Option, reason: str | None) -> tuple[Rule, ...]:
    """The soft rules that the choice sets aside. Raises CombinationClosed or ReasonMissing."""
    closed = option.weighing(Weight.HARD)
    if closed:
        rule = Coded("eligibility_rule", closed[0].code)
        raise CombinationClosed("combination", combination=option.combination, rule=rule)
    soft = option.weighing(Weight.SOFT)
    if soft and not clean(reason):
        raise ReasonMissing("override_reason", rule=soft[0].code)
    return soft


# ---------------------------------------------------------------- a later change


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedChange:
    """A change of combination whose fields hold."""

    combination: Combination
    change_date: date
    reason_code: str
    reason: str


def checked_change(
    assessed: AssessmentDetail,
    *,
    combination: str | None,
    change_date: date | None,
    reason_code: str | None,
    reason: str | None,
    on: date,
) -> CheckedChange:
    """A change to another combination. Raises the refusal of what does not hold."""
    if assessed.support_open:
        raise SupportStillOpen
    new = _combination(combination)
    if new is assessed.combination:
        raise CombinationUnchanged("combination", combination=new)
    day = past_date("change_date", change_date, on)
    check_order("change_date", _last_decided(assessed), day)
    code = check_code("reason_code", "combination_change_reason", reason_code, day)
    return CheckedChange(
        combination=new,
        change_date=day,
        reason_code=code,
        reason=required_text("reason", reason, TEXT),
    )


def _last_decided(assessed: AssessmentDetail) -> date:
    days = [change.date for change in assessed.changes]
    return max([assessed.decision_date or assessed.referral_date, *days])
