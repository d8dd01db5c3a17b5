"""Assessments and decisions; every argument has a default."""

from datetime import date

from core.codes import (
    Decision,
    ExpectedNeed,
    HousingGroup,
    Need,
    Step,
    TargetGroup,
    Variant,
    all_codes,
)
from core.records.assessment import Assessed, AssessmentDetail
from core.records.housing import HousingLine
from core.visitation import Visitation
from db.models import CaseRow, DimensionRow, HousingRow, RiskIndicatorRow, new_id
from tests.factories import ON, put, put_case

REFERRED_ON = date(2026, 4, 1)
ALL_DIMENSIONS = {name: Assessed(Need.SOME, None) for name in all_codes("life_dimension")}


def housing_line(situation: str = "family_friends", **told: object) -> HousingLine:
    """A situation of the history; homeless unless told otherwise."""
    values: dict[str, object] = {
        "id": "housing",
        "version": 1,
        "group": HousingGroup.HOMELESS,
        "from_date": REFERRED_ON,
        "to_date": None,
        "allocated_date": None,
        "lease_signed_date": None,
        "waiting_list_date": None,
    }
    return HousingLine(situation=situation, **{**values, **told})  # type: ignore[arg-type]


def assessment(**told: object) -> AssessmentDetail:
    """An assessment in variant H that lacks nothing."""
    values: dict[str, object] = {
        "case_id": "case",
        "version": 1,
        "step": Step.ASSESSMENT,
        "variant": Variant.H,
        "birth_date": date(2006, 3, 5),
        "referral_date": REFERRED_ON,
        "dimensions": ALL_DIMENSIONS,
        "housing": (housing_line(),),
        "risk": {"weak_network": "now", "substance_use": "past"},
        "target_group": TargetGroup.HOMELESS,
        "expected_need": ExpectedNeed.NINE_MONTHS,
        "overrides": (),
        "changes": (),
        "support_open": False,
    }
    blank = {name: None for name in AssessmentDetail.__slots__ if name not in values}
    return AssessmentDetail(**{**blank, **values, **told})  # type: ignore[arg-type]


def visitation(**told: object) -> Visitation:
    """An acceptance with CTI that holds, but for what is told otherwise."""
    values: dict[str, object] = {
        "decision": Decision.ACCEPTED.value,
        "decision_date": ON,
        "combination": "SM_CTI",
        "legal_basis": "section_85a",
        "reason": "Har brug for støtte i den første tid i egen bolig.",
    }
    return Visitation(**{**values, **told})  # type: ignore[arg-type]


def put_assessed_case(
    name: str = "Vilma Vildspor",
    *,
    group: TargetGroup | None = TargetGroup.HOMELESS,
    need: ExpectedNeed | None = ExpectedNeed.NINE_MONTHS,
    situation: str | None = "family_friends",
    dimensions: tuple[str, ...] = all_codes("life_dimension"),
    risk: tuple[str, ...] = ("weak_network", "substance_use"),
    step: Step = Step.ASSESSMENT,
    variant: Variant = Variant.H,
    **columns: object,
) -> CaseRow:
    """A case whose assessment lacks nothing unless told so; returns the case row, detached."""
    case = put_case(
        name,
        step=step,
        variant=variant,
        target_group=group.value if group else None,
        expected_need=need.value if need else None,
        **{"referral_date": REFERRED_ON, **columns},
    )
    rows = [
        DimensionRow(id=new_id(), case_id=case.id, dimension=each, need="some")
        for each in dimensions
    ]
    risks = [
        RiskIndicatorRow(id=new_id(), case_id=case.id, indicator=each, when="now") for each in risk
    ]
    put(*rows, *risks)
    if situation is not None:
        put(HousingRow(id=new_id(), case_id=case.id, situation=situation, from_date=REFERRED_ON))
    return case
