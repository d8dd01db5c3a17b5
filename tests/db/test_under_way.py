"""What moves at a meeting under way: the point, the floor, who is here; and what is half written."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.codes import Role
from core.errors import NotAllowed, NotFound, UnknownCode
from core.meetings import MeetingNotPlanned
from core.under_way import MeetingAhead
from db import actions, queries
from db.actions import meetings, under_way
from db.engine import reading
from db.models import AuditRow
from tests.factories import ON, person
from tests.factories_network import OFFICER, YOUNG, plan_told, put_consent, put_started

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
AGENDA = "Bolig\nFGU"


def put_meeting(day=ON):
    case = put_started()
    put_consent(case.id)
    plan = plan_told(day, agenda=AGENDA)
    return case, meetings.plan(case.id, plan, (YOUNG, OFFICER), by=LEAD, on=ON)


def read(case):
    return queries.network.file_of(case.id, by=LEAD).meetings[0]


def test_the_place_and_the_floor_are_kept_and_the_log_tells_of_each_move():
    case, meeting = put_meeting()
    assert (read(case).agenda_place, read(case).turn_id) == (None, None)
    officer = read(case).participants[1].id
    under_way.turn_to_point(meeting, 0, by=LEAD, on=ON)
    under_way.turn_to_point(meeting, 1, by=LEAD, on=ON)
    under_way.give_floor(meeting, officer, by=LEAD, on=ON)
    assert (read(case).agenda_place, read(case).turn_id) == (1, officer)
    with reading() as session:
        lines = session.scalars(select(AuditRow.changes).where(AuditRow.row_id == meeting)).all()
    assert sum("agenda_place" in line for line in lines) == 2
    assert sum("turn_id" in line for line in lines) == 1


def test_who_sits_at_the_table_is_kept_and_taken_back():
    case, _ = put_meeting()
    officer = read(case).participants[1].id
    under_way.seat(officer, here=False, by=LEAD, on=ON)
    assert read(case).participants[1].attended is False
    under_way.seat(officer, here=True, by=LEAD, on=ON)
    assert read(case).participants[1].attended is True


def test_a_move_at_the_table_does_not_make_an_open_form_of_the_meeting_out_of_date():
    case, meeting = put_meeting()
    under_way.turn_to_point(meeting, 1, by=LEAD, on=ON)
    under_way.give_floor(meeting, read(case).participants[0].id, by=LEAD, on=ON)
    meetings.change_plan(meeting, plan_told(place="Ungehuset"), seen_version=1, by=LEAD, on=ON)
    assert read(case).place == "Ungehuset"


def test_a_place_outside_the_agenda_is_refused():
    case, meeting = put_meeting()
    under_way.turn_to_point(meeting, 2, by=LEAD, on=ON)
    with pytest.raises(UnknownCode):
        under_way.turn_to_point(meeting, 3, by=LEAD, on=ON)
    assert read(case).agenda_place == 2


def test_the_floor_goes_to_nobody_from_another_meeting():
    case, meeting = put_meeting()
    other, _ = put_meeting()
    with pytest.raises(NotFound):
        under_way.give_floor(meeting, read(other).participants[0].id, by=LEAD, on=ON)
    assert read(case).turn_id is None


def test_nothing_moves_at_a_meeting_that_lies_ahead_or_was_called_off():
    case, meeting = put_meeting(ON + timedelta(days=1))
    with pytest.raises(MeetingAhead):
        under_way.turn_to_point(meeting, 0, by=LEAD, on=ON)
    meetings.cancel(meeting, reason="Syg", seen_version=1, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        under_way.seat(read(case).participants[0].id, here=True, by=LEAD, on=ON)


def test_who_may_not_hold_the_meeting_moves_nothing():
    case, meeting = put_meeting()
    participant = read(case).participants[0].id
    worker = person(Role.SUPPORT_WORKER, staff_id="bo")
    moves = (
        lambda by: under_way.turn_to_point(meeting, 0, by=by, on=ON),
        lambda by: under_way.give_floor(meeting, participant, by=by, on=ON),
        lambda by: under_way.seat(participant, here=True, by=by, on=ON),
    )
    for move in moves:
        with pytest.raises(NotFound):
            move(worker)
        with pytest.raises((NotFound, NotAllowed)):
            move(person(Role.ADMINISTRATOR))
    assert (read(case).agenda_place, read(case).turn_id) == (None, None)


def test_only_the_persons_own_half_written_forms_are_named():
    mine, others = person(), person(account_id="another")
    actions.drafts.keep("form.a", {"text": "Ringe"}, seen_version=0, by=mine)
    actions.drafts.keep("form.b", {"text": "Ringe"}, seen_version=0, by=others)
    assert queries.drafts.begun(["form.a", "form.b", "form.c"], by=mine) == {"form.a"}
    assert queries.drafts.begun([], by=mine) == frozenset()
