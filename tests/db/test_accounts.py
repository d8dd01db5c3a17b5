import pytest
from sqlalchemy import select

from core.accounts import (
    LastAdministrator,
    NoRole,
    SignInRefused,
    StaffNeeded,
    StaffTaken,
    UsernameBad,
    UsernameTaken,
)
from core.codes import Role
from core.errors import ChangedByOther, MissingValue, NotAllowed, NotFound, TooLong
from db import actions, queries
from db.engine import reading
from db.models import AccountRow, AuditRow
from tests.factories import person, put_account, put_session, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_signing_in import whole_sign_in

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)


def create(username="vilde", name="Vilde Vind", roles=(Role.PROJECT_LEAD,), by=ADMIN, **values):
    return actions.accounts.create(username=username, name=name, roles=roles, by=by, **values)


def account(username="vilde"):
    return next(one for one in queries.accounts.everybody(by=ADMIN) if one.username == username)


def change(one, **values):
    asked = {
        "name": one.name,
        "roles": one.roles,
        "staff_id": one.staff_id,
        "organisation": one.organisation,
        "allocates": one.allocates,
        "areas": one.areas,
        "seen_version": one.version,
        "by": ADMIN,
        **values,
    }
    actions.accounts.change(one.id, **asked)


@pytest.mark.asvs("6.4.1")
def test_a_new_account_signs_in_with_its_first_password_and_must_choose_its_own():
    password = create()
    _, session_id = whole_sign_in("vilde", password)
    here = queries.accounts.signed_in(session_id)
    assert here.roles == {Role.PROJECT_LEAD}
    assert here.must_change_password


@pytest.mark.asvs("6.4.1")
def test_first_passwords_are_long_and_never_alike():
    made = {actions.accounts.first_password() for _ in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {19}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_manages_accounts(role):
    put_account(Role.ADMINISTRATOR, username="vilde")
    other, one = person(role), account()
    seen = {"seen_version": one.version, "by": other}
    with pytest.raises(NotAllowed):
        create("ny", by=other)
    with pytest.raises(NotAllowed):
        change(one, by=other)
    with pytest.raises(NotAllowed):
        actions.accounts.close(one.id, **seen)
    with pytest.raises(NotAllowed):
        actions.accounts.reopen(one.id, **seen)
    with pytest.raises(NotAllowed):
        actions.reset_links.make(one.id, **seen)
    with pytest.raises(NotAllowed):
        queries.accounts.everybody(by=other)
    with pytest.raises(NotAllowed):
        queries.accounts.staff(by=other)


@pytest.mark.parametrize("username", ["vilde", " VILDE "])
def test_a_user_name_is_given_once(username):
    create()
    with pytest.raises(UsernameTaken):
        create(username)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"username": "to ord"}, UsernameBad),
        ({"username": ""}, MissingValue),
        ({"name": "  "}, MissingValue),
        ({"name": "x" * 121}, TooLong),
        ({"roles": ()}, NoRole),
        ({"roles": (Role.SUPPORT_WORKER,)}, StaffNeeded),
        ({"roles": (Role.COORDINATOR,), "staff_id": "nobody"}, NotFound),
    ],
)
def test_an_account_that_says_too_little_is_refused_and_nothing_is_written(values, refusal):
    with pytest.raises(refusal):
        create(**values)
    assert queries.accounts.everybody(by=ADMIN) == []


def test_a_member_of_staff_has_one_open_account():
    staff_id = put_staff("Vilde Vind")
    create(roles=(Role.COORDINATOR,), staff_id=staff_id)
    with pytest.raises(StaffTaken):
        create("anden", roles=(Role.COORDINATOR,), staff_id=staff_id)


def test_new_roles_end_the_sessions_of_the_account():
    put_account(Role.ADMINISTRATOR)
    here = put_account(Role.STEERING_GROUP, username="vilde")
    session_id = put_session(here)
    change(account(), roles=(Role.PROJECT_LEAD, Role.REFERRER))
    assert queries.accounts.signed_in(session_id) is None
    assert account().roles == (Role.PROJECT_LEAD, Role.REFERRER)


def test_the_log_tells_which_role_came_and_which_went():
    put_account(Role.ADMINISTRATOR)
    put_account(Role.STEERING_GROUP, username="vilde")
    change(account(), roles=(Role.PROJECT_LEAD,))
    with reading() as session:
        changes = " ".join(session.scalars(select(AuditRow.changes)))
    assert '["steering_group", null]' in changes
    assert '[null, "project_lead"]' in changes


def test_a_stale_change_is_refused_and_says_what_differs():
    put_account(Role.ADMINISTRATOR)
    put_account(Role.REFERRER, username="vilde")
    one = account()
    change(one, name="Vilde Vinter")
    with pytest.raises(ChangedByOther) as refused:
        change(one, name="Vilde Vår")
    assert refused.value.changes["name"] == "Vilde Vinter"
    assert account().name == "Vilde Vinter"


def test_the_last_administrator_can_neither_be_closed_nor_lose_the_role():
    here = put_account(Role.ADMINISTRATOR, username="vilde")
    with pytest.raises(LastAdministrator):
        change(account(), roles=(Role.PROJECT_LEAD,), by=here)
    with pytest.raises(LastAdministrator):
        actions.accounts.close(here.account_id, seen_version=1, by=here)


def test_a_closed_administrator_does_not_count_as_one_left():
    put_account(Role.ADMINISTRATOR, username="anden")
    here = put_account(Role.ADMINISTRATOR, username="vilde")
    actions.accounts.close(account("anden").id, seen_version=1, by=here)
    with pytest.raises(LastAdministrator):
        change(account(), roles=(Role.PROJECT_LEAD,), by=here)


@pytest.mark.asvs("7.4.2")
def test_closing_ends_the_sessions_and_opening_again_gives_a_new_password():
    put_account(Role.ADMINISTRATOR)
    here = put_account_with_password(Role.REFERRER, username="vilde")
    session_id = put_session(here)
    actions.accounts.close(here.account_id, seen_version=1, by=ADMIN)
    assert queries.accounts.signed_in(session_id) is None
    with pytest.raises(SignInRefused):
        actions.sessions.sign_in("vilde", PASSWORD)
    password = actions.accounts.reopen(here.account_id, seen_version=2, by=ADMIN)
    with pytest.raises(SignInRefused):
        actions.sessions.sign_in("vilde", PASSWORD)
    assert actions.sessions.sign_in("vilde", password)
    assert queries.accounts.signed_in(session_id) is None


def test_whoever_runs_the_program_can_make_an_account_and_renew_a_password():
    password = create("operator", roles=(Role.ADMINISTRATOR,), by=None)
    assert actions.sessions.sign_in("operator", password)
    renewed = actions.accounts.reset_by_operator("Operator")
    assert actions.sessions.sign_in("operator", renewed)
    with pytest.raises(NotFound):
        actions.accounts.reset_by_operator("nobody")


def test_no_password_and_no_hash_reaches_the_log():
    password = create()
    with reading() as session:
        log = " ".join(session.scalars(select(AuditRow.changes)))
        hashed = session.scalar(select(AccountRow.password_hash))
    assert password not in log
    assert hashed not in log
