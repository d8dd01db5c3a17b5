from datetime import date

import pytest

from core.assessment import AssessmentUnfinished, facts_of
from core.codes import Combination, Decision, Step, TargetGroup
from core.eligibility import judge
from core.errors import (
    DateInFuture,
    DatesOutOfOrder,
    MissingValue,
    ReasonMissing,
    TooLong,
    UnknownCode,
)
from core.pathway import MOVES
from core.records.assessment import CombinationChange
from core.settings import Settings
from core.visitation import (
    STEP_AFTER,
    CombinationClosed,
    CombinationUnchanged,
    SupportStillOpen,
    checked_change,
    checked_visitation,
    overridden,
)
from tests.factories import ON
from tests.factories_assessment import assessment, visitation

REJECTION = {"decision": "rejected", "reject_reason": "outside_target_group", "combination": None}


def _option(combination, **told):
    assessed = assessment(**told)
    return judge(facts_of(assessed, ON), Settings()).option(combination)


def test_every_decision_is_a_move_of_the_process():
    assert set(STEP_AFTER) == set(Decision)
    assert set(STEP_AFTER.values()) == MOVES[Step.ASSESSMENT]


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        ({"decision": None}, MissingValue, "decision"),
        ({"decision": "maybe"}, UnknownCode, "decision"),
        ({"decision_date": None}, MissingValue, "decision_date"),
        ({"decision_date": date(2026, 5, 5)}, DateInFuture, "decision_date"),
        ({"decision_date": date(2026, 3, 31)}, DatesOutOfOrder, "decision_date"),
        ({"combination": None}, MissingValue, "combination"),
        ({"combination": "CTI"}, UnknownCode, "combination"),
        ({"legal_basis": None}, MissingValue, "legal_basis"),
        ({"legal_basis": "section_1"}, UnknownCode, "legal_basis"),
        ({"reason": "  "}, MissingValue, "reason"),
        ({"reason": "x" * 4001}, TooLong, "reason"),
        ({**REJECTION, "reject_reason": None}, MissingValue, "reject_reason"),
        ({**REJECTION, "legal_basis": None}, MissingValue, "legal_basis"),
    ],
)
def test_a_decision_that_does_not_hold_is_refused_at_its_field(told, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_visitation(visitation(**told), assessment(), ON)
    assert refused.value.field == field


def test_the_legal_basis_must_be_in_force_on_the_day_of_the_decision():
    old = assessment(referral_date=date(2023, 1, 2))
    with pytest.raises(UnknownCode):
        checked_visitation(visitation(decision_date=date(2023, 9, 30)), old, ON)
    assert checked_visitation(visitation(decision_date=date(2023, 10, 1)), old, ON).legal_basis


def test_a_decision_before_the_day_of_the_assessment_is_refused():
    with pytest.raises(DatesOutOfOrder):
        checked_visitation(
            visitation(decision_date=date(2026, 5, 1)), assessment(assessed_date=ON), ON
        )


def test_nobody_is_accepted_on_an_unfinished_assessment():
    with pytest.raises(AssessmentUnfinished):
        checked_visitation(visitation(), assessment(dimensions={}), ON)


def test_a_rejection_waits_for_no_assessment_and_carries_no_combination():
    told = visitation(**{**REJECTION, "combination": "SM_CTI"})
    rejected = checked_visitation(told, assessment(dimensions={}, housing=()), ON)
    assert (rejected.combination, rejected.reject_reason) == (None, "outside_target_group")


def test_a_withdrawn_referral_names_no_law():
    told = visitation(decision="withdrawn", reject_reason="declined", legal_basis=None)
    assert checked_visitation(told, assessment(), ON).legal_basis is None


def test_a_closed_combination_is_refused_with_a_reason_too():
    with pytest.raises(CombinationClosed) as refused:
        overridden(_option(Combination.SM_CTI, target_group=TargetGroup.IN_CARE), "Fordi.")
    assert refused.value.facts["rule"].code == "other_variant"


@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_a_soft_rule_is_not_set_aside_without_a_reason(reason):
    with pytest.raises(ReasonMissing) as refused:
        overridden(_option(Combination.SM), reason)
    assert (refused.value.field, refused.value.facts["rule"]) == ("override_reason", "R02")


def test_a_soft_rule_is_set_aside_with_a_reason():
    soft = overridden(_option(Combination.SM), "Den unge vil ikke have bostøtte.")
    assert [rule.code for rule in soft] == ["R02"]


def test_an_open_combination_sets_nothing_aside():
    assert overridden(_option(Combination.SM_CTI), None) == ()


def _change(assessed=None, **told):
    values = {
        "combination": "SM_ICM",
        "change_date": ON,
        "reason_code": "needs_grew",
        "reason": "Klarer ikke hverdagen alene.",
        "on": ON,
    }
    accepted = {"combination": Combination.SM_CTI, "decision_date": date(2026, 4, 10)}
    return checked_change(assessed or assessment(**accepted), **{**values, **told})


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        ({"combination": None}, MissingValue, "combination"),
        ({"combination": "SM_CTI"}, CombinationUnchanged, "combination"),
        ({"change_date": None}, MissingValue, "change_date"),
        ({"change_date": date(2026, 5, 5)}, DateInFuture, "change_date"),
        ({"change_date": date(2026, 4, 9)}, DatesOutOfOrder, "change_date"),
        ({"reason_code": None}, MissingValue, "reason_code"),
        ({"reason_code": "whim"}, UnknownCode, "reason_code"),
        ({"reason": None}, MissingValue, "reason"),
    ],
)
def test_a_change_that_does_not_hold_is_refused_at_its_field(told, refusal, field):
    with pytest.raises(refusal) as refused:
        _change(**told)
    assert refused.value.field == field


def test_the_combination_does_not_change_while_support_runs():
    with pytest.raises(SupportStillOpen):
        _change(assessment(combination=Combination.SM_CTI, support_open=True))


def test_a_change_lies_not_before_the_one_before_it():
    earlier = CombinationChange(
        ON, Combination.SM, Combination.SM_CTI, "needs_grew", "Flere behov.", None
    )
    changed = assessment(
        combination=Combination.SM_CTI, decision_date=date(2026, 4, 10), changes=(earlier,)
    )
    with pytest.raises(DatesOutOfOrder):
        _change(changed, change_date=date(2026, 5, 3))
