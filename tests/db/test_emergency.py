import pytest
from sqlalchemy import select

from core.accounts import LastAdministrator
from core.codes import Role
from core.emergency import EmergencyRoles, EmergencyTaken, OwnAlarm
from core.errors import ChangedByOther, MissingValue, NotAllowed
from db import actions, queries
from db.engine import reading
from db.models import AlarmRow, SessionRow
from tests.factories import person, put_account, put_session
from tests.factories_signing_in import half

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)


def create(username="nød", roles=(Role.ADMINISTRATOR,), by=ADMIN):
    return actions.accounts.create(
        username=username, name="Kuvert", roles=roles, by=by, emergency=True
    )


def ringing():
    return queries.alarms.all_ringing(by=ADMIN)


def account(username="nød"):
    return next(one for one in queries.accounts.everybody(by=ADMIN) if one.username == username)


def put_away(alarm, reason="Mobilnettet var nede.", by=ADMIN):
    actions.alarms.put_away(alarm.id, reason, seen_version=alarm.version, by=by)


def test_the_emergency_administrator_comes_in_with_the_password_alone_and_it_rings():
    password = create()
    assert [alarm.kind for alarm in ringing()] == ["emergency_made"]
    here = queries.accounts.signed_in(half("nød", password))
    assert here.roles == {Role.ADMINISTRATOR}
    assert not here.must_change_password
    actions.accounts.create(username="ny", name="Ny", roles=(Role.REFERRER,), by=here)
    signed_in = ringing()[-1]
    assert signed_in.kind == "emergency_sign_in"
    assert signed_in.acts >= 2
    assert queries.alarms.ringing() == 2


def test_an_alarm_is_put_away_by_another_with_a_reason_and_ends_what_rings():
    session_id = half("nød", create())
    here = queries.accounts.signed_in(session_id)
    alarm = ringing()[-1]
    with pytest.raises(OwnAlarm):
        put_away(alarm, by=here)
    with pytest.raises(MissingValue):
        put_away(alarm, "  ")
    with pytest.raises(NotAllowed):
        put_away(alarm, by=person(Role.PROJECT_LEAD))
    put_away(alarm)
    assert queries.accounts.signed_in(session_id) is None
    assert alarm.id not in {one.id for one in ringing()}
    with pytest.raises(ChangedByOther):
        put_away(alarm)
    with reading() as session:
        assert session.get_one(AlarmRow, alarm.id).reason == "Mobilnettet var nede."


def test_there_is_one_and_it_is_administrator_only():
    create()
    with pytest.raises(EmergencyTaken):
        create("nød2")
    with pytest.raises(EmergencyRoles):
        create("nød3", roles=(Role.ADMINISTRATOR, Role.PROJECT_LEAD))
    one = account()
    with pytest.raises(EmergencyRoles):
        actions.accounts.change(
            one.id,
            name=one.name,
            roles=(Role.PROJECT_LEAD,),
            staff_id=None,
            organisation=None,
            allocates=False,
            areas=(),
            seen_version=one.version,
            by=ADMIN,
        )


def test_it_does_not_count_as_the_administrator_that_must_be_left():
    here = put_account(Role.ADMINISTRATOR)
    create()
    with pytest.raises(LastAdministrator):
        actions.accounts.close(here.account_id, seen_version=1, by=here)


def test_its_new_password_from_the_command_line_is_kept_too():
    create()
    password = actions.accounts.reset_by_operator("nød")
    assert queries.accounts.signed_in(half("nød", password))


@pytest.mark.asvs("7.4.5", "7.4.2")
def test_an_administrator_ends_the_sessions_of_one_account_or_of_everybody():
    admin = put_account(Role.ADMINISTRATOR, username="admin")
    one, other = put_account(Role.COORDINATOR), put_account(Role.REFERRER, username="vilde")
    ids = [put_session(one), put_session(one), put_session(other), put_session(admin)]
    for act in (
        lambda by: actions.sessions.end_of_account(one.account_id, by=by),
        lambda by: actions.sessions.end_everybodys(by=by),
    ):
        with pytest.raises(NotAllowed):
            act(person(Role.PROJECT_LEAD))
    assert actions.sessions.end_of_account(one.account_id, by=admin) == 2
    standing = [queries.accounts.signed_in(each) is not None for each in ids]
    assert standing == [False, False, True, True]
    assert actions.sessions.end_everybodys(by=admin) == 2
    with reading() as session:
        assert session.scalar(select(SessionRow.id).where(SessionRow.ended_time.is_(None))) is None
