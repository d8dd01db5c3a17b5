"""Every tally on a small store worked out by hand, period edges first of all."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.codes import Role, Variant
from core.errors import NotAllowed
from core.tallies import TALLIES, Figures, Period
from db import queries
from db.engine import Store
from db.exchange import import_from
from db.models import SettingRow, new_id
from tests.factories import person, put
from tests.factories_exchange import Rows, folder

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
LATER = date(2026, 6, 1)
STAFF: Rows = (
    {"id": "K1", "name": "Karla Kompas", "role": "coordinator"},
    {"id": "S1", "name": "Signe Stifinder", "role": "support_worker", "methods": "CTI;ICM"},
)


def case(number: int, **columns: object) -> dict[str, object]:
    """A case of its own young person, referred well before the period."""
    return {
        "id": f"F{number}",
        "young_person_id": f"U{number}",
        "variant": "H",
        "referral_date": "2024-06-01",
        **columns,
    }


def started(number: int, start: str = "2025-03-01", **columns: object) -> dict[str, object]:
    """A case that has been accepted and has started."""
    accepted = {
        "decision_date": "2024-07-01",
        "decision": "accepted",
        "combination": "SM_CTI",
        "coordinator_id": "K1",
    }
    return case(number, start_date=start, **{**accepted, **columns})


def born(**days: str) -> Rows:
    """Young people by id, with their birth dates."""
    return tuple(
        {"id": key, "name": f"Ung {key}", "birth_date": birth} for key, birth in days.items()
    )


@pytest.fixture
def figures(store: Store, tmp_path: Path) -> Any:
    """Import these sheets and make the figures."""

    def made(
        *cases: dict[str, object],
        period: Period = YEAR,
        variant: Variant | None = None,
        young_people: Rows | None = None,
        **sheets: Rows,
    ) -> Figures:
        ids = dict.fromkeys(str(each["young_person_id"]) for each in cases)
        young = young_people or born(**dict.fromkeys(ids, "2006-03-05"))
        lists = {"young_people": young, "staff": STAFF, "cases": cases, **sheets}
        report = import_from(folder(tmp_path / "lists", lists), on=LATER)
        assert report.problems == ()
        return queries.tallies.figures(period, variant, by=None)

    return made


def test_an_empty_store_gives_every_key_and_no_number_but_zero(store: Store) -> None:
    found = queries.tallies.figures(YEAR, by=None)
    assert tuple(found) == tuple(TALLIES)
    assert found["cases"]["served"] == found["young_people_served"] == 0
    assert found["days"]["referral_to_start"] == {"n": 0, "median": None, "p90": None}
    assert found["domain_baseline"]["crime"] == {"n": 0, "mean": None}
    assert found["meetings"]["per_young_person"] is None
    assert found["cost"]["per_young_person"] is None
    assert found["age"] == found["fidelity"] == {}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_a_project_leader_gets_the_exact_figures(store: Store, role: Role) -> None:
    with pytest.raises(NotAllowed):
        queries.tallies.figures(YEAR, by=person(role))
    assert queries.tallies.figures(YEAR, by=person(Role.PROJECT_LEAD))["cases"]["served"] == 0


def test_both_ends_of_the_period_are_included(figures: Any) -> None:
    found = figures(
        case(1, referral_date="2024-12-31"),
        case(2, referral_date="2025-01-01"),
        case(3, referral_date="2025-12-31"),
        case(4, referral_date="2026-01-01"),
        case(5, decision_date="2025-12-31", decision="rejected"),
        case(6, decision_date="2025-01-01", decision="withdrawn"),
        started(7, "2025-01-01", decision_date="2025-01-01"),
        started(8, "2026-01-01"),
        started(9, "2024-12-31", end_date="2025-01-01", closure_reason="planned"),
        started(10, "2024-07-01", end_date="2024-12-31", closure_reason="planned"),
        started(11, "2025-12-31"),
        started(12, "2024-07-01", end_date="2026-01-01", closure_reason="planned"),
        started(13, "2024-07-01", end_date="2025-12-31", closure_reason="planned"),
    )
    assert found["cases"] == {
        "referred": 2,
        "accepted": 1,
        "rejected": 1,
        "started": 2,
        "served": 5,
        "leavers": 2,
        "stayers": 3,
    }


def test_a_young_person_with_two_courses_counts_once(figures: Any) -> None:
    found = figures(
        started(1, "2024-08-01", end_date="2025-02-01", closure_reason="planned"),
        started(2, "2025-05-01", young_person_id="U1"),
    )
    assert (found["cases"]["served"], found["young_people_served"]) == (2, 1)


def test_age_is_on_the_later_of_the_first_day_and_the_start(figures: Any) -> None:
    found = figures(
        started(1, "2024-09-01"),
        started(2, "2025-03-04"),
        started(3, "2025-03-05"),
        started(4, "2025-02-28"),
        started(5, "2025-03-01"),
        young_people=(
            *born(U1="2007-01-01", U2="2007-03-05", U3="2007-03-05", U4="2008-02-29"),
            *born(U5="2008-02-29"),
        ),
    )
    assert found["age"] == {"16": 1, "17": 2, "18": 2}
    assert found["age_at_start"] == {"16": 1, "17": 3, "18": 1}


def test_served_cases_are_told_by_combination_target_group_and_variant(figures: Any) -> None:
    sheets = (
        started(1, target_group="homeless"),
        started(2, combination="SM", target_group="at_risk"),
        started(3, variant="U", combination="", target_group="in_care"),
        started(4, "2026-01-01"),
    )
    found = figures(*sheets)
    assert found["combination"] == {"SM": 1, "SM_CTI": 1, "SM_ICM": 0, "unknown": 1}
    assert found["variant"] == {"H": 2, "U": 1}
    groups = {code: n for code, n in found["target_group"].items() if n}
    assert groups == {"homeless": 1, "at_risk": 1, "in_care": 1}
    of_u = queries.tallies.figures(YEAR, Variant.U, by=None)
    assert (of_u["cases"]["served"], of_u["variant"]) == (1, {"H": 0, "U": 1})


def test_waiting_is_over_the_cases_whose_later_date_falls_in_the_period(figures: Any) -> None:
    found = figures(
        started(1, "2025-01-11", referral_date="2024-12-22", decision_date="2025-01-01"),
        started(2, "2026-01-01", referral_date="2025-12-01", decision_date="2025-12-31"),
        started(3, "2025-01-01", referral_date="2024-11-22", decision_date="2024-12-31"),
        housing=(
            {"id": "B1", "case_id": "F1", "from_date": "2024-01-01", "situation": "own_home"},
            {"id": "B2", "case_id": "F1", "from_date": "2025-02-10", "situation": "own_home"},
            {"id": "B3", "case_id": "F1", "from_date": "2025-03-10", "situation": "own_home"},
            {"id": "B4", "case_id": "F3", "from_date": "2025-01-01", "situation": "own_home"},
        ),
    )
    assert found["days"] == {
        "referral_to_decision": {"n": 2, "median": 20.0, "p90": 28.0},
        "decision_to_start": {"n": 2, "median": 5.5, "p90": pytest.approx(9.1)},
        "referral_to_start": {"n": 2, "median": 30.0, "p90": 38.0},
        "start_to_own_home": {"n": 2, "median": 15.0, "p90": 27.0},
    }


def test_days_in_course_run_to_the_end_or_to_the_period_s_last_day(figures: Any) -> None:
    found = figures(
        started(1, "2025-01-01", end_date="2025-01-31", closure_reason="planned"),
        started(2, "2025-01-01", end_date="2025-02-01", closure_reason="planned"),
        started(3, "2025-12-31"),
        started(4, "2024-07-01", end_date="2026-02-01", closure_reason="planned"),
    )
    left, stayed = found["days_in_course"]["leavers"], found["days_in_course"]["stayers"]
    assert {name: n for name, n in left.items() if n} == {
        "0-30": 1,
        "31-60": 1,
        "n": 2,
        "mean": 30.5,
        "median": 30.5,
    }
    assert (stayed["0-30"], stayed["366-730"], stayed["n"], stayed["mean"]) == (1, 1, 2, 274.0)


def measured(key: str, case_id: str, day: str, **scores: int) -> dict[str, object]:
    return {"id": key, "case_id": case_id, "date": day, **scores}


def test_baseline_is_the_first_score_that_each_domain_has(figures: Any) -> None:
    found = figures(
        started(1),
        started(2),
        started(3),
        measurements=(
            measured("M1", "F1", "2025-03-02", crime=5),
            measured("M2", "F1", "2025-06-02", crime=1, mental_health=3),
            measured("M3", "F2", "2025-12-31", crime=4, mental_health=4),
            measured("M4", "F3", "2026-01-01", crime=1, mental_health=1),
        ),
    )
    assert found["domain_baseline"]["crime"] == {"n": 2, "mean": 4.5}
    assert found["domain_baseline"]["mental_health"] == {"n": 2, "mean": 3.5}
    assert found["domain_baseline"]["physical_health"] == {"n": 0, "mean": None}


def test_change_needs_two_scores_of_the_domain_by_the_end(figures: Any) -> None:
    found = figures(
        started(1),
        started(2),
        started(3),
        started(4),
        measurements=(
            measured("M1", "F1", "2025-03-02", crime=2),
            measured("M2", "F1", "2025-06-02", crime=5),
            measured("M3", "F1", "2025-09-02", crime=1),
            measured("M4", "F2", "2025-03-02", crime=3),
            measured("M5", "F2", "2025-12-31", crime=3, mental_health=2),
            measured("M6", "F3", "2025-03-02", crime=3),
            measured("M7", "F3", "2026-01-01", crime=5),
            measured("b", "F4", "2025-05-05", crime=4),
            measured("a", "F4", "2025-05-05", crime=2),
        ),
    )
    crime = {"n": 3, "decline": 1, "unchanged": 1, "improvement": 1}
    assert found["domain_change"]["crime"] == crime
    assert found["domain_change"]["mental_health"]["n"] == 0


def status(key: str, case_id: str, day: str, **told: object) -> dict[str, object]:
    return {"id": key, "case_id": case_id, "date": day, **told}


def test_asked_without_an_answer_is_not_the_same_as_not_recorded(figures: Any) -> None:
    found = figures(
        started(1),
        started(2),
        started(3),
        started(4),
        statuses=(
            status("A1", "F1", "2025-03-02", in_education="nej", employment="part_time"),
            status("A2", "F1", "2025-12-31", in_education="ja", employment="not_relevant"),
            status("A3", "F1", "2026-01-01", in_education="nej", employment="other"),
            status("A4", "F2", "2025-03-02", in_education="", employment=""),
            status("A5", "F3", "2025-03-02", in_education="ja"),
        ),
    )
    assert found["education"]["first"] == {"n": 3, "yes": 1, "no": 1}
    assert found["education"]["latest"] == {"n": 3, "yes": 2, "no": 0}
    first = {code: n for code, n in found["employment"]["first"].items() if n}
    latest = {code: n for code, n in found["employment"]["latest"].items() if n}
    assert first == {"n": 3, "part_time": 1}
    assert latest == {"n": 3, "not_relevant": 1}


def lives(key: str, case_id: str, since: str, where: str, until: str = "") -> dict[str, object]:
    return {
        "id": key,
        "case_id": case_id,
        "from_date": since,
        "situation": where,
        "to_date": until,
    }


def test_housing_is_what_was_in_force_on_the_day(figures: Any) -> None:
    ended = {"end_date": "2025-09-30", "closure_reason": "planned"}
    found = figures(
        started(1, **ended),
        started(2, **ended),
        started(3, **ended),
        started(4),
        started(5),
        housing=(
            lives("B1", "F1", "2025-03-01", "hotel", "2025-06-01"),
            lives("B2", "F1", "2025-06-01", "own_home", "2025-09-30"),
            lives("B3", "F1", "2025-10-01", "night_shelter"),
            lives("B4", "F2", "2025-03-01", "family_friends", "2025-09-29"),
            lives("B5", "F4", "2025-03-01", "own_home"),
            lives("B6", "F4", "2025-12-31", "own_home_at_risk"),
            lives("B7", "F4", "2026-01-01", "hotel"),
        ),
    )
    at_closure, latest = found["housing_at_closure"], found["housing_latest"]
    assert at_closure["groups"] == {"housed": 1, "homeless": 0, "unknown": 2}
    assert (at_closure["own_home"], at_closure["unknown"]) == (1, 2)
    assert latest["groups"] == {"housed": 2, "homeless": 0, "unknown": 3}
    assert (latest["own_home"], latest["own_home_at_risk"]) == (1, 1)


def test_closures_are_told_by_reason_and_by_who_took_part(figures: Any) -> None:
    ended = {"end_date": "2025-09-30"}
    found = figures(
        started(1, **ended, closure_reason="planned", closure_young_person_involved="ja"),
        started(2, **ended, closure_reason="planned", closure_team_involved="ja"),
        started(3, **ended, closure_young_person_involved="nej"),
        started(4),
    )
    assert {key: n for key, n in found["closure"].items() if n} == {
        "planned": 2,
        "unknown": 1,
        "young_person_involved": 1,
        "team_involved": 1,
    }


def meeting(key: str, case_id: str, day: str, **told: object) -> dict[str, object]:
    return {"id": key, "case_id": case_id, "date": day, "kind": "network", **told}


def test_only_network_meetings_of_the_period_count(figures: Any) -> None:
    found = figures(
        started(1),
        started(2),
        case(3),
        meetings=(
            meeting("N1", "F1", "2025-01-01", young_person_heard="ja", well_run="nej"),
            meeting("N2", "F1", "2025-12-31", young_person_heard="ja"),
            meeting("N3", "F2", "2025-05-05", young_person_heard="nej"),
            meeting("N4", "F2", "2026-01-01", young_person_heard="ja"),
            meeting("N5", "F2", "2025-05-05", kind="individual", young_person_heard="ja"),
        ),
        participants=(
            {"meeting_id": "N1", "role": "guardian", "name": "Mor", "attended": 1, "active": 1},
            {"meeting_id": "N1", "role": "guardian", "name": "Far", "attended": 1, "active": 0},
            {"meeting_id": "N2", "role": "guardian", "name": "Mor", "invited": 1, "attended": 0},
            {"meeting_id": "N5", "role": "guardian", "name": "Mor", "attended": 1},
        ),
    )["meetings"]
    assert (found["held"], found["young_people"], found["per_young_person"]) == (3, 2, 1.5)
    assert found["checklist"]["young_person_heard"] == {"n": 3, "yes": 2, "no": 1}
    assert found["checklist"]["well_run"] == {"n": 1, "yes": 0, "no": 1}
    assert found["checklist"]["plan_useful"] == {"n": 0, "yes": 0, "no": 0}
    assert found["participants"]["guardian"] == {"meetings": 2, "attended": 1, "active": 1}
    assert found["participants"]["school"] == {"meetings": 0, "attended": 0, "active": 0}


def test_agreements_are_due_by_their_follow_up_date(figures: Any) -> None:
    goal = {"id": "G1", "case_id": "F1", "set_date": "2024-12-01", "text": "Komme i gang"}

    def agreed(key: str, day: str, status: str = "") -> dict[str, object]:
        return {
            "id": key,
            "goal_id": "G1",
            "text": "Ringe",
            "responsible": "Mor",
            "follow_up_date": day,
            "status": status,
        }

    found = figures(
        started(1),
        goals=(goal,),
        agreements=(
            agreed("A1", "2025-01-01", "done"),
            agreed("A2", "2025-12-30", "open"),
            agreed("A3", "2025-12-31", "open"),
            agreed("A4", "2025-06-01"),
            agreed("A5", "2025-06-01", "not_done"),
            agreed("A6", "2024-12-31", "done"),
            agreed("A7", "2026-01-01", "open"),
        ),
    )
    assert found["agreements"] == {"due": 5, "done": 1, "not_done": 1, "overdue": 2}


def worked(key: str, day: str, minutes: int, **told: object) -> dict[str, object]:
    return {
        "id": key,
        "case_id": "F1",
        "worker_id": "S1",
        "date": day,
        "method": "CTI",
        "activity": "direct_contact",
        "minutes": minutes,
        **told,
    }


def test_hours_have_two_decimals_and_cost_follows_the_rate_of_the_day(figures: Any) -> None:
    put(
        SettingRow(id=new_id(), name="hourly_rate", value="600", valid_from=date(2025, 7, 1)),
        SettingRow(id=new_id(), name="hourly_rate", value="900", valid_from=date(2026, 1, 1)),
    )
    found = figures(
        started(1),
        started(2),
        contacts=(
            worked("T1", "2025-01-01", 50),
            worked("T2", "2025-06-30", 10),
            worked("T3", "2025-07-01", 20),
            worked("T4", "2025-12-31", 60, method="SM", activity="driving", worker_id="K1"),
            worked("T5", "2024-12-31", 60),
            worked("T6", "2026-01-01", 60),
        ),
    )
    assert found["hours"]["CTI"]["direct_contact"] == 1.33
    assert found["hours"]["SM"]["driving"] == 1.0
    assert found["hours"]["ICM"]["meeting"] == 0
    assert found["cost"] == {
        "SM": 600.0,
        "CTI": 590.0,
        "ICM": 0.0,
        "total": 1190.0,
        "per_young_person": 595.0,
    }


def test_half_an_oere_does_not_fall_by_the_order_of_the_rows(figures: Any) -> None:
    spent = (("SM", 1), ("CTI", 2), ("ICM", 31))
    found = figures(
        *(started(place) for place in range(1, 9)),
        contacts=tuple(
            worked(f"T{place}", "2025-05-05", minutes, method=method)
            for place, (method, minutes) in enumerate(spent)
        ),
    )
    assert (found["cost"]["total"], found["cost"]["per_young_person"]) == (221.0, 27.62)


def test_a_method_with_a_rate_of_its_own_costs_that_until_it_is_left_open_again(
    figures: Any,
) -> None:
    for day, own in ((date(2025, 3, 1), "500"), (date(2025, 6, 1), "")):
        put(SettingRow(id=new_id(), name="hourly_rate_cti", value=own, valid_from=day))
    found = figures(
        started(1),
        contacts=(
            worked("T1", "2025-02-28", 60),
            worked("T2", "2025-03-01", 60),
            worked("T3", "2025-06-01", 60),
            worked("T4", "2025-04-01", 60, method="SM", activity="driving", worker_id="K1"),
        ),
    )
    assert found["cost"]["CTI"] == 390 + 500 + 390
    assert found["cost"]["SM"] == 390


def test_caseload_counts_cases_for_coordinators_and_courses_for_workers(figures: Any) -> None:
    def course(number: int, method: str, start: str, end: str = "") -> dict[str, object]:
        return {
            "id": f"C{number}",
            "case_id": f"F{number}",
            "method": method,
            "worker_id": "S1",
            "start_date": start,
            "end_date": end,
            "follow_on_support": "none" if end else "",
        }

    found = figures(
        started(1),
        started(2, "2025-12-31"),
        started(3, "2026-01-01"),
        started(4, end_date="2025-12-31", closure_reason="planned"),
        started(5, end_date="2025-12-30", closure_reason="planned"),
        support_courses=(
            course(1, "CTI", "2025-12-31"),
            course(2, "ICM", "2025-12-31", "2026-01-05"),
            course(3, "ICM", "2026-01-01"),
            course(4, "CTI", "2025-04-01", "2025-12-31"),
            course(5, "CTI", "2025-04-01", "2025-12-30"),
        ),
    )
    assert found["caseload"] == [
        {"staff_id": "K1", "role": "coordinator", "method": "SM", "active": 3, "cap": 20},
        {"staff_id": "S1", "role": "support_worker", "method": "CTI", "active": 2, "cap": 10},
        {"staff_id": "S1", "role": "support_worker", "method": "ICM", "active": 1, "cap": 8},
    ]


def test_fidelity_is_the_mean_of_each_theme_in_the_period(figures: Any) -> None:
    def judged(day: str, theme: str, question: str, score: int) -> dict[str, object]:
        return {"date": day, "theme": theme, "question": question, "score": score}

    found = figures(
        started(1),
        fidelity=(
            judged("2025-01-01", "organisation", "q1", 4),
            judged("2025-12-31", "organisation", "q2", 1),
            judged("2024-12-31", "organisation", "q1", 1),
            judged("2025-05-05", "supervision", "q1", 3),
        ),
    )
    assert found["fidelity"] == {
        "organisation": {"n": 2, "mean": 2.5},
        "supervision": {"n": 1, "mean": 3.0},
    }
