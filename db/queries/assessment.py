"""Questions about an assessment, its decision, and what became of the combination."""

import json

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, ExpectedNeed, Need, Step, TargetGroup, Variant
from core.records.assessment import Assessed, AssessmentDetail, CombinationChange, Override
from core.records.people import Person
from db.engine import reading
from db.kept import kept_by_case
from db.models import (
    CaseEventRow,
    CaseRow,
    DimensionRow,
    OverrideRow,
    RiskIndicatorRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.housing import line_of, rows_of
from db.queries.naming import readable
from db.queries.visible import sees

CHANGED = "combination_changed"
"""The kind of a case event that changes the combination."""


def detail(case_id: str, *, by: Person) -> AssessmentDetail | None:
    """All of one assessment; None where there is none or the person may not see it."""
    told = _told(case_id)
    return readable(told, case_id, by=by) if told is not None and sees(by, case_id) else None


@kept_by_case
def _told(case_id: str) -> AssessmentDetail | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        return detail_of(session, case) if case is not None else None


def detail_of(session: Session, case: CaseRow) -> AssessmentDetail:
    """The assessment of a case as it stands in the store."""
    young = session.get_one(YoungPersonRow, case.young_person_id)
    return AssessmentDetail(
        case_id=case.id,
        version=case.version,
        step=Step(case.step),
        variant=Variant(case.variant),
        birth_date=young.birth_date,
        referral_date=case.referral_date,
        dimensions=_dimensions(session, case.id),
        housing=tuple(line_of(row) for row in rows_of(session, case.id)),
        wishes=case.wishes,
        resources=case.resources,
        special_considerations=young.special_considerations,
        risk=risk_of(session, case.id),
        target_group_guess=TargetGroup(case.target_group_guess)
        if case.target_group_guess
        else None,
        target_group=TargetGroup(case.target_group) if case.target_group else None,
        expected_need=ExpectedNeed(case.expected_need) if case.expected_need else None,
        assessed_date=case.assessed_date,
        decision=Decision(case.decision) if case.decision else None,
        decision_date=case.decision_date,
        decision_reason=case.decision_reason,
        reject_reason=case.reject_reason,
        legal_basis=case.legal_basis,
        decided_by=case.decided_by,
        combination=Combination(case.combination) if case.combination else None,
        overrides=_overrides(session, case.id),
        changes=_changes(session, case.id),
        support_open=_support_open(session, case.id),
    )


def _dimensions(session: Session, case_id: str) -> dict[str, Assessed]:
    rows = session.scalars(select(DimensionRow).where(DimensionRow.case_id == case_id))
    return {row.dimension: Assessed(Need(row.need), row.own_words) for row in rows}


def risk_of(session: Session, case_id: str) -> dict[str, str]:
    """When each risk indicator of a case held, by indicator; within a transaction."""
    rows = session.scalars(select(RiskIndicatorRow).where(RiskIndicatorRow.case_id == case_id))
    return {row.indicator: row.when for row in rows}


def _overrides(session: Session, case_id: str) -> tuple[Override, ...]:
    query = (
        select(OverrideRow)
        .where(OverrideRow.case_id == case_id)
        .order_by(OverrideRow.date, OverrideRow.id)
    )
    return tuple(
        Override(row.rule, row.reason, row.date, row.by_name) for row in session.scalars(query)
    )


def _changes(session: Session, case_id: str) -> tuple[CombinationChange, ...]:
    query = (
        select(CaseEventRow)
        .where(CaseEventRow.case_id == case_id, CaseEventRow.kind == CHANGED)
        .order_by(CaseEventRow.date, CaseEventRow.id)
    )
    return tuple(_change(row) for row in session.scalars(query))


def _change(row: CaseEventRow) -> CombinationChange:
    told = json.loads(row.details or "{}")
    return CombinationChange(
        date=row.date,
        before=Combination(told["before"]),
        after=Combination(told["after"]),
        reason_code=told["reason_code"],
        reason=row.reason or "",
        by_name=row.by_name,
    )


def _support_open(session: Session, case_id: str) -> bool:
    running = exists().where(
        SupportCourseRow.case_id == case_id, SupportCourseRow.end_date.is_(None)
    )
    return bool(session.scalar(select(running)))
