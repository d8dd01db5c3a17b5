from datetime import timedelta

import pytest

from core.codes import Role
from db import queries
from db.clock import now
from db.models import SignOnRow
from db.settings import settings
from tests.factories import put, put_account
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def put_waiting(name, subject):
    moment = now() - timedelta(days=1)
    row = SignOnRow(
        issuer="https://login.example",
        subject=subject,
        name=name,
        first_time=moment,
        last_time=moment,
        id=subject,
        version=1,
    )
    put(row)


def plain_html(app):
    return "".join(element.proto.body for element in app.get("html"))


def test_an_administrator_links_a_person_who_waits_to_an_account_and_takes_it_back():
    admin = put_account(Role.ADMINISTRATOR)
    bo = put_account(Role.STEERING_GROUP, username="bo", name="Bo Berg")
    put_waiting("Bo *Berg*", "p-1")
    app = open_as(admin, "accounts")
    next(button for button in app.button if "waiting=p-1" in str(button.key)).click().run()
    app.button(key="sign_on_link.p-1.save..0").click().run()
    assert "Feltet skal udfyldes" in all_text(app)
    app.selectbox(key="sign_on_link.p-1.field.account_id.0").set_value(bo.account_id).run()
    app.button(key="sign_on_link.p-1.save..0").click().run()
    assert "Personen kan nu logge ind" in all_text(app)
    (linked,) = queries.sign_ons.everybody(by=admin)
    assert linked.account_id == bo.account_id

    app = open_as(admin, "accounts", account=bo.account_id)
    assert "kendt som p\\-1 hos" in all_text(app)
    next(button for button in app.button if "sign_on_unlink" in str(button.key)).click().run()
    assert queries.sign_ons.everybody(by=admin)[0].account_id is None


def test_the_way_in_is_shown_where_there_is_one_and_says_how_the_last_try_ended(monkeypatch):
    put_account(Role.ADMINISTRATOR)
    assert "/sign-on/begin" not in plain_html(open_as(None, ""))
    monkeypatch.setenv("UNGESPOR_OIDC_ISSUER", "https://login.example")
    settings.cache_clear()
    try:
        app = open_as(None, "")
        assert "/sign-on/begin?to=" in plain_html(app)
        app.query_params["sign_on"] = "sign_on_no_role"
        assert "giver ikke adgang" in app.run().error[0].value
        app.query_params["sign_on"] = "made_up"
        assert not app.run().error
    finally:
        settings.cache_clear()
