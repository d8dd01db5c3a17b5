"""All tallies of one period, counted from a list of courses in the plainest way."""

from collections import Counter

from core.codes import all_codes
from core.tallies import BAND_NAMES


def figures_of(courses):
    """One object of tallies; a course is a mapping, and what it does not tell is taken as usual."""
    ended = [course for course in courses if course.get("ended")]
    n, left = len(courses), len(ended)
    changes = [course["change"] for course in courses if course.get("change") is not None]
    asked = [course.get("in_education") for course in courses]
    return {
        "cases": {
            "referred": n,
            "accepted": n,
            "rejected": 0,
            "started": n,
            "served": n,
            "leavers": left,
            "stayers": n - left,
        },
        "young_people_served": n,
        "age": _by(courses, "age", 18),
        "age_at_start": _by(courses, "age", 18),
        "combination": {**_zeros("SM SM_CTI SM_ICM unknown"), **_by(courses, "combination", "SM")},
        "target_group": {
            **_zeros("homeless at_risk in_care unknown"),
            **_by(courses, "target_group", "homeless"),
        },
        "variant": {"H": n, "U": 0},
        "days": {
            "referral_to_decision": _days(n),
            "decision_to_start": _days(n),
            "referral_to_start": _days(n),
            "start_to_own_home": _days(left),
        },
        "days_in_course": {"leavers": _bands(left), "stayers": _bands(n - left)},
        "domain_baseline": {"crime": {"n": len(changes), "mean": 3.0 if changes else None}},
        "domain_change": {
            "crime": {
                "n": len(changes),
                "decline": changes.count(-1),
                "unchanged": changes.count(0),
                "improvement": changes.count(1),
            }
        },
        "education": {end: _answers(asked) for end in ("first", "latest")},
        "employment": {
            end: {"n": n, "part_time": n // 3, "other": 0} for end in ("first", "latest")
        },
        "housing_at_closure": _homes(ended),
        "housing_latest": _homes(courses),
        "closure": {
            **_zeros("planned dropped_out unknown"),
            **_by(ended, "ended", "planned"),
            "young_person_involved": left,
            "team_involved": left // 2,
        },
        "meetings": {
            "held": 2 * n,
            "young_people": n,
            "per_young_person": 2.0 if n else None,
            "checklist": {"plan_useful": {"n": 2 * n, "yes": 2 * n - left, "no": left}},
            "participants": {"school": {"meetings": n, "attended": n - left, "active": n - left}},
        },
        "agreements": {"due": n, "done": n - left, "not_done": 0, "overdue": left},
        **_work(courses),
        "caseload": [
            {"staff_id": "k1", "role": "coordinator", "method": "SM", "active": n - left, "cap": 20}
        ],
        "fidelity": {"team": {"n": 10, "mean": 3.0}},
    }


def _zeros(names):
    return dict.fromkeys(names.split(), 0)


def _by(courses, key, usual):
    counted = Counter(str(course.get(key, usual)) for course in courses)
    return {name: counted[name] for name in sorted(counted)}


def _days(n):
    return {"n": n, "median": 10.0 if n else None, "p90": 20.0 if n else None}


def _bands(n):
    middle = 60.0 if n else None
    return {**dict.fromkeys(BAND_NAMES, 0), "31-60": n, "n": n, "mean": middle, "median": middle}


def _answers(asked):
    return {"n": len(asked), "yes": asked.count(True), "no": asked.count(False)}


def _homes(courses):
    counted = {
        **dict.fromkeys(all_codes("housing_situation"), 0),
        **_by(courses, "home", "own_home"),
    }
    groups = {
        "housed": counted["own_home"],
        "homeless": counted["hotel"],
        "unknown": counted["unknown"],
    }
    return {**counted, "groups": groups}


def _work(courses):
    found = Counter(course.get("combination", "SM") for course in courses)
    hours = {
        "SM": {"direct_contact": 10.0 * len(courses)},
        "CTI": {"direct_contact": 30.0 * found["SM_CTI"]},
        "ICM": {"direct_contact": 0.0},
    }
    cost = {method: 400 * each["direct_contact"] for method, each in hours.items()}
    total = sum(cost.values())
    per_head = total / len(courses) if courses else None
    return {"hours": hours, "cost": {**cost, "total": total, "per_young_person": per_head}}
