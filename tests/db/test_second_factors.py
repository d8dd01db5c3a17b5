from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts import SignInWaits
from core.codes import Role
from core.errors import NotAllowed, NotFound
from core.records.signing_in import Step
from core.second_factor import MINUTES, SecondFactorWrong, SecondStepOver
from db import actions, queries
from db.clock import now
from db.engine import reading, transaction
from db.models import (
    AlarmRow,
    AuditRow,
    RecoveryCodeRow,
    SecondFactorRow,
    SessionRow,
    StoreRow,
)
from tests.factories import person, put, put_account, put_session
from tests.factories_accounts import put_account_with_password
from tests.factories_signing_in import SECRET, code_of, enrolled, half, put_factor

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)


def with_factor(*roles, **values):
    here = put_account_with_password(*(roles or (Role.COORDINATOR,)), **values)
    put_factor(here.account_id)
    return here


def everything_stored():
    kinds = (SecondFactorRow, RecoveryCodeRow, AuditRow, SessionRow)
    with reading() as session:
        return " ".join(str(vars(row)) for kind in kinds for row in session.scalars(select(kind)))


@pytest.mark.asvs("6.3.3")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STEERING_GROUP])
def test_with_the_password_alone_a_session_is_nobodys(role):
    put_account_with_password(role)
    session_id = half()
    assert queries.accounts.signed_in(session_id) is None
    assert queries.second_factors.waiting(session_id).step is Step.ENROL


def test_the_steering_group_and_a_store_of_invented_people_are_not_asked():
    put_account_with_password(Role.STEERING_GROUP, username="stine")
    assert queries.accounts.signed_in(half("stine"))
    put_account_with_password(Role.PROJECT_LEAD)
    put(StoreRow(id="demo", value="1"))
    assert queries.accounts.signed_in(half())


@pytest.mark.asvs("6.5.1", "6.5.5", "7.2.4")
def test_a_factor_is_set_up_used_once_a_code_and_gives_a_session_of_its_own():
    here = put_account_with_password(Role.COORDINATOR)
    first = half()
    actions.second_factors.begin(first)
    secret = queries.second_factors.waiting(first).secret
    used = code_of(secret)
    ticket, codes = actions.second_factors.confirm(first, used)
    cookie = actions.sessions.trade(ticket)
    whole = queries.accounts.session_of(cookie)
    assert whole != first
    assert queries.accounts.signed_in(whole) == here
    assert queries.second_factors.waiting(first) is None
    assert queries.second_factors.own(by=here).codes_left == len(set(codes)) == 10
    again = half()
    with pytest.raises(SecondFactorWrong):
        actions.second_factors.prove(again, used)
    assert actions.sessions.trade(actions.second_factors.prove(again, code_of(secret, steps=1)))


@pytest.mark.parametrize("steps", [-2, 2, 40])
def test_a_code_of_another_time_is_refused(steps):
    with_factor()
    with pytest.raises(SecondFactorWrong):
        actions.second_factors.prove(half(), code_of(steps=steps))


@pytest.mark.parametrize("code", [None, "", "12345", "1234567", "²²²²²²", "\ud800", "x" * 5000])
def test_strange_codes_are_refused_and_nothing_fails(code):
    with_factor()
    with pytest.raises(SecondFactorWrong):
        actions.second_factors.prove(half(), code)


@pytest.mark.asvs("6.5.1")
def test_a_recovery_code_opens_once_however_it_is_typed():
    put_account_with_password(Role.COORDINATOR)
    _, codes = enrolled(half())
    typed = f" {codes[3].upper().replace('-', ' ')} "
    assert actions.second_factors.prove(half(), typed)
    with pytest.raises(SecondFactorWrong):
        actions.second_factors.prove(half(), codes[3])


def test_new_recovery_codes_take_the_place_of_the_old():
    here = put_account_with_password(Role.COORDINATOR)
    _, old = enrolled(half())
    with reading() as session:
        row = session.scalars(select(SecondFactorRow)).one()
        secret = queries.second_factors.secret_of(row)
    new = actions.second_factors.renew_codes(code_of(secret, steps=1), by=here)
    assert not set(old) & set(new)
    with pytest.raises(SecondFactorWrong):
        actions.second_factors.prove(half(), old[0])
    assert actions.second_factors.prove(half(), new[0])


