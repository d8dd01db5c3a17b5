"""An assessment and its decision as the pages know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.codes import Combination, Decision, ExpectedNeed, Need, Step, TargetGroup, Variant
from core.records.housing import HousingLine


@dataclass(frozen=True, slots=True)
class Assessed:
    """One life dimension: the need, and what the young person says of it."""

    need: Need
    own_words: str | None


@dataclass(frozen=True, slots=True)
class Override:
    """A rule that was set aside, why and by whom."""

    rule: str
    reason: str
    date: date
    by_name: str


@dataclass(frozen=True, slots=True)
class CombinationChange:
    """A change of combination after the decision."""

    date: date
    before: Combination
    after: Combination
    reason_code: str
    reason: str
    by_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDetail:
    """All that is recorded before the decision, and the decision. Days are dates.

    `dimensions` holds those assessed so far; `housing`, `overrides` and `changes` are oldest first.
    """

    case_id: str
    version: int
    step: Step
    variant: Variant
    birth_date: date | None
    referral_date: date
    dimensions: Mapping[str, Assessed]
    housing: tuple[HousingLine, ...]
    wishes: str | None
    resources: str | None
    special_considerations: str | None
    risk: Mapping[str, str]
    target_group_guess: TargetGroup | None
    target_group: TargetGroup | None
    expected_need: ExpectedNeed | None
    assessed_date: date | None
    decision: Decision | None
    decision_date: date | None
    decision_reason: str | None
    reject_reason: str | None
    legal_basis: str | None
    decided_by: str | None
    combination: Combination | None
    overrides: tuple[Override, ...]
    changes: tuple[CombinationChange, ...]
    support_open: bool
