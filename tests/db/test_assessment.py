import json
from datetime import date

import pytest

from core.assessment import AssessmentUnfinished
from core.codes import Combination, ExpectedNeed, Need, Role, Step, TargetGroup, Variant
from core.errors import (
    ChangedByOther,
    MissingValue,
    NotAllowed,
    NotFound,
    ReasonMissing,
    TooLong,
    UnknownCode,
    WrongStep,
)
from core.referral import OpenCaseExists
from core.visitation import SupportStillOpen
from db import actions, queries
from db.engine import reading
from db.models import (
    AuditRow,
    CaseEventRow,
    CaseRow,
    DimensionRow,
    OverrideRow,
    RiskIndicatorRow,
    SettingRow,
    YoungPersonRow,
    new_id,
)
from tests.factories import ON, person, put, put_case
from tests.factories_assessment import put_assessed_case, visitation
from tests.factories_support import put_course

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
REFUSED = [
    person(Role.STEERING_GROUP),
    person(Role.REFERRER),
    person(Role.ADMINISTRATOR),
    person(Role.COORDINATOR, staff_id="karen"),
]
"""Who does not reach an unassigned case: these roles, and a coordinator without visitation."""
each_refused = pytest.mark.parametrize("by", REFUSED, ids=lambda by: next(iter(by.roles)).value)


def _case(case_id):
    with reading() as session:
        return session.get(CaseRow, case_id)


def _all(kind):
    with reading() as session:
        return session.query(kind).all()


def _decide(case, *, by=LEAD, **told):
    actions.visitation.decide(case.id, visitation(**told), seen_version=case.version, by=by, on=ON)


def _dimensions(case, *, by=LEAD, seen_version=None, **told):
    actions.assessment.record_dimensions(
        case.id, told, seen_version=seen_version or case.version, by=by, on=ON
    )


def _wishes(case, *, by=LEAD, **told):
    values = {"wishes": None, "resources": None, "special_considerations": None, **told}
    actions.assessment.record_wishes(case.id, **values, seen_version=case.version, by=by, on=ON)


def _group(case, *, by=LEAD, **told):
    values = {
        "target_group": "homeless",
        "expected_need": "nine_months",
        "assessed_date": ON,
        "risk": {},
        **told,
    }
    actions.assessment.record_group(case.id, **values, seen_version=case.version, by=by, on=ON)


def _change(case, *, by=LEAD, **told):
    values = {
        "combination": "SM_ICM",
        "reason_code": "needs_grew",
        "reason": "Klarer ikke hverdagen alene.",
        "change_date": ON,
        **told,
    }
    actions.visitation.change_combination(
        case.id, **values, seen_version=case.version, by=by, on=ON
    )


def _put_accepted_case(combination="SM_CTI", *, step=Step.START_UP, **columns):
    return put_assessed_case(
        step=step,
        combination=combination,
        decision="accepted",
        decision_date=date(2026, 4, 10),
        **columns,
    )


# ---------------------------------------------------------------- written down in parts


def test_dimensions_are_saved_unfinished_and_added_to_later():
    case = put_case(step=Step.ASSESSMENT)
    _dimensions(case, housing=("much", "Sofa hos en ven."), economy=("some", None))
    _dimensions(_case(case.id), economy=("none", "Har SU."), network=("some", None))
    detail = queries.assessment.detail(case.id, by=LEAD)
    assert {name: each.need for name, each in detail.dimensions.items()} == {
        "housing": Need.MUCH,
        "economy": Need.NONE,
        "network": Need.SOME,
    }
    assert detail.dimensions["housing"].own_words == "Sofa hos en ven."


def test_only_the_dimensions_that_changed_leave_a_line_with_before_and_after():
    case = put_case(step=Step.ASSESSMENT)
    _dimensions(case, housing=("much", None), economy=("some", None))
    _dimensions(_case(case.id), housing=("some", None), economy=("some", None))
    lines = [line for line in _all(AuditRow) if line.table_name == "dimensions"]
    assert len(lines) == 3
    assert json.loads(lines[-1].changes) == {"need": ["much", "some"]}
    assert {line.case_id for line in lines} == {case.id}


def test_a_refused_dimension_writes_nothing_of_the_others():
    case = put_case(step=Step.ASSESSMENT)
    with pytest.raises(MissingValue):
        _dimensions(case, housing=("much", None), economy=(None, "Har gæld."))
    assert _all(DimensionRow) == []
    assert _case(case.id).version == 1


def test_two_people_assessing_at_once_do_not_overwrite_each_other():
    case = put_case(step=Step.ASSESSMENT)
    _dimensions(case, housing=("much", None))
    with pytest.raises(ChangedByOther):
        _dimensions(case, housing=("none", None), seen_version=1)
    assert _all(DimensionRow)[0].need == "much"


