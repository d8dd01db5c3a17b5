"""The network map and „who knows what about me“ on a screen: nothing else is within reach."""

import pytest

from core.codes import Role, Step
from core.presenting import PRESENTABLE
from db import actions, queries
from db.engine import transaction
from db.models import YoungPersonRow
from tests.factories import ON, put_account, put_staff
from tests.factories_network import network_told, put_consent, put_started
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
PAGES = sorted(set(PRESENTABLE) - {"meeting_screen"})
CPR = "6503067788"


@pytest.fixture
def karla():
    staff_id = put_staff("Karla Kold")
    return put_account(Role.COORDINATOR, name="Karla Kold", staff_id=staff_id)


@pytest.fixture
def case(karla):
    row = put_started(Step.COLLABORATION, coordinator_id=karla.staff_id)
    put_started(Step.COLLABORATION, name="Otto Odde", coordinator_id=karla.staff_id)
    told = network_told("Molly Mor", closeness="1", phone="00 00 12 34")
    actions.network.add_person(row.id, told, by=karla, on=ON)
    put_consent(row.id)
    return row


def on_screen(karla, name, case):
    """The page as the presenting session sees it."""
    app = open_as(karla, name, case=str(case.number))
    next(one for one in app.button if one.label == "Vis på storskærm").click().run()
    return app


def everything(app):
    kinds = ("button", "text_input", "text_area", "radio", "selectbox")
    labels = [each.label for kind in kinds for each in getattr(app, kind)]
    return all_text(app) + "\n".join(labels)


@pytest.mark.parametrize("name", PAGES)
def test_a_presented_page_leads_nowhere_else_until_the_password_is_typed(karla, case, name):
    app = on_screen(karla, name, case)
    assert not app.exception
    assert not app.get("page_link")
    assert not app.sidebar.children or not everything(app.sidebar)
    session = app.user["name"]
    assert queries.accounts.signed_in(session).presenting.page == name
    next(one for one in app.button if one.label == "Luk, og skriv adgangskoden").click().run()
    app.text_input[0].set_value("forkert kode her")
    next(one for one in app.button if one.label == "Afslut").click().run()
    assert queries.accounts.signed_in(session).presenting is not None


@pytest.mark.parametrize("name", PAGES)
def test_no_number_and_no_other_young_person_is_on_the_screen(karla, case, name):
    with transaction() as session:
        session.get(YoungPersonRow, case.young_person_id).cpr = CPR
        session.info["changed"] = True
    said = everything(on_screen(karla, name, case))
    assert CPR not in said
    assert "Otto" not in said
    assert "00 00 12 34" not in said


@pytest.mark.parametrize("name", PAGES)
def test_a_protected_name_is_not_on_the_screen(karla, case, name):
    with transaction() as session:
        session.get(YoungPersonRow, case.young_person_id).protected_identity = True
        session.info["changed"] = True
    app = on_screen(karla, name, case)
    assert not app.exception
    assert "Vilma" not in everything(app)
    assert "Vilma" not in "".join(str(each.proto) for each in app.get("html") + app.get("imgs"))


@pytest.mark.parametrize("name", PAGES)
def test_another_case_in_the_address_shows_the_presented_one(karla, case, name):
    app = on_screen(karla, name, case)
    app.query_params["case"] = str(case.number + 1)
    app.run()
    assert "Otto" not in everything(app)
    assert app.query_params["case"] == str(case.number)


def test_the_map_can_be_changed_on_the_screen(karla, case):
    app = on_screen(karla, "network_map", case)
    next(one for one in app.text_input if one.label.startswith("Navn")).set_value("Farmor")
    next(one for one in app.radio if "Privat" in one.label or "privat" in one.label).set_value(
        "private"
    )
    next(one for one in app.button if one.label == "Sæt på kortet").click().run()
    assert not app.exception
    names = {each.name for each in queries.network.file_of(case.id, by=karla).people}
    assert names == {"Molly Mor", "Farmor"}
