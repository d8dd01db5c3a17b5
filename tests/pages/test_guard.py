"""No page shows anything to who may not be there, however it is opened."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import SpecialBlock

from core.codes import Role
from core.permissions import PAGES, may
from tests.factories import person, put_account, put_case, put_session
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
FOLDER = ENTRY.parent / "pages"
each_page = pytest.mark.parametrize("name", sorted(PAGES))


def _drawn(app):
    return [
        element
        for block in (app.main, app.sidebar)
        for element in block
        if not isinstance(element, SpecialBlock)
    ]


@each_page
def test_a_page_run_without_the_door_and_without_a_person_draws_nothing(name):
    put_case("Vilma Vildspor")
    app = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=180)
    app.query_params["case"] = "1001"
    app.run()
    assert not app.exception
    assert _drawn(app) == []


@each_page
def test_a_page_run_with_a_made_up_session_draws_nothing(name):
    put_case("Vilma Vildspor")
    app = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=180)
    app.user = {"name": "made-up"}
    app.query_params["case"] = "1001"
    app.run()
    assert _drawn(app) == []


@pytest.mark.parametrize("role", Role)
@each_page
def test_a_page_opened_past_the_menu_is_refused_to_every_role_it_is_not_for(name, role):
    if may(person(role), PAGES[name]):
        return
    put_case("Vilma Vildspor")
    app = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.query_params["case"] = "1001"
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)


@pytest.mark.parametrize("role", Role)
def test_every_page_of_every_role_opens_on_an_empty_store_without_an_error(role):
    here = put_account(role, allocates=True)
    for name in sorted(PAGES):
        if may(here, PAGES[name]):
            app = open_as(here, name)
            assert not app.exception, name
            assert app.title[0].value, name


def test_the_pages_lie_where_streamlit_does_not_find_them_by_itself():
    assert not (FOLDER / "shared" / "pages").exists()
    assert "pages/shared/door.py" in Path(ENTRY).read_text().replace('" / "', "/")
