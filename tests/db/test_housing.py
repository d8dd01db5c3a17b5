from datetime import date

import pytest

from core.codes import HousingGroup, Role, Step
from core.errors import (
    ChangedByOther,
    DateInFuture,
    DatesOutOfOrder,
    MissingValue,
    NotFound,
    UnknownCode,
    WrongStep,
)
from core.housing import HousingOverlaps, version_of
from db import actions, queries
from db.engine import reading
from db.models import AuditRow
from tests.factories import ON, person, put_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)


def _record(case, *, situation="family_friends", from_date=ON, by=LEAD):
    actions.housing.record_situation(
        case.id, situation=situation, from_date=from_date, by=by, on=ON
    )


def _history(case):
    return [
        (line.situation, line.from_date, line.to_date)
        for line in queries.housing.history(case.id, by=LEAD)
    ]


def test_a_new_situation_ends_the_one_before_on_its_first_day():
    case = put_case(step=Step.ASSESSMENT)
    _record(case, from_date=date(2026, 4, 1))
    _record(case, situation="own_home")
    assert _history(case) == [
        ("family_friends", date(2026, 4, 1), ON),
        ("own_home", ON, None),
    ]


def test_a_situation_told_again_for_its_first_day_is_corrected_and_the_log_keeps_the_first():
    case = put_case(step=Step.ASSESSMENT)
    _record(case, situation="hotel")
    _record(case, situation="shelter_110")
    assert _history(case) == [("shelter_110", ON, None)]
    with reading() as session:
        assert any('["hotel", "shelter_110"]' in line.changes for line in session.query(AuditRow))


def test_the_history_names_the_group_of_each_situation():
    case = put_case(step=Step.ASSESSMENT)
    _record(case, situation="unknown", from_date=date(2026, 4, 1))
    _record(case, situation="rough_sleeping")
    groups = [line.group for line in queries.housing.history(case.id, by=LEAD)]
    assert groups == [HousingGroup.UNKNOWN, HousingGroup.HOMELESS]


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        ({"situation": None}, MissingValue, "situation"),
        ({"situation": "castle"}, UnknownCode, "situation"),
        ({"from_date": None}, MissingValue, "from_date"),
        ({"from_date": date(2026, 5, 5)}, DateInFuture, "from_date"),
        ({"from_date": date(2006, 3, 4)}, DatesOutOfOrder, "from_date"),
    ],
)
def test_a_situation_that_does_not_hold_is_refused_at_its_field(told, refusal, field):
    case = put_case(step=Step.ASSESSMENT)
    with pytest.raises(refusal) as refused:
        _record(case, **told)
    assert refused.value.field == field
    assert _history(case) == []


def test_a_situation_before_the_last_one_is_refused():
    case = put_case(step=Step.ASSESSMENT)
    _record(case)
    with pytest.raises(HousingOverlaps):
        _record(case, situation="hotel", from_date=date(2026, 5, 3))
    assert len(_history(case)) == 1


@pytest.mark.parametrize("step", [Step.CLOSED, Step.REJECTED])
def test_nothing_is_recorded_of_a_case_that_is_not_open(step):
    with pytest.raises(WrongStep):
        _record(put_case(step=step))


@pytest.mark.parametrize("role", [Role.STEERING_GROUP, Role.REFERRER, Role.ADMINISTRATOR])
def test_who_does_not_reach_the_case_neither_records_nor_reads(role):
    case = put_case(step=Step.ASSESSMENT)
    _record(case)
    with pytest.raises(NotFound):
        _record(case, by=person(role))
    assert queries.housing.history(case.id, by=person(role)) == []


def test_a_situation_from_a_stale_page_is_refused_and_says_what_stands_now():
    case = put_case(step=Step.ASSESSMENT)
    seen = version_of(queries.housing.history(case.id, by=LEAD))
    _record(case, situation="family_friends")
    with pytest.raises(ChangedByOther) as refusal:
        actions.housing.record_situation(
            case.id, situation="night_shelter", from_date=ON, seen_version=seen, by=LEAD, on=ON
        )
    assert refusal.value.facts["name"] == LEAD.name
    assert refusal.value.changes["situation"] == "family_friends"
    assert _history(case) == [("family_friends", ON, None)]


def test_a_situation_from_a_fresh_page_is_taken():
    case = put_case(step=Step.ASSESSMENT)
    _record(case, situation="family_friends")
    seen = version_of(queries.housing.history(case.id, by=LEAD))
    actions.housing.record_situation(
        case.id, situation="night_shelter", from_date=ON, seen_version=seen, by=LEAD, on=ON
    )
    assert _history(case) == [("night_shelter", ON, None)]


def test_a_situation_of_a_page_whose_lines_are_all_gone_is_refused_as_stale():
    case = put_case(step=Step.ASSESSMENT)
    with pytest.raises(ChangedByOther) as refusal:
        actions.housing.record_situation(
            case.id, situation="night_shelter", from_date=ON, seen_version=3, by=LEAD, on=ON
        )
    assert (refusal.value.changes, refusal.value.version) == ({}, 0)
    assert _history(case) == []
