"""What is recorded of all open cases, in a fixed number of statements; for `standings` only.

Nobody's rights are asked here: the answer never leaves `db.queries.overview` unfiltered.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Combination, Step, Variant
from core.records.overview import CaseFacts
from core.records.people import Reach
from db.conditions import OPEN_CASE, Only, of_cases
from db.engine import reading
from db.models import CaseRow, StaffRow, SupportCourseRow, YoungPersonRow
from db.queries.naming import LISTED_NAME
from db.queries.open_case_parts import PARTS, tables
from db.queries.rows import rows
from db.queries.support_facts import OpenSupport, open_support

_STEPS = {step.value: step for step in Step}
_VARIANTS = {variant.value: variant for variant in Variant}
_COMBINATIONS = {combination.value: combination for combination in Combination}
"""Looked up: to call the enum takes five times as long, three times a case."""

Touched = Mapping[str, Collection[str]]
"""The tables that were written to, by case."""

CASE = CaseRow.__tablename__
WHO = tables(CaseRow, YoungPersonRow, StaffRow, SupportCourseRow)
"""What says which cases are open, and who works with them."""

READ = WHO.union(*(part.tables for part in PARTS))
"""All that the facts follow from."""


def facts_of_open_cases(on: date) -> list[CaseFacts]:
    """The facts of every open case, by number."""
    with reading() as session:
        return _facts(session, on, None)


def facts_brought_up(known: Mapping[str, CaseFacts], touched: Touched, on: date) -> list[CaseFacts]:
    """The facts of the touched cases that are open now.

    Of a case that is known only those parts are asked whose tables were written to. One that is not
    known is open now only where the case itself was written.
    """
    begun = [id_ for id_, written in touched.items() if id_ not in known and CASE in written]
    with reading() as session:
        found = _facts(session, on, begun) if begun else []
        fields = _written_anew(session, [id_ for id_ in touched if id_ in known], touched)
        for part in PARTS:
            if asked := _among(fields, touched, part.tables):
                say = part.ask(session, on, asked)
                for id_ in asked:
                    fields[id_].update(say(id_))
    return [*found, *(replace(known[id_], **told) for id_, told in fields.items())]


def _written_anew(
    session: Session, cases: Collection[str], touched: Touched
) -> dict[str, dict[str, Any]]:
    """What changes in those of the cases that are open still: so far, the cases themselves."""
    asked = _among(cases, touched, WHO)
    told = _who(session, asked) if asked else {}
    closed = set(asked).difference(told)
    return {id_: told.get(id_, {}) for id_ in cases if id_ not in closed}


def _among(cases: Collection[str], touched: Touched, tables: frozenset[str]) -> list[str]:
    return [id_ for id_ in cases if not tables.isdisjoint(touched[id_])]


def _facts(session: Session, on: date, only: Only) -> list[CaseFacts]:
    who = _who(session, only)
    told = [part.ask(session, on, only) for part in PARTS]
    found = []
    for case_id, fields in who.items():
        for say in told:
            fields.update(say(case_id))
        found.append(CaseFacts(**fields))
    return found


_CASES = (
    select(
        CaseRow.id,
        CaseRow.number,
        LISTED_NAME.label("name"),
        CaseRow.step,
        CaseRow.variant,
        CaseRow.referral_date,
        YoungPersonRow.birth_date,
        CaseRow.combination,
        CaseRow.taken_up_date,
        CaseRow.decision_date,
        CaseRow.start_date,
        CaseRow.acute_needs,
        CaseRow.coordinator_id,
        StaffRow.name.label("coordinator_name"),
        CaseRow.referred_by_id,
        CaseRow.contact_worker_id,
        YoungPersonRow.municipality_area,
    )
    .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
    .outerjoin(StaffRow, StaffRow.id == CaseRow.coordinator_id)
    .where(OPEN_CASE)
    .order_by(CaseRow.number)
)
_NO_SUPPORT = OpenSupport()


def _who(session: Session, only: Only) -> dict[str, dict[str, Any]]:
    """By case, in the order of their numbers: the case itself, and who works with it."""
    support = open_support(session, only)
    asked = rows(session, _CASES.where(of_cases(CaseRow.id, only)))
    return {row[0]: _of_case(row, support.get(row[0], _NO_SUPPORT)) for row in asked}


def _of_case(row: Sequence[Any], support: OpenSupport) -> dict[str, Any]:
    (case_id, number, name, step, variant, referral_date, birth_date, combination) = row[:8]
    (taken_up, decided, start, acute, coordinator_id, coordinator_name) = row[8:14]
    (referrer, builder, area) = row[14:]
    return {
        "id": case_id,
        "number": number,
        "name": name,
        "step": _STEPS[step],
        "variant": _VARIANTS[variant],
        "referral_date": referral_date,
        "birth_date": birth_date,
        "combination": _COMBINATIONS[combination] if combination else None,
        "taken_up_date": taken_up,
        "decision_date": decided,
        "start_date": start,
        "acute": bool(acute),
        "coordinator_name": coordinator_name,
        "worker_names": support.names,
        "reach": Reach(coordinator_id, support.worker_ids, referrer, builder, area=area),
        "support_since": support.since,
        "cti_start": support.cti_start,
        "handover_agreed_date": support.handover_agreed_date,
    }
