"""The rows of trin 1 and 2: the young person, the referral, the assessment and the decision."""

from datetime import date

from core.codes import Combination, Decision, Step, TargetGroup, Variant, all_codes
from db.demo.days import plus
from db.demo.life import Life
from db.demo.people import AREAS
from db.demo.staff import Staff
from db.demo.stories import Flaw
from db.models import CaseRow, DimensionRow, RiskIndicatorRow, YoungPersonRow

_OFFICE = "Papirsø Kommune, Ungeindsatsen"


def write_opening(life: Life, staff: Staff) -> None:
    """The young person, the case and what the assessment found."""
    young = life.young
    young_id = life.rows.add(
        YoungPersonRow,
        life.course.referral,
        name=young.name,
        birth_date=young.birth_date,
        cpr=young.cpr if life.chance(0.8) else None,
        phone=young.phone,
        email=young.email if life.chance(0.7) else None,
        municipality_area=life.dice.choice(AREAS),
        special_considerations=life.say("special.all") if life.chance(0.25) else None,
        protected_identity=life.number % 37 == 0,
    )
    life.rows.add(
        CaseRow,
        life.course.referral,
        id=life.case_id,
        number=life.number,
        step=life.story.step.value,
        young_person_id=young_id,
        variant=life.story.variant.value,
        **_referral(life, staff),
        **_assessment(life),
        **_decision(life, staff),
        **_course(life),
        **_closure(life),
    )
    _risks(life)
    _dimensions(life)


def _referral(life: Life, staff: Staff) -> dict[str, object]:
    account, name, organisation = life.dice.choice(staff.referrers)
    own = life.chance(0.6)
    told = life.course.taken_up is not None
    return {
        "referral_date": life.course.referral,
        "referrer_name": name if own else life.register.grown(),
        "referrer_organisation": organisation if own else _OFFICE,
        "referral_reason": life.say(f"reason.{life.story.group.value}"),
        "referred_by_id": account if own else None,
        "target_group_guess": life.story.group.value,
        "acute_needs": _acute(life),
        "young_person_knows": life.chance(0.9),
        "young_person_wants": life.chance(0.85),
        "taken_up_date": life.course.taken_up,
        "taken_up_by": staff.lead.name if told else None,
    }


def _acute(life: Life) -> str | None:
    if life.story.group is not TargetGroup.HOMELESS or life.story.step is Step.REFERRED:
        # Of those who still wait, only the one who waits too long has an acute need.
        return "nowhere_tonight;no_income" if life.story.flaw is Flaw.REFERRAL_WAITS else None
    needs = ["nowhere_tonight", "no_income", "eviction_notice", "health_crisis", "violence"]
    drawn = life.dice.sample(needs, life.dice.choice([0, 0, 1, 1, 2]))
    return ";".join(drawn) or None


def _assessment(life: Life) -> dict[str, object]:
    if life.course.taken_up is None or life.story.step is Step.REJECTED:
        return {}
    return {
        "target_group": life.story.group.value,
        "expected_need": _expected_need(life),
        "wishes": life.say("wish.all"),
        "resources": life.say("resource.all") if life.chance(0.8) else None,
        "assessed_date": life.course.assessed,
    }


def _expected_need(life: Life) -> str | None:
    if life.story.variant is Variant.U:
        return None
    if life.story.combination is Combination.SM_ICM:
        return "long_lasting"
    return "nine_months"


def _decision(life: Life, staff: Staff) -> dict[str, object]:
    if life.course.decision is None:
        return {}
    return {
        "decision_date": life.course.decision,
        "decided_by": staff.lead.name,
        **(_rejection(life) if life.story.step is Step.REJECTED else _acceptance(life)),
    }


def _rejection(life: Life) -> dict[str, object]:
    declined = life.story.ending == "declined"
    return {
        "decision": (Decision.WITHDRAWN if declined else Decision.REJECTED).value,
        "reject_reason": life.story.ending,
        "decision_reason": life.say(f"reject.{life.story.ending}"),
        "legal_basis": None if declined else "section_85",
    }


def _acceptance(life: Life) -> dict[str, object]:
    granted = life.story.combination or Combination.SM
    return {
        "decision": Decision.ACCEPTED.value,
        "combination": granted.value,
        "decision_reason": life.say(f"decision.{granted.value}"),
        "legal_basis": _legal_basis(life, life.course.decision or life.on),
    }


def _legal_basis(life: Life, decided: date) -> str:
    if plus(life.young.birth_date, 6575) > decided:
        return "barnets_lov_32"
    if life.story.group is TargetGroup.FORMERLY_IN_CARE:
        return "barnets_lov_113"
    return "section_85a" if life.method else "section_85"


def _course(life: Life) -> dict[str, object]:
    placements = {
        TargetGroup.IN_CARE: ("foster_family", "residential_home", "own_room", "kinship_care"),
        TargetGroup.FORMERLY_IN_CARE: ("formerly_placed",),
    }
    drawn = life.dice.choice(placements.get(life.story.group, ("none",)))
    return {
        "coordinator_id": life.coordinator.id if life.coordinator else None,
        "start_date": life.course.start,
        "placement_type": drawn
        if life.story.variant is Variant.U and life.course.decision
        else None,
    }


def _closure(life: Life) -> dict[str, object]:
    if life.course.end is None:
        return {}
    left = life.story.ending == "dropped_out"
    return {
        "end_date": life.course.end,
        "closure_reason": life.story.ending,
        "closure_note": life.say(f"closure.{life.story.ending}"),
        "closure_young_person_involved": not left,
        "closure_team_involved": True,
    }


_RISKS = (
    "unstable_education",
    "mental_health",
    "weak_network",
    "unstable_upbringing",
    "substance_use",
    "preventive_measures",
    "placed_in_care",
)


def _risks(life: Life) -> None:
    number = life.dice.choice([2, 3, 3, 4, 5])
    for indicator in sorted(life.dice.sample(_RISKS, number), key=_RISKS.index):
        past = indicator in {"preventive_measures", "placed_in_care", "unstable_upbringing"}
        when = life.dice.choice(["past", "past", "both"] if past else ["now", "now", "both"])
        life.rows.add(
            RiskIndicatorRow,
            life.course.referral,
            case_id=life.case_id,
            indicator=indicator,
            when=when,
        )


_NEEDS = {
    "housing": (1, 3, 2),
    "mental_health": (2, 4, 3),
    "physical_health": (5, 3, 1),
    "economy": (1, 4, 4),
    "daily_activities": (2, 4, 2),
    "network": (2, 4, 3),
    "substance_use": (5, 3, 2),
    "education_employment": (2, 4, 4),
}
"""How often a dimension is spoken of with no, some and much need."""


def _dimensions(life: Life) -> None:
    """All eight once assessed; while the assessment runs, those spoken of so far."""
    if life.course.taken_up is None or life.story.step is Step.REJECTED:
        return
    dimensions = all_codes("life_dimension")
    spoken = dimensions if life.course.assessed else dimensions[: life.dice.randint(2, 6)]
    day = life.course.assessed or life.course.taken_up
    for dimension in spoken:
        need = _need(life, dimension)
        words = life.say(f"need.{dimension}.{need}") if life.chance(0.7) else None
        life.rows.add(
            DimensionRow, day, case_id=life.case_id, dimension=dimension, need=need, own_words=words
        )


def _need(life: Life, dimension: str) -> str:
    if dimension == "housing":
        if life.story.group is TargetGroup.HOMELESS:
            return "much"
        return life.dice.choice(("none", "some", "some"))
    return life.dice.choices(("none", "some", "much"), _NEEDS[dimension])[0]
