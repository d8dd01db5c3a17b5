import pytest

from core.accounts import SignInRefused
from core.codes import Role
from core.errors import ChangedByOther, UnknownCode
from core.passwords import PasswordKnown, PasswordsDiffer, PasswordTooShort, PasswordUnchanged
from db import actions, queries
from db.actions.own_account import OldPasswordWrong
from tests.factories import put_session
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.usefixtures("store")
NEW = "syv stille søer"


def change(here, old=PASSWORD, new=NEW, again=NEW, seen_version=1):
    return actions.own_account.change_password(
        old=old, new=new, again=again, seen_version=seen_version, by=here
    )


@pytest.mark.asvs("7.2.4")
def test_a_new_password_ends_every_session_and_opens_one():
    here = put_account_with_password(must_change_password=True)
    before = [put_session(here), put_session(here)]
    cookie = actions.sessions.trade(change(here))
    assert [queries.accounts.signed_in(one) for one in before] == [None, None]
    now_here = queries.accounts.signed_in(queries.accounts.session_of(cookie))
    assert now_here is not None
    assert not now_here.must_change_password
    with pytest.raises(SignInRefused):
        actions.sessions.sign_in("karen", PASSWORD)
    assert actions.sessions.sign_in("karen", NEW)


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"old": "noget helt andet"}, OldPasswordWrong, "old"),
        ({"old": None}, OldPasswordWrong, "old"),
        ({"again": "syv stille åer"}, PasswordsDiffer, "again"),
        ({"new": "kort", "again": "kort"}, PasswordTooShort, "new"),
        ({"new": "adgangskode2026", "again": "adgangskode2026"}, PasswordKnown, "new"),
        ({"new": PASSWORD, "again": PASSWORD}, PasswordUnchanged, "new"),
        ({"seen_version": 7}, ChangedByOther, None),
    ],
)
def test_a_refused_change_leaves_password_and_sessions_as_they_were(values, refusal, field):
    here = put_account_with_password()
    session_id = put_session(here)
    with pytest.raises(refusal) as refused:
        change(here, **values)
    assert refused.value.field == field
    assert queries.accounts.signed_in(session_id) is not None
    assert actions.sessions.sign_in("karen", PASSWORD)


def test_the_account_says_when_its_password_was_changed_and_where_it_is_open():
    here = put_account_with_password()
    assert queries.accounts.own(by=here).password_changed is None
    cookie = actions.sessions.trade(change(here))
    assert queries.accounts.own(by=here).password_changed is not None
    session_id = queries.accounts.session_of(cookie)
    (line,) = queries.accounts.own_sessions(session_id, by=here)
    assert (line.id, line.here) == (session_id, True)


def test_the_language_is_chosen_among_those_there_are():
    here = put_account_with_password(Role.REFERRER)
    session_id = put_session(here)
    actions.own_account.set_language("en", seen_version=1, by=here)
    assert queries.accounts.signed_in(session_id).language == "en"
    with pytest.raises(UnknownCode):
        actions.own_account.set_language("xx", seen_version=2, by=here)


@pytest.mark.asvs("7.4.5")
def test_signing_out_everywhere_ends_ones_own_sessions_only():
    here, other = put_account_with_password(), put_account_with_password(username="vilde")
    mine, theirs = [put_session(here), put_session(here)], put_session(other)
    actions.own_account.sign_out_everywhere(by=here)
    assert [queries.accounts.signed_in(one) for one in mine] == [None, None]
    assert queries.accounts.signed_in(theirs) is not None


@pytest.mark.asvs("6.2.4", "6.2.12")
@pytest.mark.parametrize("common", ["Jordan20262026", "baseball2026!!!", "Liverpool19922026"])
def test_what_many_use_is_no_new_password_with_digits_around_it_either(store, common):
    karen = put_account_with_password(Role.STEERING_GROUP)
    with pytest.raises(PasswordKnown):
        actions.own_account.change_password(
            old=PASSWORD, new=common, again=common, seen_version=1, by=karen
        )
