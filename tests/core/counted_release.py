"""All tallies of several half-years and of the whole time, counted from a list of courses.

A course is a mapping: `referred` and `start` (places of half-years; start None: rejected), `end`
(None: goes on), `variant`, `person`, and what `figures_of` knows. Counted in the plainest way.
"""

from collections import Counter

from core.codes import all_codes
from core.tallies import BAND_NAMES

USUAL = {
    "referred": 0,
    "start": 0,
    "end": None,
    "variant": "H",
    "person": None,
    "age": 18,
    "combination": "SM",
    "target_group": "homeless",
    "ended": "planned",
    "home": "own_home",
    "later_home": "own_home",
    "change": None,
    "in_education": None,
    "meetings": 1,
}
METHODS = {"SM": ("SM", "SM_CTI", "SM_ICM"), "CTI": ("SM_CTI",), "ICM": ("SM_ICM",)}


def release_of(courses, halves, *, apart=False):
    """The figures by (place, span, variant) of that many half-years; `apart`: variants as well."""
    courses = [{**USUAL, "id": number, **course} for number, course in enumerate(courses)]
    spans = {(place, "half"): (place, place) for place in range(halves)}
    if halves > 1:
        spans[halves - 1, "whole"] = (0, halves - 1)
    return {
        (*span, variant): _figures(
            [each for each in courses if variant in ("", each["variant"])], *places
        )
        for span, places in spans.items()
        for variant in (("", "H", "U") if apart else ("",))
    }


def _figures(courses, first, last):
    known = [each for each in courses if first <= each["referred"] <= last]
    begun = [each for each in courses if each["start"] is not None]
    rejected = [each for each in known if each["start"] is None]
    served = [
        each
        for each in begun
        if each["start"] <= last and (each["end"] is None or each["end"] >= first)
    ]
    leavers = [each for each in served if each["end"] is not None and each["end"] <= last]
    stayers = [each for each in served if each not in leavers]
    started = [each for each in served if each["start"] >= first]
    accepted = len(started)
    changes = [
        each["change"] if each["start"] < last else 0
        for each in served
        if each["change"] is not None
    ]
    later = [
        {**each, "home": each["home"] if each in leavers else each["later_home"]} for each in served
    ]
    return {
        "cases": {
            "referred": len(known),
            "accepted": accepted,
            "rejected": len(rejected),
            "started": len(started),
            "served": len(served),
            "leavers": len(leavers),
            "stayers": len(stayers),
        },
        "young_people_served": _people(served),
        "age": dict(Counter(str(_age(each, first)) for each in served)),
        "age_at_start": dict(Counter(str(each["age"]) for each in served)),
        "combination": _by(served, "combination", "SM SM_CTI SM_ICM unknown"),
        "target_group": _by(served, "target_group", "homeless at_risk in_care unknown"),
        "variant": _by(served, "variant", "H U"),
        "days": {
            "referral_to_decision": _days(accepted + len(rejected)),
            "decision_to_start": _days(len(started)),
            "referral_to_start": _days(len(started)),
            "start_to_own_home": _days(sum(each["home"] == "own_home" for each in leavers)),
        },
        "days_in_course": {
            "leavers": _bands(each["end"] - each["start"] for each in leavers),
            "stayers": _bands(last - each["start"] for each in stayers),
        },
        "domain_baseline": {"crime": {"n": len(changes), "mean": 3.0 if changes else None}},
        "domain_change": {
            "crime": {
                "n": len(changes),
                "decline": changes.count(-1),
                "unchanged": changes.count(0),
                "improvement": changes.count(1),
            }
        },
        "education": {
            "first": _answers(each["in_education"] for each in served),
            "latest": _answers(each["in_education"] or each["start"] < last for each in served),
        },
        "employment": {
            end: {"n": len(served), "part_time": sum(each["age"] > 18 for each in served)}
            for end in ("first", "latest")
        },
        "housing_at_closure": _homes(leavers),
        "housing_latest": _homes(later),
        "closure": {
            **_by(leavers, "ended", "planned dropped_out unknown"),
            "young_person_involved": sum(each["ended"] == "planned" for each in leavers),
            "team_involved": sum(each["age"] > 17 for each in leavers),
        },
        **_work(served, stayers, first, last),
    }


def _work(served, stayers, first, last):
    """A course has its meetings in the half-year in which it starts, and hours in each."""
    met = [each for each in served if each["start"] >= first and each["meetings"]]
    held = sum(each["meetings"] for each in met)
    home = sum(each["meetings"] for each in met if each["home"] == "own_home")
    hours = {
        method: {
            "direct_contact": 10.0
            * sum(
                min(last, each["end"] if each["end"] is not None else last)
                - max(first, each["start"])
                + 1
                for each in served
                if each["combination"] in combinations
            )
        }
        for method, combinations in METHODS.items()
    }
    cost = {method: 400 * each["direct_contact"] for method, each in hours.items()}
    people = _people(served)
    return {
        "meetings": {
            "held": held,
            "young_people": _people(met),
            "per_young_person": held / _people(met) if met else None,
            "checklist": {"plan_useful": {"n": held, "yes": home, "no": held - home}},
            "participants": {"school": {"meetings": held, "attended": home, "active": home // 2}},
        },
        "agreements": {"due": held, "done": home, "not_done": 0, "overdue": held - home},
        "hours": hours,
        "cost": {
            **cost,
            "total": sum(cost.values()),
            "per_young_person": sum(cost.values()) / people if people else None,
        },
        "caseload": [
            {
                "role": "coordinator" if method == "SM" else "support_worker",
                "method": method,
                "active": sum(each["combination"] in combinations for each in stayers),
                "cap": 20,
            }
            for method, combinations in METHODS.items()
        ],
        "fidelity": {"team": {"n": 10, "mean": 3.0}},
    }


def _people(courses):
    return len(
        {each["id"] if each["person"] is None else ("p", each["person"]) for each in courses}
    )


def _age(course, first):
    return course["age"] + max(0, first - course["start"]) // 2


def _by(courses, key, names):
    return {**dict.fromkeys(names.split(), 0), **Counter(each[key] for each in courses)}


def _days(n):
    return {"n": n, "median": 10.0 if n else None, "p90": 20.0 if n else None}


def _bands(spans):
    places = [min(span, 2) for span in spans]
    middle = 60.0 if places else None
    return {
        **{name: places.count(place) for place, name in enumerate(BAND_NAMES)},
        "n": len(places),
        "mean": middle,
        "median": middle,
    }


def _answers(asked):
    asked = list(asked)
    return {"n": len(asked), "yes": asked.count(True), "no": asked.count(False)}


def _homes(courses):
    counted = {
        **dict.fromkeys(all_codes("housing_situation"), 0),
        **Counter(each["home"] for each in courses),
    }
    groups = {
        "housed": counted["own_home"],
        "homeless": counted["hotel"],
        "unknown": counted["unknown"],
    }
    return {**counted, "groups": groups}
