from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts import SignInRefused, SignInWaits
from core.codes import Role
from core.passwords import PasswordsDiffer, PasswordTooShort
from core.records.signing_in import Step
from core.reset_links import LinkSpent, NoMailedLinks
from db import actions, mail, queries
from db.clock import now
from db.engine import reading, transaction
from db.models import AccountRow, AuditRow, ResetLinkRow, SessionRow
from db.settings import settings
from tests.factories import person, put_account, put_session
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_signing_in import put_factor

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)
NEW = "syv stille søer"


def make(here, seen_version=1):
    return actions.reset_links.make(here.account_id, seen_version=seen_version, by=ADMIN)


def opened(token):
    """The session that a link opens."""
    return queries.accounts.session_of(actions.sessions.trade(actions.reset_links.trade(token)))


@pytest.fixture
def post(monkeypatch):
    """What is handed to the mail server, which is set in the settings."""
    sent = []
    monkeypatch.setattr(settings(), "smtp_host", "mail.example")
    monkeypatch.setattr(settings(), "smtp_from", "ungespor@kommune.example")
    monkeypatch.setattr(mail.links, "send", lambda made, _: sent.append(made))
    return sent


@pytest.mark.asvs("6.4.1", "6.4.6")
def test_a_link_opens_a_session_for_a_new_password_and_nothing_else():
    here = put_account_with_password(Role.COORDINATOR)
    put_factor(here.account_id)
    before = put_session(here)
    token = make(here)
    assert queries.accounts.signed_in(before) is None
    with pytest.raises(SignInRefused):
        actions.sessions.sign_in("karen", PASSWORD)
    session_id = opened(token)
    assert queries.accounts.signed_in(session_id) is None
    assert queries.second_factors.waiting(session_id).step is Step.CHOOSE
    ticket = actions.reset_links.choose_password(session_id, new=NEW, again=NEW)
    after = queries.accounts.session_of(actions.sessions.trade(ticket))
    assert queries.accounts.signed_in(after) is None
    assert queries.second_factors.waiting(after).step is Step.PROVE
    assert actions.sessions.sign_in("karen", NEW)
    with pytest.raises(LinkSpent):
        actions.reset_links.choose_password(session_id, new=NEW, again=NEW)


@pytest.mark.asvs("6.4.1")
def test_a_link_is_good_once_for_a_day_and_only_the_newest_is():
    here = put_account_with_password(Role.STEERING_GROUP)
    used, old = make(here), make(here, 2)
    assert actions.reset_links.trade(used) is None
    new = make(here, 3)
    assert actions.reset_links.trade(old) is None
    assert actions.reset_links.trade(new)
    assert actions.reset_links.trade(new) is None
    late = make(here, 4)
    with transaction() as session:
        row = session.scalars(select(ResetLinkRow).where(ResetLinkRow.used_time.is_(None))).one()
        assert row.expires - row.made_time <= timedelta(hours=24, seconds=1)
        row.expires = now() - timedelta(seconds=1)
    assert actions.reset_links.trade(late) is None
    assert actions.reset_links.trade("made up") is None


@pytest.mark.parametrize(
    ("new", "again", "refusal"), [("kort", "kort", PasswordTooShort), (NEW, "x", PasswordsDiffer)]
)
def test_a_password_that_is_refused_leaves_the_step_as_it_was(new, again, refusal):
    session_id = opened(make(put_account_with_password(Role.STEERING_GROUP)))
    with pytest.raises(refusal):
        actions.reset_links.choose_password(session_id, new=new, again=again)
    assert queries.second_factors.waiting(session_id).step is Step.CHOOSE


@pytest.mark.asvs("14.2.1")
def test_the_address_tells_nobody_and_its_token_is_neither_stored_nor_logged():
    here = put_account_with_password(Role.STEERING_GROUP)
    token = make(here)
    before, _, behind = mail.address_of(token).partition("#")
    assert behind == token
    assert before == "http://localhost:8501/session/link"
    actions.reset_links.trade(token)
    with reading() as session:
        rows = [*session.scalars(select(ResetLinkRow)), *session.scalars(select(AuditRow))]
        rows += session.scalars(select(SessionRow))
        stored = " ".join(str(vars(row)) for row in rows)
    assert token not in stored


def test_a_closed_account_gets_nothing_by_a_link():
    put_account(Role.ADMINISTRATOR, username="admin")
    here = put_account_with_password(Role.COORDINATOR)
    token = make(here)
    actions.accounts.close(here.account_id, seen_version=2, by=ADMIN)
    assert actions.reset_links.trade(token) is None


@pytest.mark.asvs("6.4.1", "6.3.8")
def test_known_and_unknown_names_are_answered_alike_and_only_the_known_gets_a_mail(post):
    here = put_account_with_password(Role.COORDINATOR)
    with transaction() as session:
        session.get_one(AccountRow, here.account_id).email = "karen@kommune.example"
    put_account_with_password(Role.COORDINATOR, username="vilde")
    for username in ("nobody", "vilde", " KAREN "):
        mail.ask(username).join()
    (sent,) = post
    assert sent["To"] == "karen@kommune.example"
    text = sent.get_content()
    assert "Karen" not in text
    token = text.partition("#")[2].split()[0]
    assert actions.sessions.sign_in("karen", PASSWORD), "nothing is changed by asking"
    assert queries.second_factors.waiting(opened(token)).step is Step.CHOOSE


@pytest.mark.parametrize("username", ["karen", "nobody"])
def test_asking_too_often_waits_for_known_and_unknown_names_alike(post, username):
    put_account_with_password(Role.COORDINATOR)
    for _ in range(5):
        mail.ask(username).join()
    with pytest.raises(SignInWaits):
        mail.ask(username)


def test_without_a_mail_server_no_link_is_mailed():
    with pytest.raises(NoMailedLinks):
        mail.ask("karen")
