"""What the tables around an open case say of it, part by part; for `open_cases` only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from core.records.reports import ReportKind, ReportState
from db.conditions import OPEN_AGREEMENT, Only, of_cases
from db.models import (
    AgreementAnswerRow,
    AgreementRow,
    Base,
    CaseEventRow,
    CaseRow,
    ContactRow,
    GoalRow,
    HomeApplicationRow,
    HomeOfferRow,
    HousingRow,
    IcmAgreementRow,
    IcmReviewRow,
    MeasurementRow,
    MeetingRow,
    ParticipantRow,
    PhasePlanRow,
    ReportRow,
    ShelterStayRow,
    SupportCourseRow,
)
from db.queries import home_facts
from db.queries.meeting_facts import alone, meetings, milestones, not_followed, planned
from db.queries.reminders import reminders
from db.queries.rows import by_case, rows
from db.queries.support_facts import Followed, agreed, followed, next_review

Fields = Mapping[str, Any]
"""Some of the fields of `CaseFacts`."""

Ask = Callable[[Session, date, Only], Callable[[str], Fields]]
"""Asks about all cases, or of those alone that are named; returns what is said of each."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the facts, and the tables that they follow from."""

    tables: frozenset[str]
    ask: Ask


def tables(*kinds: type[Base]) -> frozenset[str]:
    """The tables of those rows."""
    return frozenset(kind.__tablename__ for kind in kinds)


_NOTHING = Followed()
_NO_MEETINGS = (None, None, None, None)
_NO_AGREEMENTS = (None, 0)


def _followed(session: Session, _: date, only: Only) -> Callable[[str], Fields]:
    found = followed(session, only)

    def told(case_id: str) -> Fields:
        follows = found.get(case_id, _NOTHING)
        return {
            "cti_planned": follows.planned,
            "cti_closed": follows.closed,
            "cti_met_out": follows.met[0],
            "cti_met_network": follows.met[1],
            "icm_start": follows.icm_start,
        }

    return told


def _met(session: Session, on: date, only: Only) -> Callable[[str], Fields]:
    held, next_, without = meetings(session, on, only), planned(session, only), alone(session, only)

    def told(case_id: str) -> Fields:
        last, agreed, third_last, deviated = held.get(case_id, _NO_MEETINGS)
        return {
            "last_meeting": last,
            "third_last_meeting": third_last,
            "next_meeting": next_.get(case_id, agreed),
            "professionals_only": not_followed(without.get(case_id, ()), last, deviated),
        }

    return told


def _reports(session: Session, _: date, only: Only) -> Callable[[str], Fields]:
    collab, support = (_reported(session, kind, only) for kind in _REPORTED)
    return lambda case_id: {
        "last_report_collab": collab.get(case_id),
        "last_report_support": support.get(case_id),
    }


_REPORTED = (ReportKind.COLLAB, ReportKind.SUPPORT)


def _agreed(session: Session, on: date, only: Only) -> Callable[[str], Fields]:
    found = _agreements(session, on, only)

    def told(case_id: str) -> Fields:
        due, late = found.get(case_id, _NO_AGREEMENTS)
        return {"agreement_due": due, "agreements_late": late}

    return told


def _one(
    field: str, ask: Callable[[Session, date, Only], Mapping[str, Any]], missing: object = None
) -> Ask:
    """A part that is one field."""

    def asked(session: Session, on: date, only: Only) -> Callable[[str], Fields]:
        found = ask(session, on, only)
        return lambda case_id: {field: found.get(case_id, missing)}

    return asked


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


PARTS: tuple[Part, ...] = (
    Part(tables(SupportCourseRow, PhasePlanRow, ContactRow), _followed),
    Part(tables(SupportCourseRow, IcmAgreementRow), _one("icm_agreed", agreed, False)),
    Part(tables(SupportCourseRow, IcmReviewRow), _one("icm_next_review", next_review)),
    Part(tables(MeetingRow, ParticipantRow), _met),
    Part(
        tables(CaseEventRow),
        _one("milestones_done", lambda session, _, only: milestones(session, only), frozenset()),
    ),
    Part(tables(MeasurementRow), _one("last_measurement", _measured)),
    Part(tables(ReportRow), _reports),
    Part(tables(AgreementRow, GoalRow), _agreed),
    Part(
        tables(AgreementRow, GoalRow, MeetingRow, AgreementAnswerRow),
        _one("reminder_due", reminders),
    ),
    Part(tables(HousingRow, CaseRow), _one("home_since", home_facts.since)),
    Part(tables(HousingRow, HomeApplicationRow), _one("unlisted_since", home_facts.unlisted_since)),
    Part(tables(HomeApplicationRow, HomeOfferRow), _one("offer_due", home_facts.offers_due)),
    Part(tables(HousingRow), _one("at_risk_since", home_facts.at_risk_since)),
    Part(tables(ShelterStayRow), _one("undecided_stay", home_facts.undecided_stays)),
)
"""Each part of the facts with the tables that it follows from; a test holds them to it."""
