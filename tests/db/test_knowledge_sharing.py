"""The knowledge-sharing model in a real store: rows, history, what is due, and who may do what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.codes import Role
from core.errors import ChangedByOther, NotAllowed, UnknownCode
from core.knowledge_sharing import NeedRetired, NeedTold, SuggestionTaken
from core.permissions import Act
from core.records.knowledge_sharing import NeedEventKind
from db import actions, queries
from db.engine import reading
from db.models import AuditRow
from tests.db.statements import statements
from tests.factories import ON, person, put_staff

LEAD = person(Role.PROJECT_LEAD)
WEEK = timedelta(weeks=1)
TOLD = NeedTold(
    party="Styregruppen",
    need="Status",
    responsible="Formanden",
    format="meeting",
    frequency="monthly",
    from_date=date(2026, 3, 1),
)

pytestmark = pytest.mark.usefixtures("store")


def add(told=TOLD, by=LEAD, **more):
    return actions.knowledge_sharing.add_need(told, by=by, on=ON, **more)


def rows(by=LEAD):
    return {each.id: each for each in queries.knowledge_sharing.model(by=by)}


def share(need_id, day=ON, by=LEAD, version=1):
    actions.knowledge_sharing.record_shared(
        need_id, day=day, text="På mødet", seen_version=version, by=by, on=ON
    )


def test_a_row_is_added_shared_changed_and_retired_and_its_history_says_so():
    staff_id = put_staff("Merete Muld")
    need_id = add()
    share(need_id)
    changed = replace(TOLD, responsible=None, responsible_id=staff_id, frequency="yearly")
    actions.knowledge_sharing.change_need(need_id, changed, seen_version=2, by=LEAD, on=ON)
    actions.knowledge_sharing.retire_need(
        need_id, reason="Står i aftalen", seen_version=3, by=LEAD, on=ON
    )
    row = rows()[need_id]
    assert (row.responsible, row.frequency, row.retired_date) == ("Merete Muld", "yearly", ON)
    assert (row.last_shared, row.version) == (ON, 4)
    assert [each.kind for each in row.events] == [
        NeedEventKind.RETIRED,
        NeedEventKind.CHANGED,
        NeedEventKind.SHARED,
        NeedEventKind.ADDED,
    ]
    assert row.events[0].note == "Står i aftalen"
    assert row.events[1].was == {
        "responsible_id": None,
        "responsible": "Formanden",
        "frequency": "monthly",
    }
    with pytest.raises(NeedRetired):
        share(need_id, version=4)


def test_what_is_due_is_kept_until_something_is_shared(store):
    need_id = add()
    assert [each.due_date for each in queries.knowledge_sharing.dues(on=ON)] == [date(2026, 4, 1)]
    assert statements(store, lambda: queries.knowledge_sharing.dues(on=ON)) == 0
    share(need_id, day=ON - WEEK)
    assert [each.due_date for each in queries.knowledge_sharing.dues(on=ON)] == [date(2026, 5, 27)]


def test_a_worker_is_told_of_what_they_are_responsible_for_and_records_that_alone():
    staff_id = put_staff("Merete Muld")
    own = add(replace(TOLD, responsible=None, responsible_id=staff_id))
    other = add()
    merete = person(Role.SUPPORT_WORKER, staff_id=staff_id, name="Merete Muld")
    told = queries.knowledge_sharing.own_dues(by=merete, on=ON)
    assert [each.address["open"] for each in told] == [own]
    assert len(queries.knowledge_sharing.own_dues(by=LEAD, on=ON)) == 2
    share(own, by=merete)
    assert rows()[own].events[0].by_name == "Merete Muld"
    with pytest.raises(NotAllowed):
        share(other, by=merete)
    with pytest.raises(NotAllowed):
        add(by=merete)


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_others_have_nothing_to_do_with_the_model(role):
    need_id = add()
    here = person(role)
    assert queries.knowledge_sharing.model(by=here) == ()
    assert queries.knowledge_sharing.own_dues(by=here, on=ON) == ()
    with pytest.raises(NotAllowed):
        share(need_id, by=here)


def test_a_suggestion_is_taken_once_and_again_after_its_row_is_retired():
    need_id = add(suggestion="directors")
    with pytest.raises(SuggestionTaken):
        add(suggestion="directors")
    actions.knowledge_sharing.retire_need(need_id, reason="x", seen_version=1, by=LEAD, on=ON)
    again = add(suggestion="directors")
    assert rows()[again].suggestion == "directors"


def test_a_stale_change_and_an_unknown_member_of_staff_are_refused_and_change_nothing():
    need_id = add()
    share(need_id)
    with pytest.raises(ChangedByOther):
        actions.knowledge_sharing.change_need(
            need_id, replace(TOLD, party="Andre"), seen_version=1, by=LEAD, on=ON
        )
    with pytest.raises(UnknownCode):
        add(replace(TOLD, responsible=None, responsible_id="nobody"))
    assert [each.party for each in rows().values()] == ["Styregruppen"]
    with reading() as session:
        acts = session.scalars(select(AuditRow.act).order_by(AuditRow.id)).all()
    assert set(acts) == {Act.EDIT_KNOWLEDGE_SHARING.value, Act.SHARE_KNOWLEDGE.value}
