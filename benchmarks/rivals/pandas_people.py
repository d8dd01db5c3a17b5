"""In pandas: what changes for the young people, and where they live."""

from typing import Any

import pandas as pd

from benchmarks.rivals.pandas_frames import Frames
from core.codes import all_codes, code_lists


def change_figures(frames: Frames, served: pd.DataFrame, until: pd.Timestamp) -> dict[str, Any]:
    """`domain_baseline` and `domain_change`."""
    domains = list(all_codes("life_domain"))
    of_case = _in_order(frames["measurements"], served, until).groupby("case_id")[domains]
    first, latest, scores = of_case.first(), of_case.last(), of_case.count()
    sign = (latest - first)[scores > 1]
    return {
        "domain_baseline": {
            domain: {
                "n": int(first[domain].count()),
                "mean": float(first[domain].mean()) if first[domain].count() else None,
            }
            for domain in domains
        },
        "domain_change": {
            domain: {
                "n": int(sign[domain].count()),
                "decline": int((sign[domain] < 0).sum()),
                "unchanged": int((sign[domain] == 0).sum()),
                "improvement": int((sign[domain] > 0).sum()),
            }
            for domain in domains
        },
    }


def _in_order(rows: pd.DataFrame, served: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """The rows of served cases by the last day, by day and id (they lie in the order of ids)."""
    chosen = rows[(rows.date <= until) & rows.case_id.isin(served.id)]
    return chosen.sort_values("date", kind="stable")


def status_figures(frames: Frames, served: pd.DataFrame, until: pd.Timestamp) -> dict[str, Any]:
    """`education` and `employment`."""
    rows = _in_order(frames["statuses"], served, until)
    education, employment = {}, {}
    for end, keep in (("first", "first"), ("latest", "last")):
        ends = rows.drop_duplicates("case_id", keep=keep)
        yes = int(ends.in_education.sum())
        answered = int(ends.in_education.count())
        education[end] = {"n": len(ends), "yes": yes, "no": answered - yes}
        found = ends.employment.value_counts()
        codes = {code: int(found.get(code, 0)) for code in all_codes("employment")}
        employment[end] = {"n": len(ends), **codes}
    return {"education": education, "employment": employment}


def housing_figures(
    frames: Frames, served: pd.DataFrame, leavers: pd.DataFrame, until: pd.Timestamp
) -> dict[str, Any]:
    """`housing_at_closure` and `housing_latest`."""
    on = served.end_date.fillna(until).clip(upper=until)
    return {
        "housing_at_closure": _housing(frames, leavers.assign(on=leavers.end_date)),
        "housing_latest": _housing(frames, served.assign(on=on)),
    }


def _housing(frames: Frames, people: pd.DataFrame) -> dict[str, Any]:
    rows = frames["housing"].merge(
        people[["id", "on"]], left_on="case_id", right_on="id", suffixes=("", "_of_case")
    )
    standing = rows[(rows.from_date <= rows.on) & ~(rows.to_date < rows.on)]
    begun_last = standing.sort_values(["from_date", "id"]).drop_duplicates("case_id", keep="last")
    found = begun_last.situation.value_counts()
    counts = {code.code: int(found.get(code.code, 0)) for code in code_lists()["housing_situation"]}
    counts["unknown"] += len(people) - len(begun_last)
    groups = dict.fromkeys(("housed", "homeless", "unknown"), 0)
    for code in code_lists()["housing_situation"]:
        groups[code.group] += counts[code.code]
    return {**counts, "groups": groups}
