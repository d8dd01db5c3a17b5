"""What keys would have kept out is found by looking."""

from core.codes import Step
from core.words import LANGUAGES, phrase
from db.check import faults, references
from db.models import CaseRow, ContactRow, HousingRow, SupportCourseRow
from tests.factories import ON, put, put_case, put_staff


def codes() -> list[str]:
    return [fault.code for fault in faults(ON)]


def test_a_store_in_order_has_no_faults(store: object) -> None:
    worker = put_staff(role="support_worker")
    case = put_case(step=Step.SUPPORT, decision="accepted", coordinator_id=put_staff())
    put(SupportCourseRow(case_id=case.id, method="ICM", worker_id=worker, start_date=ON))
    assert codes() == []


def test_a_row_that_points_nowhere_is_found(store: object) -> None:
    put(HousingRow(case_id="F404", from_date=ON, situation="hotel"))
    (fault,) = faults(ON)
    assert fault.code == "orphan"
    assert {"table": "housing", "column": "case_id", "value": "F404"}.items() <= dict(
        fault.facts
    ).items()


def test_a_case_on_a_wrong_step_is_found(store: object) -> None:
    case = put_case(step=Step.CLOSED, decision="accepted")
    (fault,) = faults(ON)
    assert fault.facts == {
        "number": str(case.number),
        "found": Step.CLOSED,
        "expected": Step.START_UP,
    }


def test_a_number_used_twice_is_found(store: object) -> None:
    case = put_case()
    twin = CaseRow(number=case.number, step="referred", young_person_id=case.young_person_id)
    twin.variant, twin.referral_date = "H", ON
    put(twin)
    assert codes() == ["number_twice"]


def test_every_reference_of_the_format_is_looked_at(store: object) -> None:
    assert {
        ("meetings", "chair_id", "staff"),
        ("agreements", "meeting_id", "meetings"),
    } <= references()
    assert ("account_roles", "account_id", "accounts") in references()
    put(
        ContactRow(
            case_id=put_case().id,
            worker_id="M404",
            date=ON,
            method="SM",
            activity="driving",
            minutes=1,
        )
    )
    assert codes() == ["orphan"]


def test_every_fault_has_its_sentence_in_every_language(store: object) -> None:
    put_case(step=Step.CLOSED)
    put(HousingRow(case_id="F404", from_date=ON, situation="hotel"))
    for language in LANGUAGES:
        told = [phrase(language, f"exchange.line.{each.code}", **each.facts) for each in faults(ON)]
        assert len(set(told)) == 2
