"""The rows of documents: the plan as it stood after each meeting, and who was given it.

Made from the rows that are there already, by the rules of the core and without dice.
"""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Any

from core.documents import document
from core.plan_versions import Goals, as_text, changes
from core.recipients import recipients
from core.records.documents import Source
from core.records.network import Agreement, Consent, Goal, NetworkFile
from core.shared_documents import MY_PLAN, PLAN
from core.sharing import OWN, Ground, Recipient
from db.demo.life import Life
from db.demo.meetings import Met
from db.models import AgreementRow, Base, ConsentRow, DistributionRow, GoalRow, PlanVersionRow

_EVERY = 2
"""Others than the young person are given every second version: some copies are out of date."""


def write_documents(life: Life, meetings: list[Met]) -> None:
    """A version after every network meeting that changed the plan, given by consent."""
    days = {met.id: met.day for met in meetings}
    last: Goals = ()
    number = 0
    for met in meetings:
        plan = _plan_on(life, met.day, days)
        if not met.held or life.coordinator is None or not changes(last, plan):
            continue
        number, last = number + 1, plan
        version = life.rows.add(
            PlanVersionRow,
            met.day,
            case_id=life.case_id,
            number=number,
            date=met.day,
            meeting_id=met.id,
            content=as_text(plan),
            by_name=life.coordinator.name,
        )
        _give(life, version, plan, met.day, all_of_them=number % _EVERY == 1)


def _plan_on(life: Life, day: date, days: dict[str, date]) -> Goals:
    """The plan as it stood at the end of that day."""
    goals = list(_rows(life, GoalRow, "case_id", {life.case_id}))
    agreements = list(_rows(life, AgreementRow, "goal_id", {row["id"] for row in goals}))
    return tuple(
        _goal(row, [each for each in agreements if each["goal_id"] == row["id"]], day, days)
        for row in goals
        if row["set_date"] <= day
    )


def _rows(life: Life, table: type[Base], column: str, ids: set[str]) -> Iterator[dict[str, Any]]:
    """Of a table the rows of one life: the last ones that were written."""
    written = reversed(life.rows.by_table.get(table, []))
    return takewhile(lambda row: row[column] in ids, written)


def _goal(
    row: dict[str, Any], agreements: list[dict[str, Any]], day: date, days: dict[str, date]
) -> Goal:
    closed = row.get("closed_date")
    over = closed is not None and closed <= day
    return Goal(
        id=row["id"],
        version=0,
        set_date=row["set_date"],
        text=row["text"],
        life_domain=row["life_domain"],
        status=row["status"] if over else "open",
        closed_date=closed if over else None,
        agreements=tuple(
            _agreement(each, day)
            for each in agreements
            if days.get(each.get("meeting_id") or "", row["set_date"]) <= day
        ),
        own_words=row.get("own_words"),
        information_type=row.get("information_type"),
    )


def _agreement(row: dict[str, Any], day: date) -> Agreement:
    settled = row["done_date"] is not None and row["done_date"] <= day
    return Agreement(
        id=row["id"],
        version=0,
        text=row["text"],
        responsible=row["responsible"],
        follow_up_date=row["follow_up_date"],
        meeting_id=row.get("meeting_id"),
        status=row["status"] if settled else "open",
        done_date=row["done_date"] if settled else None,
        follow_up_by=row.get("follow_up_by"),
    )


# -------------------------------------------------------- who was given it


def _give(life: Life, version: str, plan: Goals, day: date, *, all_of_them: bool) -> None:
    consents = tuple(_consent(row) for row in _rows(life, ConsentRow, "case_id", {life.case_id}))
    file = NetworkFile(life.case_id, 0, None, None, None, consents, (), (), plan, (), ())
    source = Source(
        name=life.young.name,
        born=life.young.birth_date,
        coordinator=None,
        file=file,
        goals=plan,
        on=day,
    )
    for recipient in recipients(file, name=life.young.name, on=day):
        if recipient.role == OWN:
            _distribute(life, version, MY_PLAN, source, recipient)
        elif all_of_them:
            _distribute(life, version, PLAN, source, recipient)


def _consent(row: dict[str, Any]) -> Consent:
    told: dict[str, Any] = {name: row.get(name) for name in _CONSENT}
    types = tuple(row["information_types"].split(";"))
    return Consent(version=0, information_types=types, **told)


_CONSENT = (
    "id",
    "given_date",
    "given_by",
    "party",
    "purpose",
    "valid_to",
    "withdrawn_date",
    "legal_basis",
    "legal_basis_note",
    "party_role",
)


def _distribute(life: Life, version: str, kind: str, source: Source, recipient: Recipient) -> None:
    made = document(kind, source, recipient)
    by = life.coordinator
    if by is None or made.basis.ground is Ground.NONE or not made.says_something:
        return
    life.rows.add(
        DistributionRow,
        source.on,
        case_id=life.case_id,
        document=kind,
        subject_id=version,
        recipient_role=recipient.role,
        recipient_name=recipient.name,
        date=source.on,
        channel="handed_over" if recipient.role == OWN else "secure_mail",
        basis=made.basis.ground.value,
        consent_ids=";".join(made.basis.consents) or None,
        information_types=";".join(made.told) or None,
        left_out=";".join(made.kept_back) or None,
        by_id=by.id,
        by_name=by.name,
    )
