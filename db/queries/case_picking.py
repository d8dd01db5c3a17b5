"""Which cases a case meeting can take up, rule by rule; for project leaders.

One picture of the courses that go on or ended lately, made with a fixed number of statements.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from core.calendar import add_months
from core.case_picking import RECENT, PickFacts, by_rule, rule_of
from core.case_picking import pointed_at as rules_pointed_at
from core.codes import MeetingState, Step
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, check_may, everywhere
from core.records.case_reviews import Candidate
from core.records.measurements import Measurement
from core.records.people import Person
from db.conditions import OPEN_AGREEMENT, network_meeting
from db.engine import reading
from db.kept import Kept
from db.models import (
    AgreementRow,
    CaseRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    YoungPersonRow,
)
from db.queries.measurements import measurement_columns, measurement_of
from db.queries.naming import LISTED_NAME
from db.queries.rows import by_case, gathered, rows
from db.queries.visible import visible_to

_RUNNING = tuple(step.value for step in ACCEPTED_STEPS)
_GONE_THROUGH = (*_RUNNING, Step.CLOSED.value)
"""A case that was accepted can be taken up, however long ago it ended."""

Pointed = Mapping[str, tuple[Candidate, ...]]


def pointed_at(*, by: Person, on: date) -> Pointed:
    """By rule: the cases it points at, the most first. Raises NotAllowed."""
    check_may(by, Act.RUN_CASE_REVIEWS)
    found = _pointed_at(on)
    if everywhere(by, Act.RUN_CASE_REVIEWS):
        return found
    with reading() as session:
        seen = seen_within(session, by)
    return {rule: tuple(e for e in each if e.case_id in seen) for rule, each in found.items()}


def seen_within(session: Session, by: Person) -> frozenset[str]:
    """The cases that the person may take up, within a transaction."""
    mine = visible_to(by, Act.RUN_CASE_REVIEWS)
    return frozenset(session.scalars(select(CaseRow.id).where(mine)))


def running(*, by: Person) -> int:
    """How many courses go on: those that lots are drawn between. Raises NotAllowed."""
    check_may(by, Act.RUN_CASE_REVIEWS)
    return _number_running()


@Kept
def _number_running() -> int:
    query = select(func.count()).select_from(CaseRow).where(CaseRow.step.in_(_RUNNING))
    with reading() as session:
        return session.scalar(query) or 0


@Kept
def _pointed_at(on: date) -> Pointed:
    with reading() as session:
        found = by_rule(facts_within(session, on), on)
    return {
        rule: tuple(
            Candidate(facts.case_id, facts.number, facts.name, count) for facts, count in pointed
        )
        for rule, pointed in found.items()
    }


def candidates_within(
    session: Session, rule: str | None, on: date, *, running: bool = False
) -> Mapping[str, int]:
    """Case numbers by id, within a transaction: of every case that can be taken up, or a rule's.

    `running`: without a rule only the courses that go on. An unknown rule points at nobody.
    """
    if rule is not None:
        asked = rule_of(rule, on)
        found = rules_pointed_at(asked, facts_within(session, on), on) if asked else ()
        return {facts.case_id: facts.number for facts, _ in found}
    steps = _RUNNING if running else _GONE_THROUGH
    query = select(CaseRow.id, CaseRow.number).where(CaseRow.step.in_(steps))
    return {row[0]: row[1] for row in rows(session, query)}


def facts_within(session: Session, on: date) -> tuple[PickFacts, ...]:
    """What the rules look at, by case number, within a transaction."""
    known = _cases(session, on)
    measured, homes = _measured(session, on), _homes(session, on)
    met, late = _met(session, on), _late(session, on)
    return tuple(
        PickFacts(
            case_id=row.id,
            number=row.number,
            name=row.name,
            start_date=row.start_date,
            end_date=row.end_date,
            closure_reason=row.closure_reason,
            measured=measured.get(row.id, ()),
            last_meeting=met.get(row.id),
            housing=homes.get(row.id, ()),
            late=late.get(row.id, 0),
        )
        for row in known
    )


def _cases(session: Session, on: date) -> Sequence[Any]:
    lately = and_(CaseRow.step == Step.CLOSED.value, CaseRow.end_date >= add_months(on, -RECENT))
    query = (
        select(
            CaseRow.id,
            CaseRow.number,
            LISTED_NAME.label("name"),
            CaseRow.start_date,
            CaseRow.end_date,
            CaseRow.closure_reason,
        )
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.start_date.is_not(None), or_(CaseRow.step.in_(_RUNNING), lately))
        .order_by(CaseRow.number)
    )
    return rows(session, query)


def _measured(session: Session, on: date) -> Mapping[str, tuple[Measurement, ...]]:
    query = (
        select(MeasurementRow.case_id, *measurement_columns())
        .where(MeasurementRow.date <= on)
        .order_by(MeasurementRow.date, MeasurementRow.id)
    )
    return gathered((row.case_id, measurement_of(row)) for row in rows(session, query))


def _homes(session: Session, on: date) -> Mapping[str, tuple[tuple[date, str], ...]]:
    query = (
        select(HousingRow.case_id, HousingRow.from_date, HousingRow.situation)
        .where(HousingRow.from_date <= on)
        .order_by(HousingRow.from_date, HousingRow.id)
    )
    return gathered((case_id, (day, what)) for case_id, day, what in rows(session, query))


def _met(session: Session, on: date) -> Mapping[str, date]:
    """By case: the last network meeting held."""
    return by_case(
        session,
        select(MeetingRow.case_id, func.max(MeetingRow.date))
        .where(network_meeting(MeetingState.HELD), MeetingRow.date <= on)
        .group_by(MeetingRow.case_id),
    )


def _late(session: Session, on: date) -> Mapping[str, int]:
    """By case: how many agreements are open past their day."""
    query = (
        select(GoalRow.case_id, func.count())
        .join(AgreementRow, AgreementRow.goal_id == GoalRow.id)
        .where(
            OPEN_AGREEMENT,
            AgreementRow.follow_up_date < on,
        )
        .group_by(GoalRow.case_id)
    )
    return {row[0]: row[1] for row in rows(session, query)}
