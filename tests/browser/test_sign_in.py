"""The door, driven as a person drives it: cookies, tabs, addresses, restarts."""

import importlib
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect
from streamlit.web.server.starlette import starlette_routes

from core.codes import Role
from pages.shared.gate import FOLDERS
from pages.shared.session_routes import ROUTES
from tests import databases
from tests.browser.conftest import Servers
from tests.browser.steps import give_code, sign_in, sign_in_by_form, sign_out
from tests.factories import put_case, put_session
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_signing_in import put_factor

pytestmark = pytest.mark.browser
NEW_PASSWORD = "syv stille søer"
ENDED = "Du er logget ud"


def karen():
    return put_account_with_password(Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A server for the tests that leave it as it was, and the id of a session in its store."""
    made = []

    def fill():
        put_case("Vilma Vildspor")
        put_account_with_password(Role.STEERING_GROUP, username="stine", name="Stine Steen")
        here = karen()
        put_factor(here.account_id)
        made.append(put_session(here))

    servers = Servers(tmp_path_factory.mktemp("standing"))
    yield servers.start(fill), made[0]
    servers.stop()


def form_of(page):
    return page.get_by_label("Brugernavn", exact=True)


def signed_in_as(page):
    return page.get_by_text("Logget ind som Karen Kold")


def session_cookie(page):
    return next(one for one in page.context.cookies() if one["name"] == "ungespor")


def status_of(url, method="GET", body=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body, method=method, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_page_opened_first_on_a_fresh_server_shows_nothing_but_the_form(standing, browser_page):
    one, _ = standing
    browser_page.goto(f"{one.url}/closure?case=1001")
    expect(form_of(browser_page)).to_be_visible()
    shown = browser_page.inner_text("body")
    assert "Vilma" not in shown
    assert "Afslutning" not in shown
    assert browser_page.url == f"{one.url}/closure?case=1001"


@pytest.mark.asvs("3.3.2", "3.3.4", "7.4.1", "7.4.4", "14.2.3")
def test_a_session_lives_through_a_reload_and_dies_with_the_sign_out(standing, new_browser):
    one, _ = standing
    page = new_browser().new_page()
    sign_in_by_form(page, one.url, "karen", PASSWORD, path="/my_account?case=1001")
    give_code(page)
    expect(signed_in_as(page)).to_be_visible()
    assert page.url == f"{one.url}/my_account?case=1001"
    expect(page.get_by_role("heading", name="Min konto")).to_be_visible()

    cookie = session_cookie(page)
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert page.evaluate("document.cookie").find("ungespor") == -1

    page.reload()
    expect(signed_in_as(page)).to_be_visible()

    second_tab = page.context.new_page()
    # Its script asks at once whether the session stands, and again in a minute: not in between.
    with second_tab.expect_response("**/session/left"):
        second_tab.goto(f"{one.url}/settings")
    expect(second_tab.get_by_role("link", name="Konti")).to_be_visible()
    sign_out(page)
    assert "ungespor" not in {one["name"] for one in page.context.cookies()}
    second_tab.get_by_role("link", name="Konti").click()
    expect(second_tab.get_by_text(ENDED)).to_be_visible()
    expect(signed_in_as(second_tab)).to_have_count(0)

    thief = new_browser()
    thief.add_cookies([cookie])
    replayed = thief.new_page()
    replayed.goto(f"{one.url}/settings")
    expect(form_of(replayed)).to_be_visible()
    expect(signed_in_as(replayed)).to_have_count(0)


def test_a_new_password_signs_out_the_other_browser_and_keeps_this_one(server, new_browser):
    one = server(karen)
    here, there = new_browser().new_page(), new_browser().new_page()
    for page in (here, there):
        sign_in(page, one.url, "karen", PASSWORD, path="/my_account")
    old = session_cookie(here)["value"]
    here.get_by_label("Nuværende adgangskode").fill(PASSWORD)
    here.get_by_label("Ny adgangskode").fill(NEW_PASSWORD)
    here.get_by_label("Den nye adgangskode igen").fill(NEW_PASSWORD)
    here.get_by_role("button", name="Skift adgangskode").click()
    expect(here.get_by_text("Sidst skiftet")).to_be_visible()
    expect(signed_in_as(here)).to_be_visible()
    assert session_cookie(here)["value"] != old

    there.get_by_role("link", name="Konti").click()
    expect(there.get_by_text(ENDED)).to_be_visible()
    form_of(there).fill("karen")
    there.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    there.get_by_role("button", name="Log ind").click()
    expect(there.get_by_text("Brugernavn og adgangskode passer ikke sammen.")).to_be_visible()


def test_an_address_outside_ones_roles_is_refused_in_danish(standing, browser_page):
    one, _ = standing
    sign_in(browser_page, one.url, "stine", PASSWORD, path="/accounts")
    expect(browser_page.get_by_text("Det har du ikke adgang til.")).to_be_visible()
    expect(browser_page.get_by_role("link", name="Konti")).to_have_count(0)


def test_a_session_survives_a_restart_of_the_server(server, browser_page):
    one = server(karen)
    sign_in(browser_page, one.url, "karen", PASSWORD, path="/settings")
    one.stop()
    again = server(again=one)
    browser_page.goto(f"{again.url}/settings")
    expect(signed_in_as(browser_page)).to_be_visible()


def test_an_identity_that_the_client_sends_is_thrown_away(standing, new_browser):
    one, session_id = standing
    context = new_browser()
    context.set_extra_http_headers({"X-Ungespor-Session": session_id})
    page = context.new_page()
    page.goto(f"{one.url}/settings")
    expect(form_of(page)).to_be_visible()
    assert status_of(f"{one.url}/session/left", X_Ungespor_Session=session_id) == 403


def test_files_uploads_and_figures_are_refused_without_a_session(standing):
    one, _ = standing
    assert status_of(f"{one.url}/media/whatever.csv") == 403
    assert status_of(f"{one.url}/_stcore/metrics") == 404
    assert status_of(f"{one.url}/_stcore/upload_file/a/b", "PUT", b"x") == 403
    assert status_of(f"{one.url}/_stcore/health") == 200


EVERYBODY = {"/_stcore/health": 200, "/_stcore/host-config": 200, "/session/link": 200, "/": 200}
NOBODY = {
    "/media/{file_id:path}": 403,
    "/_stcore/upload_file/{session_id}/{file_id}": 403,
    "/session/left": 403,
    "/docs": 404,
    "/.git/config": 404,
    "/pages/accounts.py": 404,
    "/static/js/": 404,
}
"""What is answered to whom; every other route of the server's is nothing, to anybody."""


def routes():
    """The addresses that the installed Streamlit serves, as its own modules name them."""
    folder = Path(starlette_routes.__file__).parent
    found = set()
    for file in folder.glob("starlette_*.py"):
        module = importlib.import_module(f"streamlit.web.server.starlette.{file.stem}")
        named = [value for key, value in vars(module).items() if "ROUTE_" in key]
        texts = [value for value in named if isinstance(value, str) and ".." not in value]
        found |= {f"/{value.lstrip('/')}" for value in texts}
    return found | {route.path for route in ROUTES}


def answer_to(url, method="GET", cookie=""):
    request = urllib.request.Request(url, method=method, headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers


@pytest.mark.asvs("13.4.1", "13.4.2", "13.4.3", "13.4.4", "13.4.5", "3.4.1", "3.4.2", "3.4.3")
@pytest.mark.asvs("3.4.4", "3.4.5", "3.4.6", "3.4.8")
def test_every_route_is_shut_that_need_not_be_open_and_every_answer_has_the_headers(standing):
    one, _ = standing
    seen = routes()
    assert {"/_stcore/metrics", "/_stcore/agent/mcp", "/auth/login", "/session/stay"} <= seen
    for path in sorted(seen | set(EVERYBODY) | set(NOBODY)):
        shut = 403 if path.startswith(FOLDERS) else 404
        expected = EVERYBODY.get(path) or NOBODY.get(path, shut)
        status, headers = answer_to(one.url + re.sub(r"\{[^}]*\}", "x", path))
        if path.startswith("/session/") and path not in NOBODY:
            assert status in {200, 403, 405}, path
        else:
            assert status == expected, path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert headers["Cache-Control"] == "no-store", path
        assert headers["Access-Control-Allow-Origin"] is None, path
        assert headers["Set-Cookie"] is None or path == "/session/end", path
    assert answer_to(one.url, "TRACE")[0] == 405


@pytest.mark.asvs("3.5.1")
def test_a_ticket_is_taken_from_our_own_pages_only(standing):
    one, _ = standing
    begin = f"{one.url}/session/begin"
    assert status_of(begin, "POST", b"made-up") == 403
    assert status_of(begin, "POST", b"made-up", Origin="https://elsewhere.example") == 403
    assert status_of(begin, "POST", b"made-up", Origin=one.url) == 403
    assert status_of(begin) in {200, 405}


def test_the_first_administrator_comes_in_with_the_code_from_the_terminal(server, browser_page):
    one = server()
    code = next(line.rsplit(" ", 1)[1] for line in one.said().splitlines() if "Engangskode" in line)
    page = browser_page
    page.goto(one.url)
    page.get_by_label("Engangskode").fill("AAAA-AAAA-AAAA")
    page.get_by_label("Navn", exact=True).fill("Lone Leder")
    page.get_by_label("Brugernavn").fill("lone")
    page.get_by_label("Adgangskode (mindst 12 tegn)").fill(PASSWORD)
    page.get_by_label("Adgangskoden igen").fill(PASSWORD)
    page.get_by_role("button", name="Opret administrator").click()
    expect(page.get_by_text("Koden passer ikke. Du har 4 forsøg tilbage.")).to_be_visible()
    page.get_by_label("Engangskode").fill(code)
    page.get_by_role("button", name="Opret administrator").click()
    expect(page.get_by_text("Log ind i to trin")).to_be_visible()


@pytest.mark.duckdb_only("several processes share a server")
def test_a_store_in_use_ends_the_start_with_one_sentence(standing):
    one, _ = standing
    said = start_and_end({"UNGESPOR_DATABASE_URL": one.store_url})
    assert "bruges allerede" in said
    assert "Traceback" not in said


def test_a_weak_key_ends_the_start_with_one_sentence(tmp_path):
    store_url = databases.fresh(tmp_path)
    said = start_and_end({"UNGESPOR_DATABASE_URL": store_url, "UNGESPOR_SECRET_KEY": "some_key"})
    databases.remove(store_url)
    assert "Den skal være tilfældig og mindst 32 tegn" in said
    assert "Traceback" not in said


def test_a_setting_that_can_not_be_read_ends_the_start(tmp_path):
    store_url = f"duckdb:///{tmp_path / 'store.duckdb'}"
    said = start_and_end({"UNGESPOR_DATABASE_URL": store_url, "UNGESPOR_IDLE_MINUTES": "0"})
    assert "idle_minutes" in said


def start_and_end(settings):
    """What the terminal says of a server that can not start."""
    ended = subprocess.run(
        [sys.executable, "-m", "uvicorn", "streamlit_app:app", "--port", "0"],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    return ended.stdout + ended.stderr
