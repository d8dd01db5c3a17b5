"""The picture of all open cases, brought up for the cases a write touched, is the one made anew."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ClauseElement, Table, event, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from core.cadence import due
from core.codes import Combination, Role, Step
from core.pathway import OPEN_STEPS
from core.records.lists import Wanted
from core.records.overview import Standing
from core.support import Phase
from db import actions, queries
from db.engine import Store, transaction
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
    StaffRow,
    SupportCourseRow,
    YoungPersonRow,
    new_id,
)
from db.queries.milestones import KINDS
from db.queries.open_case_parts import PARTS
from db.queries.open_cases import CASE, READ, facts_brought_up, facts_of_open_cases
from db.queries.open_picture import OpenPicture, pictured
from db.queries.standings import every
from tests.db.statements import statements
from tests.factories import person, put, put_account, put_case, put_staff
from tests.factories_overview import put_measurement, put_meeting
from tests.factories_referral import referral

ON = date(2026, 5, 4)
STEPS = sorted(step.value for step in Step)


class Chance:
    """The values of one row: a case, a day around today, and one of each list of codes."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)

    def of(self, *codes: str) -> str:
        return self.dice.choice(codes)

    def day(self) -> date:
        return ON + timedelta(days=self.dice.randint(-200, 60))

    def day_or_none(self) -> date | None:
        return self.day() if self.dice.random() < 0.4 else None

    def case(self) -> str:
        return self.id_of(CaseRow) or ""

    def id_of(self, kind: type[Base]) -> str | None:
        with transaction() as session:
            found = list(session.scalars(select(kind.id).order_by(kind.id)))  # type: ignore[attr-defined]
        return self.dice.choice(found) if found else None


def _child(c: Chance, kind: type[Base], link: str, row: Callable[..., Base]) -> list[Base]:
    parent = c.id_of(kind)
    return [] if parent is None else [row(**{link: parent})]


ADDED: tuple[Callable[[Chance], list[Base]], ...] = (
    lambda c: [
        MeetingRow(
            case_id=c.case(),
            date=c.day(),
            kind=c.of("network", "pre_meeting"),
            state=c.of("held", "planned", "cancelled"),
            next_meeting_date=c.day_or_none(),
            professionals_only_pre_meeting=c.dice.random() < 0.5,
        )
    ],
    lambda c: _child(
        c, MeetingRow, "meeting_id", lambda **k: ParticipantRow(role=c.of("young_person", "x"), **k)
    ),
    lambda c: [CaseEventRow(case_id=c.case(), date=c.day(), kind=c.of(*KINDS), details="{}")],
    lambda c: [MeasurementRow(case_id=c.case(), date=c.day(), kind="follow_up")],
    lambda c: [
        ReportRow(
            case_id=c.case(),
            kind=c.of("collab", "support"),
            state=c.of("submitted", "draft"),
            from_date=c.day(),
            to_date=c.day(),
            by_id="x",
            by_name="x",
        )
    ],
    lambda c: [GoalRow(case_id=c.case(), set_date=c.day(), text="x")],
    lambda c: _child(
        c,
        GoalRow,
        "goal_id",
        lambda **k: AgreementRow(text="x", responsible="x", follow_up_date=c.day(), **k),
    ),
    lambda c: _child(
        c,
        AgreementRow,
        "agreement_id",
        lambda **k: AgreementAnswerRow(date=c.day(), kind="told", who="x", by_name="x", **k),
    ),
    lambda c: [
        HousingRow(
            case_id=c.case(),
            from_date=c.day(),
            to_date=c.day_or_none(),
            situation=c.of("street", "own_home", "own_home_at_risk", "hostel"),
            allocated_date=c.day_or_none(),
        )
    ],
    lambda c: [
        HomeApplicationRow(case_id=c.case(), kind="x", name="x", applied_date=c.day()),
    ],
    lambda c: _child(
        c,
        HomeApplicationRow,
        "application_id",
        lambda **k: HomeOfferRow(offered_date=c.day(), description="x", **k),
    ),
    lambda c: [ShelterStayRow(case_id=c.case(), from_date=c.day(), place_kind="x")],
    lambda c: [
        SupportCourseRow(
            case_id=c.case(),
            method=c.of("CTI", "ICM"),
            worker_id=c.of("ida", "bo"),
            start_date=c.day(),
            end_date=c.day_or_none(),
        )
    ],
    lambda c: [
        ContactRow(
            case_id=c.case(),
            worker_id="ida",
            date=c.day(),
            method="CTI",
            activity="direct_contact",
            mode="face_to_face",
            place=c.of("home", "out"),
            with_network=c.dice.random() < 0.5,
            minutes=30,
        )
    ],
    lambda c: [
        PhasePlanRow(
            case_id=c.case(),
            course_id=c.id_of(SupportCourseRow),
            phase=c.of(*(each.value for each in Phase)),
            made_date=c.day_or_none(),
            closed_date=c.day_or_none(),
        )
    ],
    lambda c: _child(
        c,
        SupportCourseRow,
        "course_id",
        lambda **k: IcmAgreementRow(agreed_date=c.day(), goals="x", contacts=1, per="week", **k),
    ),
    lambda c: _child(
        c,
        SupportCourseRow,
        "course_id",
        lambda **k: IcmReviewRow(
            review_date=c.day(), still_needed=True, reason="x", next_date=c.day(), **k
        ),
    ),
)
CHANGED: tuple[tuple[type[Base], str, Callable[[Chance], object]], ...] = (
    (CaseRow, "step", lambda c: c.of(*STEPS)),
    (CaseRow, "combination", lambda c: c.of(*(each.value for each in Combination))),
    (CaseRow, "coordinator_id", lambda c: c.of("ida", "bo")),
    (CaseRow, "start_date", Chance.day_or_none),
    (CaseRow, "decision_date", Chance.day_or_none),
    (SupportCourseRow, "end_date", Chance.day_or_none),
    (SupportCourseRow, "case_id", Chance.case),
    (MeetingRow, "state", lambda c: c.of("held", "planned")),
    (MeetingRow, "case_id", Chance.case),
    (AgreementRow, "status", lambda c: c.of("open", "kept")),
    (AgreementRow, "goal_id", lambda c: c.id_of(GoalRow)),
    (HousingRow, "to_date", Chance.day_or_none),
    (StaffRow, "name", lambda c: c.of("Ida Iversen", "Ida Ibsen")),
    (YoungPersonRow, "name", lambda c: c.of("Vilma", "Asger")),
    (YoungPersonRow, "protected_identity", lambda c: c.dice.random() < 0.5),
    (YoungPersonRow, "municipality_area", lambda c: c.of("Nord", "Syd")),
)
REMOVED = (ParticipantRow, AgreementRow, MeasurementRow, HomeOfferRow, ShelterStayRow, ContactRow)