@pytest.mark.asvs("6.3.1", "6.5.5")
def test_after_five_wrong_codes_the_right_one_waits_too():
    with_factor()
    session_id = half()
    for _ in range(5):
        with pytest.raises(SecondFactorWrong):
            actions.second_factors.prove(session_id, "000000")
    with pytest.raises(SignInWaits):
        actions.second_factors.prove(session_id, code_of())
    with pytest.raises(SignInWaits):
        actions.second_factors.prove(half(), code_of())


def test_the_second_step_has_a_quarter_of_an_hour():
    with_factor()
    session_id = half()
    with transaction() as session:
        row = session.get_one(SessionRow, session_id)
        row.started_time = now() - timedelta(minutes=MINUTES, seconds=1)
    assert queries.second_factors.waiting(session_id) is None
    with pytest.raises(SecondStepOver):
        actions.second_factors.prove(session_id, code_of())


def test_a_session_that_is_whole_ended_or_made_up_has_no_second_step():
    here = with_factor()
    ended = half()
    actions.sessions.end(ended)
    for session_id in (put_session(here), ended, "made up"):
        with pytest.raises(SecondStepOver):
            actions.second_factors.prove(session_id, code_of())
        with pytest.raises(SecondStepOver):
            actions.second_factors.begin(session_id)


def test_a_secret_that_an_earlier_session_saw_is_not_taken_into_use_by_a_later_one():
    put_account_with_password(Role.COORDINATOR)
    earlier = half()
    actions.second_factors.begin(earlier)
    seen = queries.second_factors.waiting(earlier).secret
    later = half()
    with pytest.raises(SecondStepOver):
        actions.second_factors.confirm(later, code_of(seen))
    assert queries.second_factors.waiting(later).secret is None


@pytest.mark.asvs("6.5.1")
def test_neither_secret_nor_code_is_stored_or_logged_as_it_is():
    with_factor()
    actions.second_factors.prove(half(), code_of())
    put_account_with_password(Role.COORDINATOR, username="vilde")
    _, codes = enrolled(half("vilde"))
    stored = everything_stored()
    assert SECRET not in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


def test_a_reset_where_there_is_no_factor_leaves_a_line_about_the_account():
    here = put_account(Role.COORDINATOR)
    actions.second_factors.reset(here.account_id, seen_version=1, by=ADMIN)
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.row_id == here.account_id)).all()
    assert [(line.table_name, line.row_version) for line in lines] == [("accounts", 2)]


def test_an_administrator_takes_a_factor_away_and_every_administrator_hears_of_it():
    here, admin = with_factor(), put_account(Role.ADMINISTRATOR, username="admin")
    session_id = put_session(here)
    with pytest.raises(NotAllowed):
        actions.second_factors.reset(here.account_id, seen_version=1, by=person(Role.PROJECT_LEAD))
    actions.second_factors.reset(here.account_id, seen_version=1, by=admin)
    assert queries.accounts.signed_in(session_id) is None
    assert queries.second_factors.waiting(half()).step is Step.ENROL
    (alarm,) = queries.alarms.all_ringing(by=admin)
    assert (alarm.kind, alarm.account_id) == ("second_factor_reset", here.account_id)
    with reading() as session:
        changes = session.scalar(
            select(AuditRow.changes).where(AuditRow.table_name == "second_factors")
        )
    assert '"secret": ["•", null]' in changes


def test_whoever_runs_the_program_can_take_a_factor_away():
    with_factor()
    with pytest.raises(NotFound):
        actions.second_factors.reset_by_operator("nobody")
    actions.second_factors.reset_by_operator("Karen")
    assert queries.second_factors.waiting(half()).step is Step.ENROL
    with reading() as session:
        assert session.scalar(select(AlarmRow.kind)) == "second_factor_reset"
