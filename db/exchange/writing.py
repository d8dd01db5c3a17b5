"""Write the plans of an import into the store: new rows, changed columns, and what follows of them.

All of it in the caller's one transaction. What the format does not hold is left as it stands.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.codes import MeetingState, Step
from core.pathway import stands_on
from core.permissions import Act
from core.records.people import Person
from db.actions.numbers import reserve_case_numbers
from db.audit import MASKED
from db.bulk import bulk_insert, bulk_update
from db.clock import now
from db.exchange.planning import Plan
from db.exchange.tables import RISKS, TABLES, own_columns
from db.footing import footings
from db.log.chain import chained
from db.models import AuditRow, CaseRow, ImportedRow, MeetingRow, RiskIndicatorRow, new_id

AT_ONCE = 50_000
"""Rows handed to the store at a time: enough to be quick, too few to fill the memory."""

_MOVING = ("support_courses", "housing", "meetings")
"""Sheets besides `cases` whose rows decide where a case stands."""


def carry_out(session: Session, plan: Plan, on: date) -> None:
    """Write the rows of one sheet. What is not needed of them any more is let go."""
    _insert(session, plan, on)
    _update(session, plan)
    _keep_prints(session, plan)
    plan.sheet = plan.sheet.only("case_id", RISKS)
    if plan.sheet.name != "cases" and not plan.changed:
        plan.ids = []


def follow_up(session: Session, plans: Mapping[str, Plan], *, by: Person | None, on: date) -> None:
    """After all sheets: what follows of them, and an audit line for the import and each change."""
    if "cases" in plans:
        _write_risks(session, plans["cases"])
    if "meetings" in plans:
        _outdate_calls(session, plans["meetings"])
        _hold_meetings(session, plans["meetings"], on)
    _set_steps(session, plans, on)
    _note(session, plans, by)


def _insert(session: Session, plan: Plan, on: date) -> None:
    for start in range(0, len(plan.new), AT_ONCE):
        _insert_some(session, plan, plan.new[start : start + AT_ONCE], on)


def _insert_some(session: Session, plan: Plan, new: Sequence[int], on: date) -> None:
    name = plan.sheet.name
    columns: dict[str, Sequence[Any]] = {"id": [plan.ids[index] for index in new]}
    for column in own_columns(name):
        values = plan.sheet.column(column)
        columns[column] = [values[index] for index in new] if column != "id" else columns["id"]
    if name == "cases":
        columns["number"] = list(reserve_case_numbers(session, len(new)))
        columns["step"] = [Step.REFERRED.value] * len(new)
    if name == "meetings":
        columns["state"] = [_state(day, on) for day in columns["date"]]
    bulk_insert(session, TABLES[name], columns)


def _state(day: date, on: date) -> str:
    return MeetingState.HELD.value if day <= on else MeetingState.PLANNED.value


def _update(session: Session, plan: Plan) -> None:
    """Rows that change in the same columns are set together."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, changes in plan.changed.items():
        groups.setdefault(tuple(name for name in changes if name != RISKS), []).append(index)
    for names, indexes in groups.items():
        columns: dict[str, list[Any]] = {"id": [plan.ids[index] for index in indexes]}
        for name in names:
            columns[name] = [plan.changed[index][name][1] for index in indexes]
        bulk_update(session, TABLES[plan.sheet.name], columns)


def _keep_prints(session: Session, plan: Plan) -> None:
    prints = iter(plan.prints)
    while some := list(islice(prints, AT_ONCE)):
        _put_prints(session, plan, bulk_insert, [one for one in some if not _known(plan, one)])
        _put_prints(session, plan, bulk_update, [one for one in some if _known(plan, one)])


def _known(plan: Plan, one: tuple[str, str]) -> bool:
    return one[0] in plan.known_prints


def _put_prints(
    session: Session, plan: Plan, put: Callable[..., None], rows: Sequence[tuple[str, str]]
) -> None:
    ids = [f"{plan.sheet.name}:{row_id}" for row_id, _ in rows]
    put(session, ImportedRow, {"id": ids, "prints": [prints for _, prints in rows]})


def _write_risks(session: Session, plan: Plan) -> None:
    """New indicators are added with an unknown time; of the gone ones only those never dated go."""
    added: list[tuple[str, str]] = []
    sent = plan.sheet.column(RISKS)
    for index in plan.new:
        added += [(plan.ids[index], risk) for risk in _split(sent[index])]
    for index, changes in plan.changed.items():
        if RISKS in changes:
            before, after = (set(_split(value)) for value in changes[RISKS])
            added += [(plan.ids[index], risk) for risk in sorted(after - before)]
            _remove_risks(session, plan.ids[index], before - after)
    columns = {
        "id": [new_id() for _ in added],
        "case_id": [case_id for case_id, _ in added],
        "indicator": [risk for _, risk in added],
        "when": ["unknown"] * len(added),
    }
    bulk_insert(session, RiskIndicatorRow, columns)


