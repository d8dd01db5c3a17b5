"""The gate alone, around an app that only says what it was asked: no server, no browser."""

import asyncio
import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.codes import Role
from core.words import phrase
from db.engine import transaction
from db.models import SessionRow
from db.queries.session_limits import token_hash
from db.settings import settings
from pages.shared.gate import Gate
from pages.shared.headers import worded
from pages.shared.scripts import OURS, STREAMLIT_PAGE, content_policy
from tests.factories import put_account, put_session
from tests.pages.app import ENTRY

pytestmark = pytest.mark.usefixtures("store")


def in_a_thread(told):
    """Run it apart: the browser of other tests keeps a loop in this thread."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, told).result()


def asked(path, method="GET", fails=False, **headers):
    """Status, headers, body and what the app behind the gate was given."""
    sent, given = [], []

    async def app(scope, receive, send):
        given.append(dict(scope["headers"]))
        if fails:
            raise ValueError
        start = {"type": "http.response.start", "status": 200}
        await send({**start, "headers": [(b"content-type", b"text/html; charset=utf-8")]})
        await send({"type": "http.response.body", "body": STREAMLIT_PAGE.read_bytes()})

    async def send(message):
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": named}
    try:
        in_a_thread(Gate(app)(scope, None, send))
    except ValueError:
        assert fails
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body.decode(), given


def cookie_for(*roles, language="da", **columns):
    """The cookie header of a session of somebody with these roles."""
    session_id = put_session(put_account(*roles, language=language))
    with transaction() as session:
        row = session.get_one(SessionRow, session_id)
        row.cookie_hash = token_hash("a cookie")
        for name, value in columns.items():
            setattr(row, name, value)
    return session_id, "ungespor=a cookie"


@pytest.mark.asvs("3.4.3", "3.4.6")
def test_the_policy_names_every_inline_script_by_its_hash_and_allows_no_other():
    policy = dict(part.split(" ", 1) for part in content_policy().split("; "))
    inline = re.findall(r"<script>(.*?)</script>", STREAMLIT_PAGE.read_text(), re.DOTALL)
    assert len(inline) == 1
    for script in (*inline, *OURS):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]
    assert policy["script-src"].count("sha256-") == len(OURS) + 1
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"


def test_scripts_run_from_two_files_that_draw_the_constants_alone():
    users = [
        file.name
        for file in (ENTRY.parent / "pages").rglob("*.py")
        if "unsafe_allow_javascript=True" in file.read_text()
    ]
    assert sorted(users) == ["idle.py", "sign_in.py"]


@pytest.mark.asvs("3.4.1")
def test_behind_tls_browsers_are_told_to_speak_nothing_else_for_two_years(monkeypatch):
    assert b"strict-transport-security" not in asked("/status")[1]
    monkeypatch.setattr(settings(), "secure_cookies", True)
    told = asked("/status")[1][b"strict-transport-security"].decode()
    assert told == "max-age=63072000; includeSubDomains"


def test_a_page_is_in_the_readers_language_and_points_to_nothing_that_is_shut():
    _, cookie = cookie_for(Role.REFERRER, language="en")
    assert '<html lang="da">' in asked("/status")[2]
    status, headers, body, _ = asked("/status", cookie=cookie)
    assert (status, headers[b"content-length"]) == (200, str(len(body.encode())).encode())
    assert '<html lang="en">' in body
    assert phrase("en", "app.needs_script") in body
    assert "_stcore/agent" not in worded(STREAMLIT_PAGE.read_text(), "da")


@pytest.mark.asvs("13.4.1", "13.4.5", "13.4.7")
@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/docs", "/pages/accounts.py", "/../etc/passwd", "/_stcore/metrics", "/a/b"],
)
def test_an_address_that_is_not_known_never_reaches_the_app(path):
    _, cookie = cookie_for(Role.ADMINISTRATOR)
    status, headers, _, given = asked(path, cookie=cookie)
    assert (status, given) == (404, [])
    assert headers[b"cache-control"] == b"no-store"


@pytest.mark.asvs("3.5.1")
@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "null"])
def test_what_is_sent_from_elsewhere_is_turned_away(origin):
    _, cookie = cookie_for(Role.ADMINISTRATOR)
    headers = {"cookie": cookie, "host": "ungespor.example"} | (
        {"origin": origin} if origin else {}
    )
    assert asked("/session/stay", "POST", **headers)[::3] == (403, [])
    headers["origin"] = "https://ungespor.example"
    assert asked("/session/stay", "POST", **headers)[0] == 200


@pytest.mark.asvs("13.4.4", "13.4.2")
def test_other_methods_are_refused_and_a_fault_tells_nothing_with_all_headers():
    assert asked("/status", "TRACE")[0] == 405
    status, headers, body, _ = asked("/status", fails=True)
    assert (status, body) == (500, "500")
    assert b"content-security-policy" in headers


def test_the_identity_is_ours_and_a_half_session_gets_no_file():
    session_id, cookie = cookie_for(Role.ADMINISTRATOR, second_factor_time=None)
    given = asked("/status", cookie=cookie, x_ungespor_session="made up")[3]
    assert given[0][b"x-ungespor-session"].decode() == session_id
    assert asked("/media/a.csv", cookie=cookie)[0] == 403
    assert asked("/media/a.csv")[0] == 403
