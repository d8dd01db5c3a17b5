import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from core.codes import Role
from core.permissions import PAGES
from db import actions, queries
from db.engine import reading
from db.models import AccountRow, SessionRow
from pages.shared.navigation import MENU
from tests.factories import put_account, put_session
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def try_to_sign_in(username, password):
    app = open_as(None, "")
    app.text_input[0].set_value(username)
    app.text_input[1].set_value(password)
    return app.button[0].click().run()


def test_nobody_sees_the_form_and_no_menu():
    put_account(Role.PROJECT_LEAD)
    app = open_as(None, "")
    assert [field.label for field in app.text_input] == ["Brugernavn", "Adgangskode"]
    assert "Logget ind som" not in all_text(app)
    assert not app.exception


def test_the_right_password_makes_a_ticket_for_the_browser():
    put_account_with_password()
    app = try_to_sign_in("Karen", PASSWORD)
    assert not app.exception
    assert "Et øjeblik" in all_text(app)
    with reading() as session:
        assert session.scalar(select(SessionRow.ticket_hash))


@pytest.mark.parametrize("username", ["karen", "ukendt"])
def test_a_wrong_password_and_an_unknown_name_read_alike(username):
    put_account_with_password()
    app = try_to_sign_in(username, "tolv blå cykler")
    assert [error.value for error in app.error] == ["Brugernavn og adgangskode passer ikke sammen."]


def test_after_five_tries_the_form_says_how_long_to_wait():
    put_account_with_password()
    app = try_to_sign_in("karen", "tolv blå cykler")
    for _ in range(5):
        app.button[0].click().run()
    assert "Vent et minut" in app.error[0].value


def test_a_session_that_ended_leaves_one_sentence_and_the_form():
    here = put_account(Role.REFERRER)
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.user = {"name": put_session(here)}
    actions.own_account.sign_out_everywhere(by=here)
    app.run()
    assert "Du er logget ud" in all_text(app)
    assert app.text_input[0].label == "Brugernavn"
    assert "Logget ind som" not in all_text(app)


def test_an_empty_store_asks_for_its_first_administrator():
    code = actions.first_administrator.offer()
    app = open_as(None, "")
    for name, value in {
        "code": code,
        "name": "Lone Leder",
        "username": "lone",
        "password": PASSWORD,
        "again": PASSWORD,
    }.items():
        app.text_input(key=f"first_administrator.{name}").set_value(value)
    app.button[0].click().run()
    assert not app.exception
    with reading() as session:
        assert session.scalar(select(AccountRow.username)) == "lone"
    assert [field.label for field in open_as(None, "").text_input][:1] == ["Brugernavn"]


def test_a_refused_first_administrator_keeps_what_was_typed():
    actions.first_administrator.offer()
    app = open_as(None, "")
    app.text_input(key="first_administrator.name").set_value("Lone Leder")
    app.button[0].click().run()
    assert "Koden passer ikke" in app.error[0].value
    assert app.text_input(key="first_administrator.name").value == "Lone Leder"
    assert not queries.accounts.any_account()


def test_a_first_password_leads_to_my_account_and_nowhere_else():
    here = put_account_with_password(Role.PROJECT_LEAD, must_change_password=True)
    for name in ("status", "young_people", "my_account"):
        app = open_as(here, name)
        assert [title.value for title in app.title] == ["Min konto"]
        assert "Vælg din egen adgangskode" in all_text(app)


def test_every_page_has_one_place_in_the_menu():
    assert sorted(entry.name for entry in MENU) == sorted(PAGES)


def test_a_fault_shows_a_number_and_nothing_of_what_went_wrong():
    app = AppTest.from_function(_faulty).run()
    (error,) = app.error
    assert "nummeret" in error.value
    assert "Vilma" not in error.value
    assert not app.exception


def _faulty():
    from pages.shared.bugs import tell_bug  # noqa: PLC0415

    assert tell_bug(ValueError("Vilma Vildspor"))
