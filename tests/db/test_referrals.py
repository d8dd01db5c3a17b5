import json
from datetime import date

import pytest

from core.codes import Role, Step
from core.duplicates import Identity
from core.errors import (
    BadCpr,
    BadEmail,
    BadPhone,
    ChangedByOther,
    MissingValue,
    NotAllowed,
    NotFound,
    UnknownCode,
    WrongStep,
)
from core.referral import OpenCaseExists, SameCpr
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, CaseEventRow, CaseRow, RiskIndicatorRow, YoungPersonRow
from tests.factories import ON, person, put_case, put_staff
from tests.factories_referral import referral

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
REFERRER = person(Role.REFERRER, account_id="henny", name="Henny Henviser")


def _case(number):
    with reading() as session:
        return session.query(CaseRow).filter_by(number=number).one()


def _turn_down(case, **told):
    values = {
        "reject_reason": "outside_target_group",
        "reason": "Bor i en anden by.",
        "decision_date": ON,
    }
    actions.referrals.turn_down(
        case.id, **{**values, **told}, seen_version=case.version, by=LEAD, on=ON
    )


def test_a_referral_makes_a_young_person_a_case_and_its_risk_indicators():
    number = actions.referrals.refer(
        referral(cpr="650306-0000", risk={"weak_network": "now"}, acute_needs=("no_income",)),
        by=REFERRER,
        on=ON,
    )
    case = _case(number)
    assert (number, case.step, case.acute_needs) == (1001, "referred", "no_income")
    with reading() as session:
        assert session.query(YoungPersonRow).one().cpr == "6503060000"
        assert session.query(RiskIndicatorRow).one().when == "now"
        assert {line.act for line in session.query(AuditRow)} == {"refer"}


def test_case_numbers_count_up():
    first = actions.referrals.refer(referral(), by=LEAD, on=ON)
    second = actions.referrals.refer(referral(name="Asger Regnbue"), by=LEAD, on=ON)
    assert second == first + 1


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("cpr", "3202061234", BadCpr),
        ("cpr", "abc", BadCpr),
        ("phone", "12", BadPhone),
        ("email", "vilma", BadEmail),
    ],
)
def test_what_can_not_be_read_is_refused_at_its_field_and_nothing_is_written(field, value, refusal):
    with pytest.raises(refusal) as refused:
        actions.referrals.refer(referral(**{field: value}), by=LEAD, on=ON)
    assert refused.value.field == field
    with reading() as session:
        assert session.query(YoungPersonRow).count() == session.query(CaseRow).count() == 0


def test_a_cpr_number_that_somebody_has_is_refused():
    actions.referrals.refer(referral(cpr="6503060000"), by=LEAD, on=ON)
    with pytest.raises(SameCpr):
        actions.referrals.refer(referral(name="En anden", cpr="6503060000"), by=LEAD, on=ON)


def test_a_known_young_person_with_an_open_case_can_not_be_referred_again():
    case = put_case()
    with pytest.raises(OpenCaseExists) as refusal:
        actions.referrals.refer(referral(), young_person_id=case.young_person_id, by=LEAD, on=ON)
    assert refusal.value.facts["number"] == str(case.number)


def test_a_known_young_person_whose_case_has_ended_gets_a_new_case():
    old = put_case(step=Step.CLOSED)
    number = actions.referrals.refer(
        referral(), young_person_id=old.young_person_id, by=LEAD, on=ON
    )
    assert _case(number).young_person_id == old.young_person_id


def test_a_steering_group_member_can_not_refer():
    with pytest.raises(NotAllowed):
        actions.referrals.refer(referral(), by=person(Role.STEERING_GROUP), on=ON)


def test_taking_up_begins_the_assessment():
    case = put_case()
    actions.referrals.take_up(case.id, seen_version=1, by=LEAD, on=ON)
    taken = _case(case.number)
    assert (taken.step, taken.taken_up_date, taken.taken_up_by) == ("assessment", ON, "Karen Kold")


