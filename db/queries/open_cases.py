"""What is recorded of all open cases, in a fixed number of statements; for `overview` only.

Nobody's rights are asked here: the answer never leaves `db.queries.overview` unfiltered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from core.codes import Combination, Step, Variant
from core.records.overview import CaseFacts
from core.records.people import Reach
from core.records.reports import ReportKind, ReportState
from db.conditions import OPEN_AGREEMENT, OPEN_CASE, Only, of_cases
from db.engine import reading
from db.models import (
    AgreementRow,
    CaseRow,
    GoalRow,
    MeasurementRow,
    ReportRow,
    StaffRow,
    YoungPersonRow,
)
from db.queries.home_facts import HomeFacts, home_facts
from db.queries.meeting_facts import alone, meetings, milestones, not_followed, planned
from db.queries.naming import LISTED_NAME
from db.queries.reminders import reminders
from db.queries.rows import by_case, rows
from db.queries.support_facts import Followed, OpenSupport, followed, open_support

_STEPS = {step.value: step for step in Step}
_VARIANTS = {variant.value: variant for variant in Variant}
_COMBINATIONS = {combination.value: combination for combination in Combination}
"""Looked up: to call the enum takes five times as long, three times a case."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What other tables say, by case."""

    support: Mapping[str, OpenSupport]
    followed: Mapping[str, Followed]
    meetings: Mapping[str, Sequence[date | None]]
    planned: Mapping[str, date]
    alone: Mapping[str, Sequence[date]]
    """Pre-meetings without the young person."""
    milestones: Mapping[str, frozenset[str]]
    measured: Mapping[str, date]
    reported: Mapping[ReportKind, Mapping[str, date]]
    agreements: Mapping[str, tuple[date, int]]
    reminders: Mapping[str, date]
    homes: HomeFacts


def facts_of_open_cases(on: date, only: Only = None) -> list[CaseFacts]:
    """The facts of every open case, by number; of those cases alone where some are asked about."""
    with reading() as session:
        around = _Around(
            support=open_support(session, only),
            followed=followed(session, only),
            meetings=meetings(session, on, only),
            planned=planned(session, only),
            alone=alone(session, only),
            milestones=milestones(session, only),
            measured=_measured(session, on, only),
            reported={kind: _reported(session, kind, only) for kind in ReportKind},
            agreements=_agreements(session, on, only),
            reminders=reminders(session, on, only),
            homes=home_facts(session, on, only),
        )
        return [
            _facts(row, around) for row in rows(session, _CASES.where(of_cases(CaseRow.id, only)))
        ]


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
_NOTHING = Followed()
_NO_MEETINGS = (None, None, None, None)
_NO_AGREEMENTS = (None, 0)


def _facts(row: Sequence[Any], around: _Around) -> CaseFacts:
    (case_id, number, name, step, variant, referral_date, birth_date, combination) = row[:8]
    (taken_up, decided, start, acute, coordinator_id, coordinator_name) = row[8:14]
    (referrer, builder, area) = row[14:]
    support = around.support.get(case_id, _NO_SUPPORT)
    follows = around.followed.get(case_id, _NOTHING)
    last, agreed, third_last, deviated = around.meetings.get(case_id, _NO_MEETINGS)
    due, late = around.agreements.get(case_id, _NO_AGREEMENTS)
    return CaseFacts(
        id=case_id,
        number=number,
        name=name,
        step=_STEPS[step],
        variant=_VARIANTS[variant],
        referral_date=referral_date,
        birth_date=birth_date,
        combination=_COMBINATIONS[combination] if combination else None,
        taken_up_date=taken_up,
        decision_date=decided,
        start_date=start,
        acute=bool(acute),
        coordinator_name=coordinator_name,
        worker_names=support.names,
        reach=Reach(coordinator_id, support.worker_ids, referrer, builder, area=area),
        last_meeting=last,
        third_last_meeting=third_last,
        next_meeting=around.planned.get(case_id, agreed),
        last_measurement=around.measured.get(case_id),
        support_since=support.since,
        last_report_collab=around.reported[ReportKind.COLLAB].get(case_id),
        last_report_support=around.reported[ReportKind.SUPPORT].get(case_id),
        agreement_due=due,
        agreements_late=late,
        reminder_due=around.reminders.get(case_id),
        cti_start=support.cti_start,
        handover_agreed_date=support.handover_agreed_date,
        cti_planned=follows.planned,
        cti_closed=follows.closed,
        cti_met_out=follows.met[0],
        cti_met_network=follows.met[1],
        icm_start=follows.icm_start,
        icm_agreed=follows.agreed,
        icm_next_review=follows.next_review,
        home_since=around.homes.since.get(case_id),
        unlisted_since=around.homes.unlisted.get(case_id),
        offer_due=around.homes.offers.get(case_id),
        at_risk_since=around.homes.at_risk.get(case_id),
        undecided_stay=around.homes.stays.get(case_id),
        professionals_only=not_followed(around.alone.get(case_id, ()), last, deviated),
        milestones_done=around.milestones.get(case_id, frozenset()),
    )


def _measured(session: Session, on: date, only: Only) -> dict[str, date]:
    """By case: the last measurement."""
    return by_case(
        session,
        select(MeasurementRow.case_id, func.max(MeasurementRow.date))
        .where(MeasurementRow.date <= on, of_cases(MeasurementRow.case_id, only))
        .group_by(MeasurementRow.case_id),
    )


def _reported(session: Session, kind: ReportKind, only: Only) -> dict[str, date]:
    """By case: the last day that a submitted report of the kind covers."""
    return by_case(
        session,
        select(ReportRow.case_id, func.max(ReportRow.to_date))
        .where(
            ReportRow.kind == kind.value,
            ReportRow.state == ReportState.SUBMITTED.value,
            of_cases(ReportRow.case_id, only),
        )
        .group_by(ReportRow.case_id),
    )


def _agreements(session: Session, on: date, only: Only) -> dict[str, tuple[date, int]]:
    """By case: the earliest follow-up date of open agreements, and how many are past theirs."""
    query = (
        select(
            GoalRow.case_id,
            func.min(AgreementRow.follow_up_date),
            func.count(case((AgreementRow.follow_up_date < on, 1))),
        )
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .where(
            OPEN_AGREEMENT,
            of_cases(GoalRow.case_id, only),
        )
        .group_by(GoalRow.case_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows(session, query)}