def _change(way: str, place: int, seed: int) -> None:
    """One write: a new row, a change of one, one taken away, a new case, or a whole statement."""
    c = Chance(seed)
    if way == "add":
        put(*[_keyed(row) for row in ADDED[place % len(ADDED)](c)])
    elif way == "case":
        put_case(step=c.dice.choice(sorted(OPEN_STEPS)))
    elif way == "all":
        _in_one_statement(c)
    else:
        kind, name, value = CHANGED[place % len(CHANGED)]
        _touch(c, kind, {name: value(c)}) if way == "change" else _take(c, REMOVED[place % 6])


def _keyed(row: Base) -> Base:
    row.id, row.version = new_id(), 1  # type: ignore[attr-defined]
    return row


def _touch(c: Chance, kind: type[Base], values: dict[str, object]) -> None:
    found = c.id_of(kind)
    if found is None or (None in values.values() and "goal_id" in values):
        return
    with transaction() as session:
        row = session.get_one(kind, found)
        for name, value in values.items():
            setattr(row, name, value)
        session.info["changed"] = True


def _take(c: Chance, kind: type[Base]) -> None:
    found = c.id_of(kind)
    if found is not None:
        with transaction() as session:
            session.delete(session.get_one(kind, found))
            session.info["changed"] = True


def _in_one_statement(c: Chance) -> None:
    with transaction() as session:
        session.execute(update(MeasurementRow).values(date=c.day()))
        session.info["changed"] = True


def _made_anew(on: date) -> OpenPicture:
    """All open cases, of everything that the store holds now."""
    in_force = queries.settings.in_force(on)
    return pictured(Standing(each, due(each, on, in_force)) for each in facts_of_open_cases(on))


@pytest.fixture
def cases(store: Store) -> list[str]:
    """Five cases on several steps, and who works with them."""
    for id_, name in (("ida", "Ida Iversen"), ("bo", "Bo Bang")):
        put_staff(name, "support_worker", staff_id=id_)
    steps = (Step.REFERRED, Step.START_UP, Step.COLLABORATION, Step.SUPPORT, Step.SUPPORT)
    return [put_case(step=step, start_date=ON, decision_date=ON).id for step in steps]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "add", "add", "change", "change", "remove", "case", "all"]),
            st.integers(0, 10_000),
            st.integers(0, 10_000),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_after_any_changes_the_picture_brought_up_is_the_one_made_anew(cases, changes):
    every(ON)
    for change in changes:
        _change(*change)
    assert every(ON) == _made_anew(ON)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "add", "add", "change", "remove"]),
            st.integers(0, 10_000),
            st.integers(0, 10_000),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_between_any_changes_whoever_looks_sees_what_is_there(cases, changes):
    """What is kept of the picture is forgotten by a write to any table that it stands on.

    Also where the last time it was brought up nothing was asked of that table.
    """
    by = person(Role.PROJECT_LEAD)
    for change in changes:
        _change(*change)
        anew = _made_anew(ON)
        assert queries.overview.standings(by=by, on=ON) == anew.standings
        listed = queries.lists.page(Wanted(), by=by, on=ON)
        assert {line.number: line.next_due for line in listed.lines} == {
            number: standing.next for number, standing in anew.by_number.items()
        }


