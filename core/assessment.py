"""What an assessment must hold before it can be decided (guide 2018 pp. 11-12, trin 2).

The decision itself is in `core.visitation`, the rules it is held against in `core.eligibility`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from core.calendar import age_on
from core.codes import (
    Coded,
    ExpectedNeed,
    HousingGroup,
    Need,
    TargetGroup,
    Variant,
    valid_codes,
)
from core.eligibility import Facts
from core.errors import MissingValue, RuleBroken, UnknownCode
from core.housing import has_home
from core.records.assessment import Assessed, AssessmentDetail
from core.referral import GROUPS
from core.texts import TEXT, check_code, check_order, clean, optional_text, past_date


class AssessmentUnfinished(RuleBroken):
    """Something must be recorded before the decision (facts: missing; codes)."""

    code = "assessment_unfinished"


class Part(StrEnum):
    """The parts in which an assessment is written down."""

    LIFE = "life"
    HOME = "home"
    DECISION = "decision"


# ---------------------------------------------------------------- what is missing


def gaps(assessed: AssessmentDetail) -> Mapping[Part, tuple[Coded, ...]]:
    """What is still to be recorded before a young person can be accepted, by part."""
    return {
        Part.LIFE: tuple(
            Coded("life_dimension", dimension)
            for dimension in valid_codes("life_dimension", assessed.referral_date)
            if dimension not in assessed.dimensions
        ),
        Part.HOME: () if assessed.housing else (Coded("assessment_gap", "housing_situation"),),
        Part.DECISION: tuple(_group_gaps(assessed)),
    }


def _group_gaps(assessed: AssessmentDetail) -> Iterator[Coded]:
    if assessed.target_group is None:
        yield Coded("assessment_gap", "target_group")
    if assessed.variant is Variant.H and assessed.expected_need is None:
        yield Coded("assessment_gap", "expected_need")


def check_finished(assessed: AssessmentDetail) -> None:
    """Raises AssessmentUnfinished, naming all that is missing."""
    missing = tuple(gap for part in gaps(assessed).values() for gap in part)
    if missing:
        raise AssessmentUnfinished(missing=missing)


# ---------------------------------------------------------------- single parts


def checked_dimensions(
    told: Mapping[str, tuple[str | None, str | None]], on: date
) -> dict[str, Assessed]:
    """Need and own words by dimension; those not spoken of are left out.

    Raises MissingValue where there are words without a need, UnknownCode or TooLong.
    """
    spoken = {name: (need, clean(words)) for name, (need, words) in told.items()}
    return {
        name: _dimension(name, need, words, on)
        for name, (need, words) in spoken.items()
        if need is not None or words is not None
    }


def _dimension(name: str, need: str | None, words: str | None, on: date) -> Assessed:
    field = f"need_{name}"
    check_code(field, "life_dimension", name, on)
    return Assessed(
        need=Need(member(field, Need, need)),
        own_words=optional_text(f"words_{name}", words, TEXT),
    )


def checked_group(variant: Variant, group: str | None) -> TargetGroup | None:
    """The target group, if one is chosen. Raises UnknownCode for one of the other variant."""
    if group is None:
        return None
    if group not in GROUPS[variant]:
        raise UnknownCode("target_group", value=group)
    return TargetGroup(group)


def checked_need(variant: Variant, need: str | None) -> ExpectedNeed | None:
    """How long support is expected to be needed; variant U does not ask. Raises UnknownCode."""
    if need is None or variant is Variant.U:
        return None
    return ExpectedNeed(member("expected_need", ExpectedNeed, need))


def checked_assessed_date(value: date | None, referral_date: date, on: date) -> date | None:
    """The day, if one is given. Raises DateInFuture or DatesOutOfOrder."""
    if value is None:
        return None
    day = past_date("assessed_date", value, on)
    check_order("assessed_date", referral_date, day)
    return day


def member(field: str, kind: type[StrEnum], value: str | None) -> str:
    """A code of the enum. Raises MissingValue or UnknownCode."""
    if not value:
        raise MissingValue(field)
    if value not in set(kind):
        raise UnknownCode(field, value=value)
    return value


# ---------------------------------------------------------------- what the rules look at


def facts_of(assessed: AssessmentDetail, on: date) -> Facts:
    """What the eligibility rules look at, as it stands on that day."""
    return Facts(
        variant=assessed.variant,
        group=assessed.target_group,
        need=assessed.expected_need,
        age=age_on(assessed.birth_date, on) if assessed.birth_date else None,
        indicators=len(assessed.risk),
        much_needs=sum(each.need is Need.MUCH for each in assessed.dimensions.values()),
        sleeps_homeless=_sleeps_homeless(assessed, on),
        has_home=has_home(assessed.housing, on),
    )


def _sleeps_homeless(assessed: AssessmentDetail, on: date) -> bool | None:
    begun = [line.group for line in assessed.housing if line.from_date <= on]
    known = {HousingGroup.HOMELESS: True, HousingGroup.HOUSED: False}
    return known.get(begun[-1]) if begun else None
