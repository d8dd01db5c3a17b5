"""What an imported history is warned about."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from core.history import COLUMNS, findings

ON = date(2026, 5, 4)


def history(**sheets: list[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [
            {**dict.fromkeys(COLUMNS[name]), "row": number, **row}
            for number, row in enumerate(rows, start=2)
        ]
        for name, rows in sheets.items()
    }


def told(**sheets: list[Mapping[str, Any]]) -> list[tuple[str, str, int, str]]:
    return [
        (each.code, each.sheet, each.row, each.column) for each in findings(history(**sheets), ON)
    ]


def course(**columns: Any) -> dict[str, Any]:
    start = {"method": "ICM", "worker_id": "M1", "case_id": "F1", "start_date": date(2026, 1, 5)}
    return {**start, **columns}


def test_an_end_before_its_start_is_told() -> None:
    row = {"from_date": date(2026, 2, 1), "to_date": date(2026, 1, 1)}
    assert told(housing=[row]) == [("dates_out_of_order", "housing", 2, "to_date")]


def test_a_decision_before_the_referral_is_told() -> None:
    row = {"referral_date": date(2026, 2, 1), "decision_date": date(2026, 1, 1)}
    assert told(cases=[row]) == [("dates_out_of_order", "cases", 2, "decision_date")]


def test_a_contact_tomorrow_is_told_and_one_today_is_not() -> None:
    rows = [{"date": ON}, {"date": ON + timedelta(days=1)}]
    assert told(contacts=rows) == [("day_ahead", "contacts", 3, "date")]


def test_an_agreement_before_its_goal_is_told() -> None:
    goal = {"id": "G1", "set_date": date(2026, 2, 1)}
    agreement = {"goal_id": "G1", "follow_up_date": date(2026, 1, 31)}
    assert told(goals=[goal], agreements=[agreement]) == [
        ("before_goal", "agreements", 2, "follow_up_date")
    ]


def test_support_outside_its_case_is_told() -> None:
    case = {"id": "F1", "start_date": date(2026, 1, 6), "decision": "accepted"}
    assert told(cases=[case], support_courses=[course()]) == [
        ("outside_case", "support_courses", 2, "start_date")
    ]
    assert told(cases=[{**case, "start_date": date(2026, 1, 5)}], support_courses=[course()]) == []


def test_support_in_a_case_that_never_started_is_told() -> None:
    assert told(cases=[{"id": "F1"}], support_courses=[course()]) == [
        ("case_not_started", "support_courses", 2, "case_id")
    ]


def test_cti_without_a_home_is_told_and_with_one_on_the_day_is_not() -> None:
    home = {"case_id": "F1", "lease_signed_date": date(2026, 1, 5)}
    cti = course(method="CTI")
    assert told(support_courses=[cti], housing=[home]) == []
    late = {**home, "lease_signed_date": date(2026, 1, 6)}
    assert told(support_courses=[cti], housing=[late]) == [
        ("start_without_home", "support_courses", 2, "start_date")
    ]
    assert told(support_courses=[course()], housing=[late]) == []


def test_nine_at_once_in_icm_are_told_once_and_eight_are_not() -> None:
    assert told(support_courses=[course() for _ in range(8)]) == []
    assert told(support_courses=[course() for _ in range(10)]) == [
        ("cap_exceeded", "support_courses", 11, "worker_id")
    ]


def test_courses_after_each_other_do_not_add_up() -> None:
    over = {"end_date": date(2026, 1, 31), "follow_on_support": "none"}
    first = [course(**over) for _ in range(8)]
    assert told(support_courses=[*first, course(start_date=date(2026, 2, 1))]) == []
    assert told(support_courses=[*first, course(start_date=date(2026, 1, 31))]) == [
        ("cap_exceeded", "support_courses", 10, "worker_id")
    ]


def test_two_open_cases_of_one_young_person_are_told() -> None:
    rows = [{"young_person_id": "U1"}, {"young_person_id": "U1", "decision": "rejected"}]
    assert told(cases=rows) == []
    assert told(cases=[*rows, {"young_person_id": "U1"}]) == [
        ("two_open_cases", "cases", 4, "young_person_id")
    ]


def test_a_combination_that_does_not_fit_the_target_group_is_told() -> None:
    assert told(cases=[{"target_group": "at_risk", "combination": "SM_ICM"}]) == [
        ("icm_not_homeless", "cases", 2, "combination")
    ]
    assert told(cases=[{"target_group": "homeless", "combination": "SM"}]) == [
        ("homeless_without_support", "cases", 2, "combination")
    ]


def test_a_start_without_a_decision_is_told() -> None:
    assert told(cases=[{"start_date": ON}]) == [("no_decision", "cases", 2, "decision")]


def test_a_closed_case_says_why_and_who_took_part() -> None:
    row = {"start_date": date(2026, 1, 1), "end_date": ON, "decision": "accepted"}
    assert [column for _, _, _, column in told(cases=[row])] == [
        "closure_reason",
        "closure_young_person_involved",
        "closure_team_involved",
    ]


def test_ended_support_has_a_decision_on_what_follows() -> None:
    assert told(support_courses=[course(end_date=ON)]) == [
        ("ended_without_follow_on", "support_courses", 2, "follow_on_support")
    ]
