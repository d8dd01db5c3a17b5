"""The rows of a story are those that one statement for each table finds, in the same order."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, or_, select
from sqlalchemy.orm import Session

from core.codes import MeetingState, Method, Role, Step
from core.records.caseload import Granted
from core.support import Phase
from db import queries
from db.conditions import network_meeting
from db.engine import Store, reading
from db.models import (
    Base,
    CaseEventRow,
    CaseRow,
    ChildNotificationRow,
    ConsentRow,
    GoalRow,
    HomeApplicationRow,
    HomeEventRow,
    HomeOfferRow,
    HousingRow,
    IcmAgreementRow,
    IcmReviewRow,
    MeasurementRow,
    MeetingRow,
    OverrideRow,
    PauseRow,
    PhasePlanRow,
    ReportRow,
    ShelterStayRow,
    StaffRow,
    StatusRow,
    SupportCourseRow,
    new_id,
)
from db.queries.story_rows import rows_of_story
from tests.db.statements import statements
from tests.factories import ON, person, put, put_case, put_staff

OF_CASE: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "events": (CaseEventRow, ("id",)),
    "overrides": (OverrideRow, ("id",)),
    "consents": (ConsentRow, ("id",)),
    "meetings": (MeetingRow, ("id",)),
    "goals": (GoalRow, ("id",)),
    "homes": (HousingRow, ("from_date", "id")),
    "applications": (HomeApplicationRow, ("id",)),
    "home_events": (HomeEventRow, ("date", "id")),
    "stays": (ShelterStayRow, ("from_date", "id")),
    "courses": (SupportCourseRow, ("start_date", "id")),
    "plans": (PhasePlanRow, ("id",)),
    "measurements": (MeasurementRow, ("id",)),
    "statuses": (StatusRow, ("id",)),
    "reports": (ReportRow, ("id",)),
    "notifications": (ChildNotificationRow, ("date", "id")),
}
FURTHER: dict[str, tuple[type[Any], str, type[Any], tuple[str, ...]]] = {
    "pauses": (PauseRow, "course_id", SupportCourseRow, ("id",)),
    "agreements": (IcmAgreementRow, "course_id", SupportCourseRow, ("agreed_date", "id")),
    "reviews": (IcmReviewRow, "course_id", SupportCourseRow, ("review_date", "id")),
    "offers": (HomeOfferRow, "application_id", HomeApplicationRow, ("offered_date", "id")),
}
STAFF = ("karen", "aage", "bo")
CODES = {
    "method": tuple(method.value for method in Method),
    "phase": tuple(phase.value for phase in Phase),
    "worker_id": (*STAFF, "left long ago"),
    "staff_id": STAFF,
}
"""What a column holds of which the story knows the values."""


class _Chance:
    """Rows with something in every column, and nothing in some that may be empty."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)

    def row(self, kind: type[Base], **given: object) -> Any:
        values = dict(given)
        for column in kind.__table__.columns:
            if column.key not in {"id", "version", *given}:
                values[column.key] = self._value(column)
        return kind(id=f"{self.dice.getrandbits(64):016x}", **values)

    def _value(self, column: Any) -> object:
        if column.nullable and self.dice.random() < 0.4:
            return None
        if column.key == "details":
            told = {"before": self.dice.choice(STAFF), "after": self._text()}
            return json.dumps(self.dice.choice([told, {}, {"before": None, "after": 4}]))
        if column.key in CODES:
            return self.dice.choice(CODES[column.key])
        if isinstance(column.type, Date):
            return ON + timedelta(days=self.dice.randint(-4, 4))
        if isinstance(column.type, Boolean | Integer):
            return self.dice.choice([True, False])
        return self._text()

    def _text(self) -> str:
        return self.dice.choice(['Åse "Bo"', "", "en\nto", "x;y", "planlagt"])


def _fill(case_id: str, seed: int) -> None:
    chance = _Chance(seed)
    rows = [
        chance.row(kind, case_id=case_id)
        for kind, _ in OF_CASE.values()
        for _ in range(chance.dice.randint(0, 6))
    ]
    for kind, link, parent, _ in FURTHER.values():
        for above in [row for row in rows if isinstance(row, parent)]:
            rows += [chance.row(kind, **{link: above.id}) for _ in range(chance.dice.randint(0, 3))]
    put(*rows)


@pytest.fixture
def cases(store: Store) -> list[CaseRow]:
    """Cases with rows in every table, and two without any."""
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Åge", staff_id="aage")
    put_staff("Bo", staff_id="bo")
    made = [put_case(f"Ung {place}", step=Step.SUPPORT) for place in range(14)]
    for seed, case in enumerate(made[2:]):
        _fill(case.id, seed)
    return made


