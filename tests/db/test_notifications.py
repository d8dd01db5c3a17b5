"""That a notification was made, in a real store: in the case's history and nowhere else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.codes import Role
from core.errors import ChangedByOther, NotAllowed, NotFound
from core.exchange import sheets
from core.notification import NotificationKnown, NotificationOfAdult, NotificationTold
from core.permissions import Act
from db import actions, queries
from db.engine import reading
from db.exchange.tables import TABLES
from db.models import AuditRow, ChildNotificationRow
from tests.factories import ON, person, put_case, put_staff

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
CHILD = date(2009, 1, 1)
TOLD = NotificationTold(date=ON, by_name="Karen Kold", unit="Havnby Kommune")


def record(case, told=TOLD, by=LEAD):
    return actions.notifications.record(case.id, told, by=by, on=ON)


def happened(case, by=LEAD):
    story = queries.timeline.story(case.id, by=by, on=ON)
    return (
        [] if story is None else [each for each in story.happenings if each.kind == "notification"]
    )


def test_it_stands_in_the_history_for_who_sees_the_case_and_in_the_log():
    staff_id = put_staff()
    case = put_case(birth_date=CHILD, coordinator_id=staff_id)
    record(case, by=person(Role.COORDINATOR, staff_id=staff_id))
    (told,) = happened(case)
    assert (told.date, told.facts, told.said) == (
        ON,
        {"who": "Karen Kold", "unit": "Havnby Kommune"},
        None,
    )
    assert happened(case, by=person(Role.SUPPORT_WORKER, staff_id="other")) == []
    with reading() as session:
        assert session.scalars(select(AuditRow.act)).all() == [Act.RECORD_NOTIFICATION.value]
        assert session.scalars(select(AuditRow.case_id)).all() == [case.id]


def test_it_is_recorded_once_and_for_no_one_of_age():
    case = put_case(birth_date=CHILD)
    record(case)
    with pytest.raises(NotificationKnown):
        record(case)
    with pytest.raises(NotificationOfAdult):
        record(put_case("Otto Odde", birth_date=date(2008, 5, 4)))
    assert len(happened(case)) == 1


def test_one_recorded_by_mistake_is_taken_back_once():
    case = put_case(birth_date=CHILD)
    made = record(case)
    with pytest.raises(ChangedByOther):
        actions.notifications.take_back(made, seen_version=2, by=LEAD)
    actions.notifications.take_back(made, seen_version=1, by=LEAD)
    assert happened(case) == []
    with pytest.raises(NotFound):
        actions.notifications.take_back(made, seen_version=1, by=LEAD)


def test_who_does_not_work_with_the_young_person_neither_records_nor_reads():
    case = put_case(birth_date=CHILD, coordinator_id=put_staff())
    record(case, NotificationTold(date=ON - timedelta(days=1), by_name="Bo", unit="Havnby"))
    with pytest.raises(NotFound):
        record(case, by=person(Role.SUPPORT_WORKER, staff_id="other"))
    for role in (Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR):
        assert queries.notifications.of_case(case.id, by=person(role)) == ()
        with pytest.raises((NotFound, NotAllowed)):
            record(case, by=person(role))


def test_it_has_no_column_for_its_content_and_no_sheet_in_the_exchange_format():
    columns = set(ChildNotificationRow.__table__.columns.keys())
    assert columns == {"id", "version", "case_id", "date", "by_name", "unit"}
    assert ChildNotificationRow not in TABLES.values()
    assert not {name for name in sheets() if "notification" in name}
