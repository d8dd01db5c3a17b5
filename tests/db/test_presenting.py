"""A session that presents: begun for one meeting, left with the password, never signed out by it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts import FREE_TRIES, SignInWaits
from core.codes import Role, Step
from core.errors import NotAllowed, NotFound, UnknownCode
from core.meetings import MeetingNotPlanned
from core.presenting import AlreadyPresenting, LeavePasswordWrong
from core.records.people import Presented
from core.under_way import MeetingAhead
from db import actions, queries
from db.clock import now, today
from db.engine import reading, transaction
from db.models import AuditRow, SessionRow
from db.settings import settings
from tests.factories import put_session, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_network import YOUNG, plan_told, put_consent, put_started

pytestmark = pytest.mark.usefixtures("store")
PAGE = "meeting_screen"


def put_meeting(day=None, **columns):
    case = put_started(Step.COLLABORATION, **columns)
    put_consent(case.id)
    lead = put_account_with_password(Role.PROJECT_LEAD, username=f"lead{case.number}")
    plan = plan_told(day or today())
    return case, actions.meetings.plan(case.id, plan, (YOUNG,), by=lead, on=today())


@pytest.fixture
def karla():
    """A coordinator with a young person, a meeting today, and two signed-in browsers."""
    staff = put_staff("Karla Kompas")
    me = put_account_with_password(Role.COORDINATOR, username="karla", staff_id=staff)
    case, meeting = put_meeting(coordinator_id=staff)
    return me, put_session(me), put_session(me), {"case": str(case.number), "meeting": meeting}


def begin(me, session_id, address, page=PAGE):
    actions.presenting.begin(session_id, page, address, by=me, on=today())


def shown(session_id):
    return queries.accounts.signed_in(session_id).presenting


def test_a_session_shows_what_was_begun_and_the_other_session_of_the_account_does_not(karla):
    me, session_id, other, address = karla
    assert shown(session_id) is None
    begin(me, session_id, address)
    assert shown(session_id) == Presented(PAGE, tuple(address.items()))
    assert shown(other) is None
    with reading() as session:
        assert session.get(SessionRow, session_id).presenting_since is not None


def test_the_password_of_the_account_ends_it_and_both_ends_leave_a_line_with_the_case(karla):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    actions.presenting.end(session_id, PASSWORD, by=me)
    assert shown(session_id) is None
    case = queries.cases.header(int(address["case"]), by=me)
    with reading() as session:
        query = select(AuditRow).where(AuditRow.row_id == session_id).order_by(AuditRow.row_version)
        lines = session.scalars(query).all()
    assert [(line.act, line.case_id, line.name) for line in lines] == [
        ("hold_meetings", case.id, me.name)
    ] * 2
    assert all("presenting" in line.changes for line in lines)


@pytest.mark.parametrize("typed", [None, "", "tolv blå cykler"])
def test_another_password_or_none_leaves_it_as_it_is(karla, typed):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    with pytest.raises(LeavePasswordWrong) as refused:
        actions.presenting.end(session_id, typed, by=me)
    assert refused.value.field == "password"
    assert shown(session_id) is not None


def test_guessing_at_the_screen_waits_as_at_the_door_and_counts_there_too(karla):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    for _ in range(FREE_TRIES):
        with pytest.raises(LeavePasswordWrong):
            actions.presenting.end(session_id, "forkert", by=me)
    with pytest.raises(SignInWaits):
        actions.presenting.end(session_id, PASSWORD, by=me)
    with pytest.raises(SignInWaits):
        actions.sessions.sign_in("karla", PASSWORD)
    assert shown(session_id) is not None


def test_the_password_of_somebody_else_does_not_end_it(karla):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    put_account_with_password(Role.COORDINATOR, username="bo", password="fire røde ugler")
    with pytest.raises(LeavePasswordWrong):
        actions.presenting.end(session_id, "fire røde ugler", by=me)


def test_nobody_begins_or_ends_it_in_the_session_of_another(karla):
    me, session_id, _, address = karla
    bo = put_account_with_password(Role.PROJECT_LEAD, username="bo")
    with pytest.raises(NotFound):
        begin(bo, session_id, address)
    begin(me, session_id, address)
    with pytest.raises(NotFound):
        actions.presenting.end(session_id, PASSWORD, by=bo)
    assert shown(session_id) is not None


def test_only_one_thing_is_shown_at_a_time_and_a_second_press_changes_nothing(karla):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    begin(me, session_id, address)
    second = actions.meetings.plan(
        queries.cases.header(int(address["case"]), by=me).id,
        plan_told(today()),
        (YOUNG,),
        by=me,
        on=today(),
    )
    with pytest.raises(AlreadyPresenting):
        begin(me, session_id, {**address, "meeting": second})
    assert shown(session_id).address == tuple(address.items())


def test_a_meeting_of_another_young_person_cannot_be_slipped_in(karla):
    me, session_id, _, address = karla
    other, meeting = put_meeting()
    for forged in (
        {"case": address["case"], "meeting": meeting},
        {"case": str(other.number), "meeting": meeting},
        {"case": str(other.number), "meeting": address["meeting"]},
        {"case": "x", "meeting": meeting},
        {"case": "9" * 30, "meeting": meeting},
        {"case": address["case"], "meeting": "none"},
    ):
        with pytest.raises(NotFound):
            begin(me, session_id, forged)
    with pytest.raises(UnknownCode):
        begin(me, session_id, {"case": address["case"]}, page="young_person")
    assert shown(session_id) is None


def test_a_support_worker_who_sees_the_young_person_cannot_put_the_meeting_on_a_screen(karla):
    _, _, _, address = karla
    bo = put_account_with_password(Role.SUPPORT_WORKER, username="bo", staff_id="bo")
    session_id = put_session(bo)
    with pytest.raises(NotFound):
        begin(bo, session_id, address)
    case, meeting = put_meeting(coordinator_id=None)
    bo = put_account_with_password(
        Role.SUPPORT_WORKER, username="ib", staff_id="ib", allocates=True
    )
    with pytest.raises(NotAllowed):
        begin(bo, put_session(bo), {"case": str(case.number), "meeting": meeting})


def test_a_meeting_that_lies_ahead_or_was_called_off_is_not_shown(karla):
    me, session_id, _, address = karla
    staff = me.staff_id
    later, ahead = put_meeting(today() + timedelta(days=1), coordinator_id=staff)
    with pytest.raises(MeetingAhead):
        begin(me, session_id, {"case": str(later.number), "meeting": ahead})
    actions.meetings.cancel(address["meeting"], reason="Syg", seen_version=1, by=me, on=today())
    with pytest.raises(MeetingNotPlanned):
        begin(me, session_id, address)


def shift(session_id, **by):
    with transaction() as session:
        row = session.get_one(SessionRow, session_id)
        for name, delta in by.items():
            setattr(row, name, getattr(row, name) - delta)


def test_two_quiet_hours_sign_out_a_session_that_shows_nothing_and_not_one_that_presents(karla):
    me, session_id, other, address = karla
    begin(me, session_id, address)
    for each in (session_id, other):
        shift(each, seen_time=timedelta(hours=2))
    assert queries.accounts.signed_in(session_id) is not None
    assert queries.accounts.signed_in(other) is None
    shift(session_id, seen_time=timedelta(minutes=settings().presenting_minutes))
    assert queries.accounts.signed_in(session_id) is None


def test_presenting_does_not_outlast_the_absolute_limit(karla):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    shift(session_id, started_time=timedelta(hours=settings().session_hours, minutes=1))
    assert queries.accounts.signed_in(session_id) is None


def test_whoever_left_after_two_quiet_hours_is_still_signed_in(karla):
    me, session_id, _, address = karla
    begin(me, session_id, address)
    shift(session_id, seen_time=timedelta(hours=2))
    actions.presenting.end(session_id, PASSWORD, by=me)
    assert queries.accounts.signed_in(session_id) == me
    with reading() as session:
        assert now() - session.get(SessionRow, session_id).seen_time < timedelta(minutes=1)


def test_a_session_that_was_signed_out_cannot_present(karla):
    me, session_id, _, address = karla
    actions.sessions.end(session_id)
    with pytest.raises(NotFound):
        begin(me, session_id, address)