def _split(value: object) -> list[str]:
    return list(dict.fromkeys(value.split(";"))) if isinstance(value, str) else []


def _remove_risks(session: Session, case_id: str, gone: set[str]) -> None:
    session.execute(
        delete(RiskIndicatorRow).where(
            RiskIndicatorRow.case_id == case_id,
            RiskIndicatorRow.indicator.in_(gone),
            RiskIndicatorRow.when == "unknown",
        )
    )


def _outdate_calls(session: Session, plan: Plan) -> None:
    """A planned meeting that the sender has moved: what was sent of it no longer fits.

    Of what a call tells, the format holds the day only.
    """
    moved = [plan.ids[index] for index, changes in plan.changed.items() if "date" in changes]
    if moved:
        ahead = MeetingRow.state == MeetingState.PLANNED.value
        session.execute(
            update(MeetingRow)
            .where(MeetingRow.id.in_(moved), ahead)
            .values(call_version=MeetingRow.version)
            .execution_options(synchronize_session=False)
        )


def _hold_meetings(session: Session, plan: Plan, on: date) -> None:
    """A meeting that the sender planned, and has told more of since its day, has been held."""
    told = [plan.ids[index] for index in plan.changed if plan.ids[index] in plan.known_prints]
    if not told:
        return
    query = select(MeetingRow.id).where(
        MeetingRow.id.in_(told),
        MeetingRow.state == MeetingState.PLANNED.value,
        MeetingRow.date <= on,
    )
    held = list(session.scalars(query))
    bulk_update(session, MeetingRow, {"id": held, "state": [MeetingState.HELD.value] * len(held)})


def _set_steps(session: Session, plans: Mapping[str, Plan], on: date) -> None:
    """Where the touched cases stand now; an assessment under way is never undone."""
    touched = set(_touched_cases(plans))
    if not touched:
        return
    steps = {
        case_id: stands_on(footing).value
        for case_id, footing in footings(session, on, touched).items()
    }
    stored = {row.id: row.step for row in session.execute(select(CaseRow.id, CaseRow.step))}
    moved = {
        case_id: step
        for case_id, step in steps.items()
        if step != stored[case_id]
        and (stored[case_id], step) != (Step.ASSESSMENT.value, Step.REFERRED.value)
    }
    bulk_update(session, CaseRow, {"id": list(moved), "step": list(moved.values())})


def _touched_cases(plans: Mapping[str, Plan]) -> Iterator[str]:
    for name in _MOVING:
        if name in plans:
            yield from _cases_of(plans[name])
    if "cases" in plans:
        plan = plans["cases"]
        yield from (plan.ids[index] for index in (*plan.new, *plan.changed))


def _cases_of(plan: Plan) -> Iterator[str]:
    sent = plan.sheet.column("case_id")
    yield from (str(sent[index]) for index in (*plan.new, *plan.changed))
    for changes in plan.changed.values():
        yield from (str(case_id) for case_id in changes.get("case_id", ()))


def _note(session: Session, plans: Mapping[str, Plan], by: Person | None) -> None:
    """One line for the import with its counts, and before and after of each changed row."""
    counts: dict[str, list[int | None]] = {}
    for name, plan in plans.items():
        if plan.new or plan.changed:
            counts[f"{name}.added"] = [None, len(plan.new)]
            counts[f"{name}.changed"] = [None, len(plan.changed)]
    if not counts:
        return
    lines: list[tuple[str, str, str | None, Mapping[str, list[Any]]]] = [
        ("import", new_id(), None, counts)
    ]
    for name, plan in plans.items():
        for index, changes in plan.changed.items():
            lines.append((name, plan.ids[index], _case_of(plan, index), _shown(changes)))
    moment = now()
    columns: dict[str, list[Any]] = {
        "id": [new_id() for _ in lines],
        "time": [moment] * len(lines),
        "account_id": [by.account_id if by else None] * len(lines),
        "name": [by.name if by else None] * len(lines),
        "act": [Act.EXCHANGE_DATA.value] * len(lines),
        "table_name": [line[0] for line in lines],
        "row_id": [line[1] for line in lines],
        "case_id": [line[2] for line in lines],
        "changes": [json.dumps(line[3], ensure_ascii=False, default=str) for line in lines],
    }
    bulk_insert(session, AuditRow, chained(session, columns))
    session.info["changed"] = True


def _case_of(plan: Plan, index: int) -> str | None:
    if plan.sheet.name == "cases":
        return plan.ids[index]
    case_id = plan.sheet.column("case_id")[index]
    return str(case_id) if case_id is not None else None


def _shown(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {
        name: ["•" if value is not None else None for value in pair]
        if name in MASKED
        else list(pair)
        for name, pair in changes.items()
    }
