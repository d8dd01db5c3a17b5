import json
from datetime import date

import pytest
from sqlalchemy import select

from core.codes import Role, Step
from core.errors import ChangedByOther, MissingValue, NotAllowed
from core.half_year import HalfYearLocked, HalfYearNotLocked, NoClosedHalfYear
from core.tallies import Period
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, HalfYearEventRow
from tests.factories import person, put_case

pytestmark = pytest.mark.usefixtures("store")

HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
ON = date(2026, 7, 3)
LEAD = person(Role.PROJECT_LEAD, name="Lise Lygte")
STEERING = person(Role.STEERING_GROUP)
WRITTEN = {"experiences": "CTI virker.", "progress": "Vi er i gang."}


def write(texts=WRITTEN, *, lock=False, seen_version=0, by=LEAD, period=HALF, on=ON):
    return actions.half_year_reports.write(
        period, texts, lock=lock, seen_version=seen_version, by=by, on=on
    )


def reopen(reason="Et tal var forkert.", seen_version=1, by=LEAD):
    found = report()
    actions.half_year_reports.reopen(found.id, reason=reason, seen_version=seen_version, by=by)


def report(by=LEAD, period=HALF):
    return queries.half_year_reports.report(period, by=by)


def put_served(number):
    for place in range(number):
        put_case(
            f"Vilma {place}",
            step=Step.COLLABORATION,
            combination="SM",
            referral_date=date(2026, 1, 5),
            start_date=date(2026, 1, 20),
        )


def test_a_draft_is_kept_and_seen_by_project_leaders_only():
    write()
    assert report().texts["experiences"] == "CTI virker."
    assert not report().locked
    assert report(by=STEERING) is None


def test_there_is_one_report_for_each_half_year():
    write()
    write({"progress": "Længere nu."}, seen_version=1)
    assert report().texts["progress"] == "Længere nu."
    assert len(queries.half_year_reports.every_report(by=LEAD)) == 1


def test_a_locked_report_is_read_by_the_steering_group_with_the_figures_of_that_day():
    put_served(7)
    write(lock=True)
    found = report(by=STEERING)
    assert found.locked_by == "Lise Lygte"
    assert found.frozen.figures["cases"]["served"] == 7
    assert found.frozen.period == HALF
    assert found.hidden_below == 5


def test_a_locked_report_never_changes_though_the_figures_do():
    put_served(7)
    write(lock=True)
    before = report()
    put_served(9)
    assert report() == before
    with pytest.raises(HalfYearLocked):
        write({"progress": "Nyt."}, seen_version=1)
    assert report() == before


def test_a_report_of_too_few_young_people_is_locked_without_figures():
    put_served(2)
    write(lock=True)
    assert report().locked
    assert report().frozen is None


def test_locking_needs_what_the_source_asks_for_and_changes_nothing_without():
    write()
    with pytest.raises(MissingValue):
        write({"experiences": "CTI virker."}, lock=True, seen_version=1)
    assert report().texts["progress"] == "Vi er i gang."
    assert not report().locked


def test_opened_again_it_is_a_draft_and_what_it_held_is_kept_with_the_reason():
    put_served(7)
    write(lock=True)
    reopen()
    assert report().frozen is None
    assert report(by=STEERING) is None
    assert [event.kind for event in report().events] == ["locked", "reopened"]
    assert report().events[1].reason == "Et tal var forkert."
    with reading() as session:
        held = [json.loads(text) for text in session.scalars(select(HalfYearEventRow.held))]
    assert all(each["experiences"] == "CTI virker." for each in held)
    assert all(each["figures"]["cases"]["served"] == 7 for each in held)


def test_it_is_opened_with_a_reason_only_and_only_when_locked():
    write(lock=True)
    with pytest.raises(MissingValue):
        reopen(reason=" ")
    reopen()
    with pytest.raises(HalfYearNotLocked):
        reopen(seen_version=2)


def test_a_report_changed_by_another_meanwhile_is_not_overwritten():
    write()
    with pytest.raises(ChangedByOther):
        write({"progress": "Min udgave."})
    write({"progress": "Anden udgave."}, seen_version=1)
    with pytest.raises(ChangedByOther) as refused:
        write({"progress": "Min udgave."}, seen_version=1)
    assert refused.value.changes["progress"] == "Anden udgave."


def test_a_half_year_that_is_not_over_can_not_be_reported():
    with pytest.raises(NoClosedHalfYear):
        write(on=date(2026, 6, 30))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_a_project_leader_writes_locks_and_opens(role):
    with pytest.raises(NotAllowed):
        write(by=person(role))
    write(lock=True)
    with pytest.raises(NotAllowed):
        reopen(by=person(role))


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.SUPPORT_WORKER, Role.REFERRER, Role.ADMINISTRATOR]
)
def test_others_read_no_report_at_all(role):
    write(lock=True)
    assert queries.half_year_reports.every_report(by=person(role)) == ()


def test_the_log_tells_that_it_was_locked_but_does_not_hold_the_figures():
    put_served(7)
    write(lock=True)
    with reading() as session:
        lines = session.scalars(
            select(AuditRow).where(AuditRow.table_name == "half_year_reports")
        ).all()
    (line,) = lines
    assert json.loads(line.changes)["figures"] == [None, "•"]
    assert "served" not in line.changes
