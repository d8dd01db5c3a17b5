"""What the parts of a case ask on every run is kept: never too long, and for nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from core.codes import Method, Role, Step
from core.correcting import ProtectedElsewhere
from core.errors import NotAllowed, NotFound
from core.records.people import Person
from db import queries
from db.clock import now
from db.engine import Store, transaction
from db.models import (
    CaseEventRow,
    CaseRow,
    ContactRow,
    DimensionRow,
    MergeRow,
    RiskIndicatorRow,
    StatementRow,
    StatusRow,
    YoungPersonRow,
    new_id,
)
from tests.db.statements import statements
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_support import put_course

LEAD = person()
IDA = person(Role.SUPPORT_WORKER, account_id="ida", staff_id="ida")
STRANGER = person(Role.COORDINATOR, account_id="stranger", staff_id="stranger")
ELSEWHERE = person(areas=frozenset({"Vest"}))


@pytest.fixture(autouse=True)
def _staff(store: Store) -> None:
    for name in ("ida", "jens", "karen"):
        put_staff(name.title(), staff_id=name)


def _about(case: CaseRow, row: Any, /, **columns: Any) -> None:
    put(row(id=new_id(), version=1, case_id=case.id, **columns))


def _change(kind: Any, row_id: str, **columns: Any) -> None:
    with transaction() as session:
        row = session.get_one(kind, row_id)
        for name, value in columns.items():
            setattr(row, name, value)
        session.info["changed"] = True


def _contact(case: CaseRow) -> None:
    values = {"worker_id": "ida", "date": ON, "minutes": 30, "mode": "in_person"}
    _about(case, ContactRow, method="CTI", activity="direct_contact", **values)


def _merge(case: CaseRow) -> None:
    other = put_case("Wilma Vildspor")
    put(
        MergeRow(
            id=new_id(),
            version=1,
            kept_id=case.young_person_id,
            other_id=other.young_person_id,
            case_ids="{}",
            fields="[]",
            kept_version=1,
            other_version=1,
            date=ON,
            time=now(),
            by_name="Lene Leder",
        )
    )


@dataclass(frozen=True)
class Asked:
    """A question about a case, a write that changes its answer, and what others get."""

    ask: Callable[[CaseRow, Person], Any]
    write: Callable[[CaseRow], object]
    others: Any = None
    """A value, or the refusal."""

    by: Person = LEAD
    step: Step = Step.REFERRED


QUESTIONS = {
    "how it ended": Asked(
        lambda case, by: queries.closing.closure(case.id, by=by),
        lambda case: _about(case, StatusRow, date=ON, in_education=True, education_type="fgu"),
    ),
    "assessment": Asked(
        lambda case, by: queries.assessment.detail(case.id, by=by),
        lambda case: _about(case, DimensionRow, dimension="housing", need="much"),
    ),
    "milestones": Asked(
        lambda case, by: queries.milestones.done(case.id, by=by),
        lambda case: _about(case, CaseEventRow, date=ON, kind="milestone_adult_support"),
        (),
    ),
    "referral": Asked(
        lambda case, by: queries.referrals.detail(case.id, by=by, on=ON),
        lambda case: _about(case, RiskIndicatorRow, indicator="weak_network", when="now"),
    ),
    "contacts": Asked(
        lambda case, by: queries.support.contacts(case.id, by=by),
        _contact,
        [],
    ),
    "months": Asked(
        lambda case, by: queries.support.month_sums(case.id, by=by),
        _contact,
        [],
    ),
    "own methods": Asked(
        lambda case, by: queries.support.own_methods(case.id, by=by),
        lambda case: put_course(case.id, method=Method.ICM, worker_id="ida"),
        (),
        by=IDA,
    ),
    "own reports": Asked(
        lambda case, by: queries.reports.writable(case.id, by=by),
        lambda case: put_course(case.id, worker_id="ida"),
        (),
        by=IDA,
    ),
    "held": Asked(
        lambda case, by: queries.correcting.held(case.id, by=by),
        lambda case: _about(
            case, StatementRow, about="Skole", text="Nej.", date=ON, by_name="Lene Leder"
        ),
        NotFound,
    ),
    "likely the same": Asked(
        lambda case, by: queries.merging.likely(case.young_person_id, by=by),
        lambda _: put_case("Vilma Vildspor"),
        NotAllowed,
    ),
    "merged": Asked(
        lambda case, by: queries.merging.merges(case.young_person_id, by=by), _merge, NotAllowed
    ),
    "own young people": Asked(
        lambda _, by: queries.contacts.own_young_people(by=by),
        lambda case: put_course(case.id, worker_id="ida"),
        (),
        by=IDA,
        step=Step.SUPPORT,
    ),
    "own contacts": Asked(
        lambda _, by: queries.contacts.latest(by=by),
        _contact,
        (),
        by=IDA,
    ),
    "who waits": Asked(
        lambda _, by: queries.referrals.waiting(by=by, on=ON).lines,
        lambda _: put_case("Bo Bølge"),
        (),
    ),
}


def _told(asked: Asked, case: CaseRow, by: Person) -> Any:
    """The answer, or the kind of the refusal."""
    try:
        return asked.ask(case, by)
    except (NotAllowed, NotFound) as refusal:
        return type(refusal)


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_is_asked_once_and_anew_after_a_write(store: Store, name: str):
    asked = QUESTIONS[name]
    case = put_case(step=asked.step)
    before = asked.ask(case, asked.by)
    assert statements(store, lambda: asked.ask(case, asked.by)) == 0
    assert asked.ask(case, asked.by) == before
    asked.write(case)
    after = asked.ask(case, asked.by)
    assert after != before
    assert asked.ask(case, asked.by) == after


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_one_was_told_is_told_to_no_stranger(store: Store, name: str):
    asked = QUESTIONS[name]
    case = put_case(step=asked.step)
    asked.write(case)
    assert asked.ask(case, asked.by)
    assert _told(asked, case, STRANGER) == asked.others


@pytest.mark.parametrize("name", [name for name, asked in QUESTIONS.items() if asked.by is IDA])
def test_who_had_the_case_and_has_it_no_more_is_told_nothing(store: Store, name: str):
    asked = QUESTIONS[name]
    case = put_case(step=Step.SUPPORT)
    course = put_course(case.id, worker_id="ida")
    asked.ask(case, IDA)
    _change(type(course), course.id, end_date=ON, worker_id="jens")
    assert not asked.ask(case, IDA)


def test_who_may_not_know_a_protected_name_is_not_told_it_by_what_another_was_told(store: Store):
    case = put_case(coordinator_id="karen")
    karen = person(Role.PROJECT_LEAD, account_id="karen", staff_id="karen")
    young = case.young_person_id
    _change(YoungPersonRow, young, phone="+4520123456", cpr="6503064000", email="v@example.org")
    asked = queries.referrals.detail(case.id, by=LEAD, on=ON)
    assert (asked.phone, asked.cpr, asked.email) == ("+4520123456", "650306-••••", "v@example.org")
    _change(YoungPersonRow, young, protected_identity=True)
    own = queries.referrals.detail(case.id, by=karen, on=ON)
    assert (own.phone, own.cpr) == ("+4520123456", "650306-••••")
    other = queries.referrals.detail(case.id, by=LEAD, on=ON)
    assert (other.phone, other.cpr, other.email, other.municipality_area) == (None,) * 4
    assert queries.correcting.held(case.id, by=karen).name == "Vilma Vildspor"
    for ask in (queries.correcting.held, queries.person_file.to_look_at):
        with pytest.raises(ProtectedElsewhere):
            ask(case.id, by=LEAD)


def test_who_is_limited_to_areas_is_told_of_nobody_outside_them(store: Store):
    away, near = put_case(area="Øst"), put_case(area="Vest")
    assert queries.merging.likely(away.young_person_id, by=LEAD)
    assert queries.merging.likely(away.young_person_id, by=ELSEWHERE) == ()
    assert queries.merging.likely(near.young_person_id, by=ELSEWHERE) == ()
    _change(YoungPersonRow, away.young_person_id, municipality_area="Vest")
    (found,) = queries.merging.likely(away.young_person_id, by=ELSEWHERE)
    assert found.number == near.number