def _separately(session: Session, case_id: str) -> Iterator[tuple[str, list[Any]]]:
    for name, (kind, order) in OF_CASE.items():
        asked = select(kind).where(kind.case_id == case_id)
        yield name, list(session.scalars(asked.order_by(*(getattr(kind, key) for key in order))))
    for name, (kind, link, parent, order) in FURTHER.items():
        asked = (
            select(kind)
            .join(parent, parent.id == getattr(kind, link))
            .where(parent.case_id == case_id)
        )
        yield name, list(session.scalars(asked.order_by(*(getattr(kind, key) for key in order))))


def test_each_part_holds_the_rows_of_its_table_in_its_order(cases: list[CaseRow]):
    seen: dict[str, int] = {}
    with reading() as session:
        for case in cases:
            told = rows_of_story(session, case.id)
            assert told is not None
            for name, rows in _separately(session, case.id):
                expected = [
                    tuple(getattr(row, field) for field in plain._fields)
                    for row, plain in zip(rows, told[name], strict=True)
                ]
                assert list(map(tuple, told[name])) == expected, name
                seen[name] = seen.get(name, 0) + len(rows)
            (row,) = told["cases"]
            known = session.get_one(CaseRow, case.id)
            assert row._asdict() == {field: getattr(known, field) for field in row._fields}
    assert all(seen.values()), seen


def test_everybody_who_gave_or_granted_something_is_told_by_name(cases: list[CaseRow]):
    with reading() as session:
        told = [rows_of_story(session, case.id) for case in cases]
        known = dict(session.execute(select(StaffRow.id, StaffRow.name)).all())
    for each in told:
        assert each is not None
        names = {member.id: member.name for member in each["staff"]}
        assert names.items() <= known.items()
        asked = {row.worker_id for row in each["courses"]}
        asked |= {row.staff_id for row in each["overrides"] if row.staff_id}
        assert {name for name in asked if name in known} <= set(names)


def test_it_takes_one_statement_and_one_more_where_something_hangs_on_other_rows(
    store: Store, cases: list[CaseRow]
):
    def ask(case: CaseRow) -> int:
        with reading() as session:
            return statements(store, lambda: rows_of_story(session, case.id))

    assert ask(cases[0]) == 1
    assert max(map(ask, cases)) == 2


def _in_force(session: Session, case: CaseRow, on: date) -> list[Granted]:
    """The rules set aside, as one statement finds them."""
    asked = (
        select(OverrideRow, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == OverrideRow.staff_id)
        .outerjoin(SupportCourseRow, SupportCourseRow.id == OverrideRow.subject_id)
        .where(
            OverrideRow.case_id == case.id,
            or_(OverrideRow.valid_to.is_(None), OverrideRow.valid_to >= on),
            SupportCourseRow.end_date.is_(None),
        )
        .order_by(OverrideRow.date, OverrideRow.id)
    )
    return [
        Granted(row.rule, name, row.reason, row.date, row.valid_to, row.by_name)
        for row, name in session.execute(asked)
    ]


def test_the_rules_set_aside_are_those_that_a_statement_finds(cases: list[CaseRow]):
    case, chance = cases[0], _Chance(99)
    courses = [chance.row(SupportCourseRow, case_id=case.id) for _ in range(6)]
    subjects = [None, "a meeting", *(course.id for course in courses)]
    rows = [
        chance.row(OverrideRow, case_id=case.id, subject_id=chance.dice.choice(subjects))
        for _ in range(60)
    ]
    put(*courses, *rows)
    story = queries.timeline.story(case.id, by=person(Role.PROJECT_LEAD), on=ON)
    assert story is not None
    with reading() as session:
        expected = _in_force(session, case, ON)
    assert 0 < len(expected) < len(rows)
    assert list(story.overrides) == expected


@pytest.mark.parametrize("kind", ["network", "pre_meeting"])
@pytest.mark.parametrize("state", list(MeetingState))
def test_the_third_step_is_reached_by_a_network_meeting_that_was_held(store: Store, kind, state):
    case = put_case(
        step=Step.COLLABORATION, decision="accepted", taken_up_date=ON, coordinator_id="karen"
    )
    put(MeetingRow(id=new_id(), case_id=case.id, date=ON, kind=kind, state=state.value))
    with reading() as session:
        met = session.scalar(select(MeetingRow.id).where(network_meeting(MeetingState.HELD)))
    told = queries.timeline.story(case.id, by=person(Role.PROJECT_LEAD), on=ON)
    assert told is not None
    assert (told.trin[3].value == "done") is (met is not None)
