"""The figures in pandas, by whole columns."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from benchmarks.rivals.pandas_frames import Frames
from benchmarks.rivals.pandas_people import change_figures, housing_figures, status_figures
from benchmarks.rivals.pandas_work import (
    agreement_figures,
    caseload_figures,
    fidelity_figures,
    hour_figures,
    meeting_figures,
)
from benchmarks.rivals.tables import BANDS
from core.codes import Combination, TargetGroup, all_codes


def figures(
    frames: Frames, since: pd.Timestamp, until: pd.Timestamp, variant: str | None
) -> dict[str, Any]:
    """Every figure of the period, in the shape of `python -m db tallies`."""
    cases = frames["cases"]
    if variant:
        cases = cases[cases.variant == variant]
    served = cases[(cases.start_date <= until) & ~(cases.end_date < since)]
    gone = served.end_date.between(since, until)
    leavers, stayers = served[gone], served[~gone]
    young_people = served.young_person_id.nunique()
    variants = counted(served.variant, ("H", "U"))
    del variants["unknown"]
    return {
        "cases": {
            "referred": int(cases.referral_date.between(since, until).sum()),
            **{
                name: int((decided & (cases.decision == name)).sum())
                for decided in [cases.decision_date.between(since, until)]
                for name in ("accepted", "rejected")
            },
            "started": int(cases.start_date.between(since, until).sum()),
            "served": len(served),
            "leavers": len(leavers),
            "stayers": len(stayers),
        },
        "young_people_served": young_people,
        "age": _ages(frames, served, served.start_date.clip(lower=since)),
        "age_at_start": _ages(frames, served, served.start_date),
        "combination": counted(served.combination, Combination),
        "target_group": counted(served.target_group, TargetGroup),
        "variant": variants,
        "days": _days(frames, cases, since, until),
        "days_in_course": {
            "leavers": _banded((leavers.end_date - leavers.start_date).dt.days),
            "stayers": _banded((until - stayers.start_date).dt.days),
        },
        **change_figures(frames, served, until),
        **status_figures(frames, served, until),
        **housing_figures(frames, served, leavers, until),
        "closure": {
            **counted(leavers.closure_reason, all_codes("closure_reason")),
            "young_person_involved": int(leavers.closure_young_person_involved.sum()),
            "team_involved": int(leavers.closure_team_involved.sum()),
        },
        "meetings": meeting_figures(frames, cases, since, until),
        "agreements": agreement_figures(frames, cases, since, until),
        **hour_figures(frames, cases, variant, (since, until), young_people),
        "caseload": caseload_figures(frames, cases, until),
        "fidelity": fidelity_figures(frames, since, until),
    }


def counted(column: "pd.Series[Any]", codes: Iterable[str]) -> dict[str, int]:
    """How often each code stands there; zeros are kept, what is not recorded is `unknown`."""
    found = column.value_counts()
    listed = {str(code): int(found.get(str(code), 0)) for code in codes}
    return {**listed, "unknown": int(column.isna().sum())}


def _ages(frames: Frames, served: pd.DataFrame, on: "pd.Series[Any]") -> dict[str, int]:
    births = frames["young_people"].set_index("id").birth_date
    birth = served.young_person_id.map(births)
    before = on.dt.month * 100 + on.dt.day < birth.dt.month * 100 + birth.dt.day
    years = (on.dt.year - birth.dt.year - before).where(birth.notna())
    found = years.value_counts().sort_index()
    ages = {str(int(age)): int(count) for age, count in found.items()}
    unknown = int(years.isna().sum())
    return {**ages, "unknown": unknown} if unknown else ages


def _days(
    frames: Frames, cases: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp
) -> dict[str, Any]:
    housing = frames["housing"]
    homes = housing.loc[housing.situation == "own_home", ["case_id", "from_date"]]
    homes = homes.merge(cases[["id", "start_date"]], left_on="case_id", right_on="id")
    homes = homes[homes.from_date >= homes.start_date]
    first = homes.groupby("case_id").agg({"from_date": "min", "start_date": "first"})
    spans = {
        "referral_to_decision": (cases.referral_date, cases.decision_date),
        "decision_to_start": (cases.decision_date, cases.start_date),
        "referral_to_start": (cases.referral_date, cases.start_date),
        "start_to_own_home": (first.start_date, first.from_date),
    }
    found = {}
    for name, (one, other) in spans.items():
        later = one.where(one > other, other)
        known = later.between(since, until) & one.notna() & other.notna()
        found[name] = _waited((other - one)[known].dt.days)
    return found


def _waited(days: "pd.Series[Any]") -> dict[str, Any]:
    if days.empty:
        return {"n": 0, "median": None, "p90": None}
    return {"n": len(days), "median": float(days.median()), "p90": float(days.quantile(0.9))}


def _banded(days: "pd.Series[Any]") -> dict[str, Any]:
    edges = [float("-inf"), 30, 60, 90, 180, 365, 730, float("inf")]
    found = pd.cut(days, edges, labels=BANDS).value_counts()
    some = not days.empty
    return {
        **{name: int(found[name]) for name in BANDS},
        "n": len(days),
        "mean": float(days.mean()) if some else None,
        "median": float(days.median()) if some else None,
    }