@pytest.mark.usefixtures("cases")
def test_a_write_about_one_case_asks_about_that_case_alone_and_is_seen_at_once(store):
    [one, *_] = [each.facts.id for each in every(ON).standings]
    put_meeting(one, ON + timedelta(days=9))
    assert store.changes.since(store.data_version - 1, store.data_version) == {one: {"meetings"}}
    by, other = person(Role.PROJECT_LEAD), person(Role.SUPPORT_WORKER, staff_id="nobody")
    put_measurement(one, ON)
    seen = queries.overview.standings(by=by, on=ON)
    assert next(each for each in seen if each.facts.id == one).facts.last_measurement == ON
    assert queries.overview.standings(by=other, on=ON) == ()
    assert statements(store, lambda: queries.overview.standings(by=by, on=ON)) == 0


def test_a_row_that_moves_to_another_case_is_a_change_of_both(cases, store):
    put_meeting(cases[1], ON - timedelta(days=9))
    every(ON)
    with transaction() as session:
        session.scalars(select(MeetingRow)).one().case_id = cases[2]
        session.info["changed"] = True
    assert store.changes.since(store.data_version - 1, store.data_version) is None
    assert every(ON) == _made_anew(ON)


@pytest.mark.usefixtures("cases")
def test_who_is_given_a_case_sees_it_and_who_gave_it_away_does_not():
    one = every(ON).standings[0].facts.id
    workers = [person(Role.COORDINATOR, staff_id=each) for each in ("ida", "bo")]
    for mine in ("ida", "bo"):
        with transaction() as session:
            session.get_one(CaseRow, one).coordinator_id = mine
            session.info["changed"] = True
        seen = {
            each.staff_id: [s.facts.id for s in queries.overview.standings(by=each, on=ON)]
            for each in workers
        }
        assert seen == {"ida": [], "bo": [], mine: [one]}


def test_a_write_in_one_table_asks_those_parts_alone_that_follow_from_it(cases, store):
    every(ON)
    put_measurement(cases[0], ON)
    assert statements(store, lambda: every(ON)) == 1
    put(HousingRow(case_id=cases[0], from_date=ON, situation="street"))
    since_when_a_home_none_or_at_risk = 3
    assert statements(store, lambda: every(ON)) == since_when_a_home_none_or_at_risk


def test_a_part_reads_no_table_but_those_it_names(cases, store):
    put(SupportCourseRow(case_id=cases[0], method="CTI", worker_id="ida", start_date=ON))
    for part in PARTS:
        assert (
            _read_by(store, lambda part=part: part.ask(_session(store), ON, cases)) == part.tables
        )
    asked = _read_by(store, lambda: facts_brought_up({}, {cases[0]: {CASE}}, ON))
    assert asked == READ


def _session(store: Store) -> Session:
    return store.sessions()


def _read_by(store: Store, ask: Callable[[], object]) -> set[str]:
    """The tables in all that is executed meanwhile."""
    found: set[str] = set()

    def look(_: object, statement: ClauseElement, *__: object) -> None:
        found.update(each.name for each in iterate(statement) if isinstance(each, Table))

    event.listen(store.engine, "before_execute", look)
    try:
        ask()
    finally:
        event.remove(store.engine, "before_execute", look)
    return found


def test_a_new_case_asks_about_itself_alone_and_an_account_about_nothing(store):
    put_case(step=Step.SUPPORT)
    first = every(ON)
    put_account(Role.REFERRER)
    assert every(ON) is first
    actions.referrals.refer(referral(), by=person(Role.PROJECT_LEAD), on=ON)
    put_staff("Bo Bang")  # of no case, and read: everything is made anew
    assert every(ON).standings[0] is not first.standings[0]
    before = every(ON)
    actions.referrals.refer(referral(), by=person(Role.PROJECT_LEAD), on=ON)
    assert len(every(ON).standings) == len(before.standings) + 1
    assert all(every(ON).by_id[id_] is standing for id_, standing in before.by_id.items())
    assert every(ON) == _made_anew(ON)
