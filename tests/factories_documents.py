"""Figures of a made-up half-year as they are released, some of them hidden."""

from datetime import date
from typing import Any

from core.codes import all_codes
from core.tallies import Period
from pages.shared.documents.cover import Cover
from pages.shared.documents.exhibit import Exhibit
from pages.shared.documents.exhibits import exhibits

HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
HIDDEN = {"suppressed": True}
BANDS = ("0-30", "31-60", "61-90", "91-180", "181-365", "366-730", "731+")


def figures(**changed: Any) -> dict[str, Any]:
    """A whole object of figures; keyword arguments take the place of single tallies."""
    return {**_people(), **_development(), **_work(), **changed}


def made(language: str = "da", **changed: Any) -> tuple[Exhibit, ...]:
    """The exhibits of these figures."""
    return exhibits(figures(**changed), language)


def exhibit(key: str, language: str = "da", **changed: Any) -> Exhibit:
    """One of them."""
    return next(one for one in made(language, **changed) if one.key == key)


def cover(language: str = "da", **changed: Any) -> Cover:
    """The front of a document about them."""
    values: dict[str, Any] = {
        "title": "Styregruppens tal",
        "place": "Svanevig Kommune · Demodata",
        "period": HALF,
        "period_name": "1. halvår 2026",
        "made": date(2026, 7, 3),
        "language": language,
        "hidden_below": 5,
        **changed,
    }
    return Cover(**values)


def _people() -> dict[str, Any]:
    closing = dict.fromkeys(all_codes("housing_situation"), 0)
    spread = dict.fromkeys(BANDS, 0)
    return {
        "cases": {
            "referred": 21,
            "accepted": 17,
            "rejected": None,
            "started": 16,
            "served": 43,
            "leavers": 12,
            "stayers": 31,
            "suppressed": True,
        },
        "young_people_served": 43,
        "age_at_start": {"16": 8, "17": 11, "18": 24},
        "combination": {"SM": 19, "SM_CTI": 14, "SM_ICM": 10, "unknown": 0},
        "target_group": {
            "homeless": 25,
            "at_risk": 12,
            "in_care": None,
            "formerly_in_care": None,
            "other_measures": 0,
            "unknown": 0,
            "suppressed": True,
        },
        "days": {
            "referral_to_decision": {"n": 17, "median": 14.0, "p90": 21.6},
            "decision_to_start": {"n": 16, "median": 6.5, "p90": 12.0},
            "referral_to_start": {"n": 16, "median": 20.0, "p90": 33.0},
            "start_to_own_home": {"n": None, "median": None, "p90": None, "suppressed": True},
        },
        "days_in_course": {
            "leavers": {**spread, "181-365": 12, "n": 12, "mean": 281.0, "median": 270.0},
            "stayers": {**spread, "91-180": 31, "n": 31, "mean": 140.2, "median": 141.0},
        },
        "housing_at_closure": {
            **closing,
            "own_home": 12,
            "groups": {"housed": 12, "homeless": 0, "unknown": 0},
        },
        "housing_latest": {
            **closing,
            "own_home": 36,
            "shelter_110": 7,
            "groups": {"housed": 36, "homeless": 7, "unknown": 0},
        },
        "closure": {
            "planned": 12,
            "dropped_out": 0,
            "moved_away": 0,
            "transferred": 0,
            "deceased": 0,
            "other": 0,
            "unknown": 0,
            "young_person_involved": 12,
            "team_involved": 7,
        },
    }


def _development() -> dict[str, Any]:
    jobs = dict.fromkeys(all_codes("employment"), 0)
    domains = all_codes("life_domain")
    change = {"n": 40, "decline": 8, "unchanged": 10, "improvement": 22}
    hidden = {"n": 40, "decline": None, "unchanged": None, "improvement": 30, "suppressed": True}
    return {
        "domain_baseline": {domain: {"n": 43, "mean": 3.1415} for domain in domains},
        "domain_change": {**dict.fromkeys(domains, change), "crime": hidden},
        "education": {
            "first": {"n": 43, "yes": 18, "no": 25},
            "latest": {"n": 43, "yes": 26, "no": 17},
        },
        "employment": {
            "first": {"n": 43, **jobs, "part_time": 13, "not_relevant": 30, "unknown": 0},
            "latest": {"n": 43, **jobs, "part_time": 17, "not_relevant": 26, "unknown": 0},
        },
    }


def _work() -> dict[str, Any]:
    answers = {"n": 60, "yes": 54, "no": 6}
    seats = {"meetings": 40, "attended": 36, "active": 30}
    return {
        "meetings": {
            "held": 64,
            "young_people": 35,
            "per_young_person": 1.8286,
            "checklist": dict.fromkeys(all_codes("checklist_item"), answers),
            "participants": dict.fromkeys(all_codes("participant_role"), seats),
        },
        "agreements": {"due": 81, "done": 60, "not_done": 11, "overdue": 10},
        "hours": {
            "SM": dict.fromkeys(all_codes("activity"), 51.25),
            "CTI": dict.fromkeys(all_codes("activity"), 20.5),
            "ICM": {
                **dict.fromkeys(all_codes("activity"), 30.0),
                "driving": None,
                "suppressed": True,
            },
        },
        "cost": {
            "SM": 120_000.4,
            "CTI": 48_000.0,
            "ICM": 70_200.0,
            "total": 238_200.4,
            "per_young_person": 5_539.5,
        },
        "caseload": [
            {"role": "coordinator", "method": "SM", "active": 43, "cap": 60},
            {"role": "support_worker", "method": "CTI", "active": None, "cap": 20, **HIDDEN},
            {"role": "support_worker", "method": "ICM", "active": 10, "cap": 16},
        ],
        "fidelity": {"=1+1": {"n": 4, "mean": 3.25}},
    }
