"""Long lists: a page at a time, found in by name, and what is open stays within reach."""

from datetime import timedelta

import pytest

from core.codes import Role
from db.models import StaffRow
from pages.shared.frame import today
from tests.factories import put, put_account
from tests.pages.app import open_as

NUMBER = 230
BACK = "Til alle medarbejdere"
GONE = today() - timedelta(days=9)


@pytest.fixture
def many(store):
    """More staff than a list of options is drawn whole for."""
    put(
        *(
            StaffRow(id=f"s{n:03}", name=f"Anker {n:03} Alm", role="coordinator")
            for n in range(NUMBER)
        )
    )


def _names(app):
    return [each.label for each in app.button if each.label.startswith("Anker")]


@pytest.mark.usefixtures("many")
def test_a_long_list_is_turned_and_searched_and_its_last_row_opens_by_address():
    admin = put_account(Role.ADMINISTRATOR)
    app = open_as(admin, "staff")
    assert _names(app)[0] == "Anker 000 Alm"
    assert len(_names(app)) == 25
    app.button(key="paging.page.on").click().run()
    assert _names(app)[0] == "Anker 025 Alm"
    app.text_input(key="staff.search").set_value("alm 229").run()
    assert _names(app) == ["Anker 229 Alm"]
    last = open_as(admin, "staff", staff="s229")
    assert last.header[0].value == "Anker 229 Alm"


@pytest.mark.usefixtures("many")
def test_of_very_many_to_choose_from_those_searched_for_are_offered_and_the_chosen_one_stays():
    app = open_as(put_account(Role.ADMINISTRATOR), "accounts", account="new")

    def offered():
        return app.selectbox[0].options

    assert len(offered()) == 200
    search = next(each for each in app.text_input if each.label == "Søg i listen nedenfor")
    search.set_value("229").run()
    assert [each[:13] for each in offered()] == ["Anker 229 Alm"]
    app.selectbox[0].set_value("s229").run()
    search = next(each for each in app.text_input if each.label == "Søg i listen nedenfor")
    search.set_value("001").run()
    assert len(offered()) == 2
    assert app.selectbox[0].value == "s229"


def _shown(app, label):
    """The row opened by its button, and the list come back to by the page's own link."""
    next(each for each in app.button if each.label == label).click().run()
    assert app.header[0].value == label
    next(each for each in app.button if each.label == BACK).click().run()
    return _names(app)


@pytest.mark.usefixtures("many")
def test_the_way_back_from_a_row_leads_to_the_page_of_the_list_that_it_was_opened_on():
    app = open_as(put_account(Role.ADMINISTRATOR), "staff")
    for _ in range(2):
        app.button(key="paging.page.on").click().run()
    assert _shown(app, "Anker 051 Alm")[0] == "Anker 050 Alm"
    assert dict(app.query_params) == {"page": "3"}
    app.text_input(key="staff.search").set_value("alm 1").run()
    app.button(key="paging.page.on").click().run()
    assert _shown(app, "Anker 125 Alm")[0] == "Anker 000 Alm"
    assert dict(app.query_params) == {}


def test_a_folded_list_that_was_turned_lies_open_when_one_comes_back(store):
    put(
        *(
            StaffRow(id=f"s{n:03}", name=f"Anker {n:03} Alm", role="coordinator", active_to=GONE)
            for n in range(60)
        )
    )
    app = open_as(put_account(Role.ADMINISTRATOR), "staff")
    assert _names(app) == []
    app.session_state["staff.away"] = True
    app.run()
    app.button(key="paging.away.on").click().run()
    assert _shown(app, "Anker 030 Alm")[0] == "Anker 025 Alm"