def test_taking_up_twice_is_refused_as_stale():
    case = put_case()
    actions.referrals.take_up(case.id, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        actions.referrals.take_up(case.id, seen_version=1, by=LEAD, on=ON)


def test_a_case_past_its_referral_can_not_be_taken_up():
    case = put_case(step=Step.SUPPORT)
    with pytest.raises(WrongStep):
        actions.referrals.take_up(case.id, seen_version=1, by=LEAD, on=ON)


def test_a_case_that_was_turned_down_is_opened_again_before_it_is_taken_up():
    case = put_case()
    _turn_down(case)
    with pytest.raises(WrongStep):
        actions.referrals.take_up(case.id, seen_version=2, by=LEAD, on=ON)
    assert _case(case.number).step == "rejected"


def test_a_coordinator_who_does_not_allocate_is_not_told_of_a_referral():
    case = put_case()
    with pytest.raises(NotFound):
        actions.referrals.take_up(
            case.id, seen_version=1, by=person(Role.COORDINATOR, staff_id="me"), on=ON
        )


def test_a_rejection_keeps_its_reason_and_date():
    case = put_case()
    _turn_down(case)
    rejected = _case(case.number)
    assert (rejected.step, rejected.decision) == ("rejected", "rejected")
    assert (rejected.reject_reason, rejected.decision_date) == ("outside_target_group", ON)


def test_a_young_person_who_declines_is_recorded_as_withdrawn():
    case = put_case()
    _turn_down(case, reject_reason="declined")
    assert _case(case.number).decision == "withdrawn"


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"reason": " "}, MissingValue),
        ({"reject_reason": None}, MissingValue),
        ({"reject_reason": "because"}, UnknownCode),
        ({"decision_date": None}, MissingValue),
    ],
)
def test_a_rejection_without_its_grounds_is_refused_and_changes_nothing(told, refusal):
    case = put_case()
    with pytest.raises(refusal):
        _turn_down(case, **told)
    assert _case(case.number).step == "referred"


def test_a_rejected_referral_opened_again_keeps_what_was_decided():
    case = put_case()
    _turn_down(case)
    actions.referrals.open_again(case.id, reason="Flyttet hertil.", seen_version=2, by=LEAD, on=ON)
    assert _case(case.number).step == "referred"
    with reading() as session:
        event = session.query(CaseEventRow).one()
        assert json.loads(event.details)["decision_reason"] == "Bor i en anden by."


def test_opening_again_needs_a_reason():
    case = put_case()
    _turn_down(case)
    with pytest.raises(MissingValue):
        actions.referrals.open_again(case.id, reason="", seen_version=2, by=LEAD, on=ON)


def test_waiting_days_count_from_the_referral_to_today():
    put_case(referral_date=date(2026, 4, 20))
    (waiting,) = queries.referrals.waiting(by=LEAD, on=ON).lines
    assert waiting.waiting_days == 14


def test_a_referrer_follows_their_own_referrals_and_nobody_elses():
    actions.referrals.refer(referral(), by=REFERRER, on=ON)
    put_case("Asger Regnbue")
    assert [row.name for row in queries.referrals.own(by=REFERRER, on=ON)] == ["Vilma Vildspor"]
    assert queries.referrals.waiting(by=REFERRER, on=ON).lines == ()


def test_only_who_needs_it_sees_the_cpr_number():
    staff = put_staff(role="support_worker")
    number = actions.referrals.refer(referral(cpr="6503060000"), by=LEAD, on=ON)
    case = _case(number)
    seen = queries.referrals.detail(case.id, by=LEAD, on=ON)
    hidden = queries.referrals.detail(
        case.id, by=person(Role.SUPPORT_WORKER, staff_id=staff, allocates=True), on=ON
    )
    assert seen.cpr == "650306-••••"
    assert hidden.cpr is None


def test_namesakes_are_shown_with_their_case_to_who_may_see_it():
    case = put_case("Vilma Vildspor")
    (found,) = queries.referrals.namesakes(Identity("Wilma Vildspor", date(2006, 3, 5)), by=LEAD)
    assert (found.number, found.open) == (case.number, True)


def test_a_namesake_out_of_reach_is_hinted_at_without_its_number():
    put_case("Vilma Vildspor", coordinator_id="someone")
    (found,) = queries.referrals.namesakes(Identity("Vilma Vildspor"), by=REFERRER)
    assert found.number is None


def test_a_search_that_holds_like_wildcards_finds_them_only_as_they_stand():
    put_case("Vilma Vildspor")
    assert queries.referrals.namesakes(Identity("%%"), by=LEAD) == []
