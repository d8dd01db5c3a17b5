"""The screens around signing in, and what an administrator does about them."""

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role
from core.words import phrase
from db import actions, queries
from db.settings import settings
from tests.factories import person, put_account, put_session
from tests.factories_accounts import put_account_with_password
from tests.factories_signing_in import half, put_factor
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


def open_session(session_id):
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.user = {"name": session_id}
    return app.run()


@pytest.mark.asvs("6.3.3")
def test_a_session_with_the_password_alone_sees_the_second_step_and_nothing_else():
    put_account_with_password(Role.PROJECT_LEAD)
    app = open_session(half())
    assert "Log ind i to trin" in [header.value for header in app.header]
    assert "Logget ind som" not in all_text(app)
    assert not app.sidebar
    assert not app.exception


def test_by_a_link_a_person_chooses_a_password_and_is_told_at_the_field_what_is_wrong():
    here = put_account_with_password(Role.STEERING_GROUP)
    token = actions.reset_links.make(here.account_id, seen_version=1, by=ADMIN)
    cookie = actions.sessions.trade(actions.reset_links.trade(token))
    app = open_session(queries.accounts.session_of(cookie))
    app.text_input(key="second_step.new").set_value("kort")
    app.text_input(key="second_step.again").set_value("kort")
    press(app, "Gem adgangskoden")
    assert "mindst 12 tegn" in app.error[0].value
    app.text_input(key="second_step.new").set_value("syv stille søer")
    app.text_input(key="second_step.again").set_value("syv stille søer")
    press(app, "Gem adgangskoden")
    assert "Et øjeblik" in all_text(app)
    assert actions.sessions.sign_in("karen", "syv stille søer")


@pytest.mark.asvs("6.4.6", "7.4.5")
def test_an_administrator_makes_a_link_resets_the_second_step_and_signs_out():
    admin = put_account(Role.ADMINISTRATOR)
    other = put_account(Role.REFERRER, username="vilde", name="Vilde Vind")
    put_factor(other.account_id)
    app = open_as(admin, "accounts", account=other.account_id)
    press(app, "Lav et link til en ny adgangskode")
    (link,) = [code.value for code in app.code]
    assert actions.reset_links.trade(link.partition("#")[2])
    press(app, "Jeg har givet den videre")
    assert not app.code
    press(app, "Nulstil det andet trin")
    assert queries.second_factors.of_account(other.account_id) is None
    session_id = put_session(other)
    press(app, "Log ud alle steder")
    assert queries.accounts.signed_in(session_id) is None
    assert not app.exception


def test_an_alarm_stands_over_every_page_of_an_administrator_until_it_is_put_away():
    admin = put_account(Role.ADMINISTRATOR)
    actions.accounts.create(
        username="nød", name="Kuvert", roles=(Role.ADMINISTRATOR,), by=ADMIN, emergency=True
    )
    assert "alle administratorer skal kende til" in open_as(admin, "").error[0].value
    app = open_as(admin, "accounts")
    (reason,) = [one for one in app.text_input if one.label.startswith("Hvorfor var det")]
    reason.set_value("Aftalt med sikkerhedslederen.")
    press(app, "Det er set")
    assert not app.exception
    assert not open_as(admin, "").error
    assert queries.alarms.ringing() == 0


def test_where_mail_is_set_a_forgotten_password_is_answered_alike_for_any_name(monkeypatch):
    monkeypatch.setattr(settings(), "smtp_host", "mail.example")
    monkeypatch.setattr(settings(), "smtp_from", "ungespor@kommune.example")
    put_account_with_password(Role.COORDINATOR)
    app = open_as(None, "")
    for username in ("karen", "ukendt"):
        app.text_input(key="forgotten.username").set_value(username)
        press(app, "Send link")
        assert [one.value for one in app.success] == [phrase("da", "forgotten.sent")]
