"""What an imported history says against the rules: warnings only, nothing is altered or refused.

Rows are plain mappings by column name with `row`, their number in the file; columns the file does
not have are None. Rules of a case in the app are checked elsewhere, at the act.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from core.caseload import cap_of
from core.codes import Combination, Decision, Method, TargetGroup
from core.housing import HOMES

Row = Mapping[str, Any]
History = Mapping[str, Sequence[Row]]
"""The rows of each sheet that was sent."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning at one cell; the sentence is `exchange.problem.<code>`."""

    code: str
    sheet: str
    row: int
    column: str
    facts: Mapping[str, object] = field(default_factory=dict)


ORDER: Sequence[tuple[str, str, str]] = (
    ("staff", "active_from", "active_to"),
    ("cases", "referral_date", "decision_date"),
    ("cases", "referral_date", "start_date"),
    ("cases", "decision_date", "start_date"),
    ("cases", "start_date", "end_date"),
    ("cases", "referral_date", "end_date"),
    ("support_courses", "start_date", "end_date"),
    ("housing", "from_date", "to_date"),
    ("housing", "waiting_list_date", "allocated_date"),
    ("meetings", "date", "next_meeting_date"),
    ("goals", "set_date", "closed_date"),
    ("consents", "given_date", "valid_to"),
    ("consents", "given_date", "withdrawn_date"),
)
"""Sheet, the earlier day and the later one."""

PAST: Sequence[tuple[str, str]] = (
    ("cases", "referral_date"),
    ("cases", "decision_date"),
    ("cases", "end_date"),
    ("support_courses", "end_date"),
    ("measurements", "date"),
    ("statuses", "date"),
    ("contacts", "date"),
    ("consents", "given_date"),
    ("agreements", "done_date"),
    ("fidelity", "date"),
)
"""Days that a history should not have ahead of it."""

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "staff": ("active_from", "active_to"),
        "cases": (
            "id",
            "young_person_id",
            "referral_date",
            "decision_date",
            "decision",
            "target_group",
            "combination",
            "start_date",
            "end_date",
            "closure_reason",
            "closure_young_person_involved",
            "closure_team_involved",
        ),
        "support_courses": (
            "case_id",
            "method",
            "worker_id",
            "start_date",
            "end_date",
            "follow_on_support",
        ),
        "housing": (
            "case_id",
            "from_date",
            "situation",
            "to_date",
            "allocated_date",
            "lease_signed_date",
            "waiting_list_date",
        ),
        "measurements": ("date",),
        "statuses": ("date",),
        "meetings": ("date", "next_meeting_date"),
        "goals": ("id", "set_date", "closed_date"),
        "agreements": ("goal_id", "follow_up_date", "done_date"),
        "consents": ("given_date", "valid_to", "withdrawn_date"),
        "contacts": ("date",),
        "fidelity": ("date",),
    }
)
"""What the rules below look at; nothing else need be handed in."""

DOUBTFUL_COMBINATIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (TargetGroup.AT_RISK, Combination.SM_ICM): "icm_not_homeless",
        (TargetGroup.HOMELESS, Combination.SM): "homeless_without_support",
    }
)
"""R01 and R02: target group and combination that the guide (2018, p. 11) does not join."""

_TURNED_DOWN = frozenset({Decision.REJECTED, Decision.WITHDRAWN})


def findings(history: History, on: date) -> Iterator[Finding]:
    """Every warning across the rows, rule by rule."""
    for rule in _RULES:
        yield from rule(history, on)


def _order(history: History, _: date) -> Iterator[Finding]:
    for sheet, first, second in ORDER:
        for row in history.get(sheet, ()):
            if row[first] and row[second] and row[second] < row[first]:
                yield Finding(
                    "dates_out_of_order", sheet, row["row"], second, {"first": row[first]}
                )


def _ahead(history: History, on: date) -> Iterator[Finding]:
    for sheet, column in PAST:
        for row in history.get(sheet, ()):
            if row[column] and row[column] > on:
                yield Finding("day_ahead", sheet, row["row"], column)


def _agreements(history: History, _: date) -> Iterator[Finding]:
    set_on = {goal["id"]: goal["set_date"] for goal in history.get("goals", ())}
    for row in history.get("agreements", ()):
        first = set_on.get(row["goal_id"])
        for column in ("follow_up_date", "done_date"):
            if first and row[column] and row[column] < first:
                yield Finding("before_goal", "agreements", row["row"], column, {"first": first})