def test_wishes_resources_and_considerations_are_saved():
    case = put_case(step=Step.ASSESSMENT)
    _wishes(
        case, wishes="Egen bolig.", resources="En tante.", special_considerations="Korte møder."
    )
    detail = queries.assessment.detail(case.id, by=LEAD)
    assert (detail.wishes, detail.resources) == ("Egen bolig.", "En tante.")
    assert _all(YoungPersonRow)[0].special_considerations == "Korte møder."


def test_a_wish_that_is_too_long_is_refused():
    case = put_case(step=Step.ASSESSMENT)
    with pytest.raises(TooLong):
        _wishes(case, wishes="x" * 4001)


def test_group_need_and_indicators_are_saved():
    case = put_assessed_case(group=None, need=None, risk=("weak_network", "substance_use"))
    _group(case, target_group="at_risk", risk={"weak_network": "both", "mental_health": "now"})
    detail = queries.assessment.detail(case.id, by=LEAD)
    assert (detail.target_group, detail.expected_need) == (
        TargetGroup.AT_RISK,
        ExpectedNeed.NINE_MONTHS,
    )
    assert detail.risk == {"weak_network": "both", "mental_health": "now"}
    gone = [line for line in _all(AuditRow) if "substance_use" in line.changes]
    assert json.loads(gone[0].changes)["indicator"] == ["substance_use", None]


def test_an_indicator_of_unknown_time_stays_until_it_is_told_again():
    case = put_assessed_case(risk=())
    put(RiskIndicatorRow(id=new_id(), case_id=case.id, indicator="weak_network", when="unknown"))
    _group(case, risk={})
    _group(_case(case.id), risk={"weak_network": "past"})
    assert [row.when for row in _all(RiskIndicatorRow)] == ["past"]


@pytest.mark.parametrize(
    "told",
    [{"target_group": "in_care"}, {"risk": {"rain": "now"}}, {"risk": {"weak_network": "x"}}],
)
def test_a_group_or_an_indicator_that_is_not_in_the_list_is_refused(told):
    case = put_assessed_case()
    with pytest.raises(UnknownCode):
        _group(case, **told)


@each_refused
def test_who_does_not_reach_the_case_can_not_assess_it(by):
    case = put_assessed_case()
    for act in (_dimensions, _wishes, _group):
        with pytest.raises(NotFound):
            act(case, by=by)
    assert queries.assessment.detail(case.id, by=by) is None


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.ASSESSMENT])
def test_an_assessment_is_written_while_the_case_is_being_assessed_and_at_no_other_time(step):
    case = put_assessed_case(step=step)
    for act in (_dimensions, _wishes, _group):
        with pytest.raises(WrongStep):
            act(case)


# ---------------------------------------------------------------- the decision


def test_an_accepted_young_person_goes_on_to_start_up():
    case = put_assessed_case()
    _decide(case)
    decided = _case(case.id)
    assert (decided.step, decided.decision, decided.combination) == (
        "start_up",
        "accepted",
        "SM_CTI",
    )
    assert (decided.decision_date, decided.legal_basis, decided.decided_by) == (
        ON,
        "section_85a",
        LEAD.name,
    )
    assert decided.assessed_date == ON
    assert _all(OverrideRow) == []
    assert {line.act for line in _all(AuditRow)} == {"decide"}


def test_a_rejected_young_person_keeps_the_reason():
    case = put_assessed_case(dimensions=())
    _decide(case, decision="rejected", reject_reason="other_municipality", combination=None)
    decided = _case(case.id)
    assert (decided.step, decided.decision, decided.combination) == ("rejected", "rejected", None)
    assert decided.reject_reason == "other_municipality"


def test_a_withdrawn_referral_is_not_called_a_rejection():
    case = put_assessed_case(dimensions=())
    _decide(case, decision="withdrawn", reject_reason="declined", legal_basis=None)
    assert (_case(case.id).step, _case(case.id).decision) == ("rejected", "withdrawn")


def test_a_soft_rule_is_not_set_aside_in_silence():
    case = put_assessed_case()
    with pytest.raises(ReasonMissing):
        _decide(case, combination="SM")
    assert _case(case.id).step == "assessment"
    assert _all(OverrideRow) == []


def test_a_soft_rule_set_aside_stays_visible_with_its_reason():
    case = put_assessed_case()
    _decide(case, combination="SM", override_reason="Den unge vil ikke have bostøtte.")
    override = queries.assessment.detail(case.id, by=LEAD).overrides[0]
    assert (override.rule, override.reason, override.date, override.by_name) == (
        "R02",
        "Den unge vil ikke have bostøtte.",
        ON,
        LEAD.name,
    )


