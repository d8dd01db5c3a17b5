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


def _drawn(app):
    return [
        element
        for block in (app.main, app.sidebar)
        for element in block
        if not isinstance(element, SpecialBlock)
    ]


def _run_alone(name, session_id=None, **address):
    app = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=180)
    if session_id is not None:
        app.user = {"name": session_id}
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize("session_id", [None, "made-up"])
def test_a_page_run_without_the_door_and_without_a_person_draws_nothing(session_id):
    put_case("Vilma Vildspor")
    for name in sorted(PAGES):
        app = _run_alone(name, session_id, case="1001")
        assert not app.exception, name
        assert _drawn(app) == [], name


@pytest.mark.parametrize("role", Role)
def test_a_page_opened_past_the_menu_is_refused_to_every_role_it_is_not_for(role):
    put_case("Vilma Vildspor")
    session_id = put_session(put_account(role))
    closed = [name for name in sorted(PAGES) if not may(person(role), PAGES[name])]
    for name in closed:
        said = all_text(_run_alone(name, session_id, case="1001"))
        assert "Det har du ikke adgang til." in said, name
        assert "Vilma" not in said, name


@pytest.mark.parametrize("role", Role)
def test_every_page_of_every_role_opens_on_an_empty_store_without_an_error(role):
    here = put_account(role, allocates=True)
    own = [name for name in sorted(PAGES) if may(here, PAGES[name])]
    app = open_as(here, own[0])
    for name in own:
        app.switch_page(f"pages/{name}.py").run()
        assert not app.exception, name
        assert app.title[0].value, name


def test_the_pages_lie_where_streamlit_does_not_find_them_by_itself():
    assert not (FOLDER / "shared" / "pages").exists()
    assert "pages/shared/door.py" in Path(ENTRY).read_text().replace('" / "', "/")
