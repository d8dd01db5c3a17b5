"""How far the demo's municipality is with the implementation (`implementation.toml`)."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from core.small_tests import STEPS
from db.demo.days import plus, workday, workday_before
from db.demo.rows import Rows, moment
from db.demo.staff import Staff
from db.models import (
    CooperationAgreementRow,
    ImplementationAnswerRow,
    ImplementationChangeRow,
    OrganisationChoiceRow,
    SmallTestRow,
)

Told = Mapping[str, Any]


@cache
def _told() -> Told:
    text = files("db.demo").joinpath("implementation.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def write_implementation(rows: Rows, staff: Staff, on: date) -> None:
    """Answers with their history, agreements, choices and tests."""
    team = (staff.lead, *staff.coordinators, *staff.support_workers)
    ids = {each.name: each.id for each in team}
    for each in _told()["answers"]:
        _answer(rows, each, ids, staff.lead.name, on)
    for each in _told()["agreements"]:
        _agreement(rows, each, on)
    for each in _told()["choices"]:
        _choice(rows, each, staff.lead.name, on)
    made: list[str] = []
    for each in _told()["tests"]:
        made.append(_test(rows, each, ids, made, on))


def _day(told: Told, name: str, on: date) -> date | None:
    """The day that a number of days names: a working day; what has been stays behind."""
    days = told.get(name)
    if days is None:
        return None
    return workday_before(plus(on, days)) if days <= 0 else workday(plus(on, days))


def _owner(told: Told, ids: Mapping[str, str]) -> dict[str, str | None]:
    who = told.get("who")
    return {"owner_id": ids[who] if who else None, "owner_name": told.get("name")}


def _answer(rows: Rows, told: Told, ids: Mapping[str, str], by_name: str, on: date) -> None:
    days = [workday_before(plus(on, days)) for days, _, _ in told["steps"]]
    due = _day(told, "due", on)
    answer_id = rows.add(
        ImplementationAnswerRow,
        days[0],
        question=told["question"],
        state=told["steps"][-1][1],
        due_date=due,
        evidence=told.get("evidence"),
        **_owner(told, ids),
    )
    before = "not_begun"
    for place, (day, (_, state, reason)) in enumerate(zip(days, told["steps"], strict=True)):
        fields = {"state": [before, state]} | (_first(told, due) if place == 0 else {})
        rows.add(
            ImplementationChangeRow,
            day,
            answer_id=answer_id,
            time=moment(day),
            by_name=by_name,
            fields=json.dumps(fields, ensure_ascii=False),
            reason=reason or None,
        )
        before = state


def _first(told: Told, due: date | None) -> dict[str, list[str | None]]:
    """Owner, day and evidence, as they were written with the first answer."""
    after = {
        "owner": told.get("who") or told.get("name"),
        "due_date": due.isoformat() if due else None,
        "evidence": told.get("evidence"),
    }
    return {name: [None, value] for name, value in after.items() if value is not None}


def _agreement(rows: Rows, told: Told, on: date) -> None:
    signed = _day(told, "signed", on)
    rows.add(
        CooperationAgreementRow,
        signed or workday_before(plus(on, -1)),
        partner=told["partner"],
        organisation=told["organisation"],
        contact=told.get("contact"),
        ours=told.get("ours"),
        theirs=told.get("theirs"),
        signed_date=signed,
        renew_by=_day(told, "renew", on),
        ended_date=_day(told, "ended", on),
        ended_reason=told.get("reason"),
    )


def _choice(rows: Rows, told: Told, by_name: str, on: date) -> None:
    day = workday_before(plus(on, told["days"]))
    rows.add(
        OrganisationChoiceRow,
        day,
        aspect=told["aspect"],
        option=told["option"],
        valid_from=day,
        reason=told["reason"],
        counter=told.get("counter"),
        time=moment(day),
        by_name=by_name,
    )


def _test(rows: Rows, told: Told, ids: Mapping[str, str], made: list[str], on: date) -> str:
    steps = {name: told.get(name, (None, None)) for name in STEPS}
    days = {name: _day({"day": days}, "day", on) for name, (days, _) in steps.items()}
    before = told.get("continues")
    return rows.add(
        SmallTestRow,
        days["plan"] or on,
        round=1 if before is None else 2,
        title=told["title"],
        aim=told["aim"],
        due_date=_day(told, "due", on),
        outcome=told.get("outcome"),
        continues_id=None if before is None else made[before],
        **{f"{name}_text": text for name, (_, text) in steps.items()},
        **{f"{name}_date": day for name, day in days.items()},
        **_owner(told, ids),
    )