def test_each_soft_rule_of_the_choice_is_stored():
    case = put_assessed_case(group=TargetGroup.AT_RISK, risk=("weak_network",))
    _decide(case, combination="SM_ICM", override_reason="Kort fra at miste boligen.")
    assert {row.rule for row in _all(OverrideRow)} == {"R01", "few_indicators"}


def test_the_setting_of_the_day_of_the_decision_opens_icm_for_the_risk_group():
    case = put_assessed_case(group=TargetGroup.AT_RISK)
    put(SettingRow(id=new_id(), name="icm_for_at_risk", value="1", valid_from=ON))
    with pytest.raises(ReasonMissing):
        _decide(case, combination="SM_ICM", decision_date=date(2026, 5, 3))
    _decide(case, combination="SM_ICM")
    assert _all(OverrideRow) == []


def test_an_unfinished_assessment_is_not_accepted():
    case = put_assessed_case(situation=None)
    with pytest.raises(AssessmentUnfinished):
        _decide(case)


def test_a_young_person_with_another_open_case_is_not_accepted():
    case = put_assessed_case()
    other = put_case(step=Step.SUPPORT)
    with reading() as session:
        row = session.get(CaseRow, other.id)
    put(_second_case(row, case.young_person_id))
    with pytest.raises(OpenCaseExists):
        _decide(case)
    _decide(case, decision="rejected", reject_reason="needs_met_elsewhere")


def _second_case(row, young_person_id):
    return CaseRow(
        id=new_id(),
        number=row.number + 1,
        step=row.step,
        variant=row.variant,
        referral_date=row.referral_date,
        young_person_id=young_person_id,
    )


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.ASSESSMENT])
def test_a_case_is_decided_once_and_only_while_it_is_being_assessed(step):
    case = put_assessed_case(step=step)
    with pytest.raises(WrongStep):
        _decide(case)


@each_refused
def test_who_does_not_reach_the_case_can_not_decide_it(by):
    with pytest.raises(NotFound):
        _decide(put_assessed_case(), by=by)


def test_a_support_worker_with_visitation_assesses_but_does_not_decide():
    worker = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    case = put_assessed_case()
    _dimensions(case, by=worker, housing=("much", None))
    with pytest.raises(NotAllowed):
        _decide(_case(case.id), by=worker)


def test_a_coordinator_with_visitation_decides():
    case = put_assessed_case()
    _decide(case, by=person(Role.COORDINATOR, staff_id="karen", allocates=True))
    assert _case(case.id).step == "start_up"


def test_a_decision_from_a_stale_page_is_refused():
    case = put_assessed_case()
    _group(case, target_group="at_risk")
    with pytest.raises(ChangedByOther):
        _decide(case)


def test_variant_u_is_accepted_without_an_expected_need():
    case = put_assessed_case(variant=Variant.U, group=TargetGroup.IN_CARE, need=None)
    _decide(case, combination="SM", legal_basis="barnets_lov_113")
    assert _case(case.id).combination == "SM"


# ---------------------------------------------------------------- a later change


def test_a_change_of_combination_is_a_dated_event_that_keeps_the_one_before():
    case = _put_accepted_case()
    _change(case)
    changes = queries.assessment.detail(case.id, by=LEAD).changes
    assert [(each.before, each.after, each.date) for each in changes] == [
        (Combination.SM_CTI, Combination.SM_ICM, ON)
    ]
    assert _case(case.id).combination == "SM_ICM"
    event = _all(CaseEventRow)[0]
    assert (event.kind, event.by_name) == ("combination_changed", LEAD.name)
    assert _case(case.id).step == "start_up"


def test_a_change_against_a_soft_rule_takes_a_reason_that_is_stored():
    case = _put_accepted_case()
    with pytest.raises(ReasonMissing):
        _change(case, combination="SM")
    _change(case, combination="SM", override_reason="Den unge siger nej til bostøtte.")
    assert [row.rule for row in _all(OverrideRow)] == ["R02"]


def test_the_combination_does_not_change_while_a_support_course_runs():
    case = _put_accepted_case(step=Step.SUPPORT)
    put_course(case.id)
    with pytest.raises(SupportStillOpen):
        _change(case)


@pytest.mark.parametrize("step", [Step.REFERRED, Step.ASSESSMENT, Step.CLOSED, Step.REJECTED])
def test_only_an_accepted_open_case_changes_its_combination(step):
    with pytest.raises(WrongStep):
        _change(_put_accepted_case(step=step))


@each_refused
def test_who_does_not_reach_the_case_can_not_change_its_combination(by):
    with pytest.raises(NotFound):
        _change(_put_accepted_case(), by=by)
