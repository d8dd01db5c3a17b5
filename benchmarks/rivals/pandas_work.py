"""In pandas: meetings, agreements, hours, cost, caseloads and fidelity."""

from typing import Any

import numpy as np
import pandas as pd

from benchmarks.rivals.pandas_frames import Frames
from benchmarks.rivals.tables import CAPS, HOURLY_RATE, METHODS
from core.codes import all_codes

Span = tuple[pd.Timestamp, pd.Timestamp]


def meeting_figures(
    frames: Frames, cases: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp
) -> dict[str, Any]:
    """`meetings`."""
    meetings = frames["meetings"]
    held = meetings[
        (meetings.kind == "network")
        & (meetings.state == "held")
        & meetings.date.between(since, until)
    ]
    held = held.merge(cases[["id", "young_person_id"]], left_on="case_id", right_on="id")
    young_people = held.young_person_id.nunique()
    checklist = {}
    for item in all_codes("checklist_item"):
        n, yes = int(held[item].count()), int(held[item].sum())
        checklist[item] = {"n": n, "yes": yes, "no": n - yes}
    return {
        "held": len(held),
        "young_people": young_people,
        "per_young_person": len(held) / young_people if young_people else None,
        "checklist": checklist,
        "participants": _participants(frames["participants"], held.id_x),
    }


def _participants(rows: pd.DataFrame, held: "pd.Series[Any]") -> dict[str, Any]:
    present = rows.loc[rows.meeting_id.isin(held), ["meeting_id", "role", "attended", "active"]]
    answers = present.fillna({"attended": False, "active": False})
    answers[["attended", "active"]] = answers[["attended", "active"]].astype("int8")
    of_meetings = answers.groupby(["meeting_id", "role"], observed=True, sort=False).max()
    of_roles = of_meetings.groupby("role", observed=True)
    counts = of_roles.sum().assign(meetings=of_roles.size())
    found = counts.to_dict("index")
    names = ("meetings", "attended", "active")
    return {
        role: {name: int(found.get(role, {}).get(name, 0)) for name in names}
        for role in all_codes("participant_role")
    }


def agreement_figures(
    frames: Frames, cases: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp
) -> dict[str, Any]:
    """`agreements`."""
    rows, goals = frames["agreements"], frames["goals"]
    goals_of_cases = goals.id[goals.case_id.isin(cases.id)]
    due = rows[rows.follow_up_date.between(since, until) & rows.goal_id.isin(goals_of_cases)]
    still_open = due.status.isna() | (due.status == "open")
    return {
        "due": len(due),
        "done": int((due.status == "done").sum()),
        "not_done": int((due.status == "not_done").sum()),
        "overdue": int((still_open & (due.follow_up_date < until)).sum()),
    }


def hour_figures(
    frames: Frames, cases: pd.DataFrame, variant: str | None, span: Span, young_people: int
) -> dict[str, Any]:
    """`hours` and `cost`. Only a question about one variant has to look at the cases."""
    rows = frames["contacts"]
    chosen = rows[rows.date.between(*span)]
    if variant:
        chosen = chosen[chosen.case_id.isin(cases.id)]
    minutes = chosen.groupby(["method", "activity"], observed=True).minutes.sum()
    hours = {
        method: {
            activity: round(int(minutes.get((method, activity), 0)) / 60, 2)
            for activity in all_codes("activity")
        }
        for method in METHODS
    }
    spent = (chosen.minutes * _rates(frames, chosen)).groupby(chosen.method, observed=True)
    sixtieths = spent.sum()
    total = int(sixtieths.sum())
    return {
        "hours": hours,
        "cost": {
            **{method: round(int(sixtieths.get(method, 0)) / 60, 2) for method in METHODS},
            "total": round(total / 60, 2),
            "per_young_person": round(total / (60 * young_people), 2) if young_people else None,
        },
    }


def _rates(frames: Frames, contacts: pd.DataFrame) -> "pd.Series[Any]":
    """The hourly rate of each contact: its method's own on that day, else the common one."""
    rates = _rate_on(frames, "hourly_rate", contacts.date).fillna(HOURLY_RATE)
    for method in METHODS:
        own = _rate_on(frames, f"hourly_rate_{method.lower()}", contacts.date)
        rates = rates.mask((contacts.method == method) & own.notna(), own)
    return rates


def _rate_on(frames: Frames, name: str, days: "pd.Series[Any]") -> "pd.Series[Any]":
    """The value of a rate on each day; missing where it is left open."""
    settings = frames["settings"]
    changes = settings[settings.name == name].sort_values("valid_from", kind="stable")
    values = np.array([np.nan, *pd.to_numeric(changes.value)], dtype=float)
    found = values[np.searchsorted(changes.valid_from, days, side="right")]
    return pd.Series(found, index=days.index)


def caseload_figures(
    frames: Frames, cases: pd.DataFrame, until: pd.Timestamp
) -> list[dict[str, Any]]:
    """`caseload`, for whole caps."""
    active = cases[(cases.start_date <= until) & ~(cases.end_date < until)]
    of_cases = active.coordinator_id.value_counts()
    rows = frames["support_courses"]
    rows = rows[rows.case_id.isin(cases.id)]
    courses = rows[(rows.start_date <= until) & ~(rows.end_date < until)]
    of_courses = courses.groupby(["worker_id", "method"], observed=True).size().to_dict()
    lines = []
    for staff in frames["staff"].itertuples():
        at_work = not (staff.active_from > until or staff.active_to < until)
        mine = int(of_cases.get(staff.id, 0))
        if mine or (at_work and staff.role == "coordinator"):
            lines.append(_line(staff.id, "coordinator", "SM", mine))
        trained = staff.methods.split(";") if isinstance(staff.methods, str) else []
        for method in ("CTI", "ICM"):
            supported = int(of_courses.get((staff.id, method), 0))
            if supported or (at_work and method in trained):
                lines.append(_line(staff.id, "support_worker", method, supported))
    return lines


def _line(staff: str, role: str, method: str, active: int) -> dict[str, Any]:
    return {
        "staff_id": staff,
        "role": role,
        "method": method,
        "active": active,
        "cap": CAPS[method],
    }


def fidelity_figures(frames: Frames, since: pd.Timestamp, until: pd.Timestamp) -> dict[str, Any]:
    """`fidelity`."""
    rows = frames["fidelity"]
    scores = rows[rows.date.between(since, until)].groupby("theme", observed=True).score
    return {
        theme: {"n": int(n), "mean": float(mean)}
        for theme, n, mean in zip(scores.size().index, scores.size(), scores.mean(), strict=True)
    }