def _inside_case(history: History, _: date) -> Iterator[Finding]:
    """R03: housing support runs inside an open course of Samarbejdsmodellen."""
    cases = {case["id"]: case for case in history.get("cases", ())}
    for row in history.get("support_courses", ()):
        case = cases.get(row["case_id"])
        if case is None or row["start_date"] is None:
            continue
        start, end = case["start_date"], case["end_date"]
        if start is None:
            yield Finding("case_not_started", "support_courses", row["row"], "case_id")
        elif row["start_date"] < start or (end and (row["end_date"] or row["start_date"]) > end):
            facts = {"start": start, "end": end or "…"}
            yield Finding("outside_case", "support_courses", row["row"], "start_date", facts)


def _home_before_cti(history: History, _: date) -> Iterator[Finding]:
    """R04: CTI starts once a home is found. Silent where no housing sheet was sent."""
    if "housing" not in history:
        return
    homes: dict[str, list[date]] = defaultdict(list)
    for row in history.get("housing", ()):
        own = row["from_date"] if row["situation"] in HOMES else None
        homes[row["case_id"]] += filter(
            None, (row["allocated_date"], row["lease_signed_date"], own)
        )
    for row in history.get("support_courses", ()):
        start = row["start_date"]
        if (
            row["method"] == Method.CTI
            and start
            and not any(day <= start for day in homes[row["case_id"]])
        ):
            yield Finding("start_without_home", "support_courses", row["row"], "start_date")


def _caps(history: History, on: date) -> Iterator[Finding]:
    """R07: more young people at once than the cap; told once for each worker and method."""
    spans: dict[tuple[str, Method], list[Row]] = defaultdict(list)
    for row in history.get("support_courses", ()):
        if row["worker_id"] and row["method"] and row["start_date"]:
            spans[row["worker_id"], Method(row["method"])].append(row)
    for (_worker, method), rows in spans.items():
        active, row = _peak(rows)
        cap = cap_of(method, on)
        if active > cap.limit:
            facts = {"active": active, "cap": cap.limit, "method": method}
            yield Finding("cap_exceeded", "support_courses", row["row"], "worker_id", facts)


def _peak(rows: Sequence[Row]) -> tuple[int, Row]:
    """The most courses that run on one day (both ends counted), and the one that began it."""
    changes = [(row["start_date"], 1, index) for index, row in enumerate(rows)]
    changes += [
        (row["end_date"] + timedelta(days=1), -1, index)
        for index, row in enumerate(rows)
        if row["end_date"] and row["end_date"] >= row["start_date"]
    ]
    active, peak, at = 0, 0, 0
    for _day, change, index in sorted(changes):
        active += change
        if active > peak:
            peak, at = active, index
    return peak, rows[at]


def _two_open_cases(history: History, _: date) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row in history.get("cases", ()):
        young = row["young_person_id"]
        if young is None or row["end_date"] or row["decision"] in _TURNED_DOWN:
            continue
        if first.setdefault(young, row["row"]) != row["row"]:
            yield Finding(
                "two_open_cases", "cases", row["row"], "young_person_id", {"first": first[young]}
            )


def _within_case(history: History, _: date) -> Iterator[Finding]:
    """R01, R02, R16, and a start without a decision."""
    for row in history.get("cases", ()):
        code = DOUBTFUL_COMBINATIONS.get((row["target_group"], row["combination"]))
        if code:
            yield Finding(code, "cases", row["row"], "combination")
        if row["start_date"] and row["decision"] is None:
            yield Finding("no_decision", "cases", row["row"], "decision")
        for column in ("closure_reason", "closure_young_person_involved", "closure_team_involved"):
            if row["start_date"] and row["end_date"] and row[column] is None:
                yield Finding("closed_without", "cases", row["row"], column)


def _follow_on(history: History, _: date) -> Iterator[Finding]:
    """R16: a support course ends with a decision on the support after it."""
    for row in history.get("support_courses", ()):
        if row["end_date"] and row["follow_on_support"] is None:
            yield Finding(
                "ended_without_follow_on", "support_courses", row["row"], "follow_on_support"
            )


_RULES: Sequence[Callable[[History, date], Iterator[Finding]]] = (
    _order,
    _ahead,
    _within_case,
    _two_open_cases,
    _inside_case,
    _home_before_cti,
    _caps,
    _follow_on,
    _agreements,
)
