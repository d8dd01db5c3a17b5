"""The example for nginx, run: what comes through to the program, and what does not."""

import http.client
import json
import socket
import ssl
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
import websockets.sync.client as sockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.codes import Role
from db.clock import now
from db.models import SessionRow
from db.municipalities.places import Municipality
from db.municipalities.proxy import nginx
from db.queries.session_limits import token_hash
from tests.browser.conftest import Servers, _free_port
from tests.deploy.proxy import NAME, Proxy
from tests.factories import put
from tests.factories_accounts import put_account_with_password

COOKIE = "a-cookie-of-forty-three-signs-that-is-known-here"


async def _echo(scope, receive, send):
    """Says what a program behind the proxy is told of who calls."""
    if scope["type"] != "http":
        return
    said = {name.decode(): value.decode() for name, value in scope["headers"]}
    told = {"client": scope["client"][0], "scheme": scope["scheme"], "path": scope["path"]}
    told |= {"port": scope["server"][1], **said}
    body = json.dumps(told).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def _echoing():
    """A program that echoes, served as the unit serves ours."""
    port = _free_port()
    server = uvicorn.Server(
        uvicorn.Config(
            _echo,
            port=port,
            log_level="error",
            proxy_headers=True,
            server_header=False,
            forwarded_allow_ips="127.0.0.1",
            lifespan="off",
        )
    )
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield port
    finally:
        server.should_exit = True
        running.join(timeout=30)


@pytest.fixture(scope="module")
def echoed(tmp_path_factory):
    """The example before a program that says what it is told."""
    with _echoing() as program, Proxy(tmp_path_factory.mktemp("echo"), program) as one:
        yield one


def test_each_municipality_is_reached_by_its_name_and_no_other_is(tmp_path):
    with _echoing() as aarhus, _echoing() as odense:
        them = [
            Municipality(name, tmp_path / name, port)
            for name, port in (("aarhus", aarhus), ("odense", odense))
        ]
        with Proxy(tmp_path, 0, nginx(them, NAME)) as proxy:
            for each in them:
                _, _, said = proxy.ask("/status", name=f"{each.name}.{NAME}")
                assert json.loads(said)["port"] == each.port
            for stranger in (NAME, f"roskilde.{NAME}"):
                with pytest.raises((ssl.SSLError, ConnectionError)):
                    proxy.ask("/status", name=stranger)


def test_the_program_is_told_who_really_calls_and_under_which_name(echoed):
    forged = {
        "X_Forwarded_For": "203.0.113.9",
        "X_Forwarded_Proto": "http",
        "Forwarded": "for=203.0.113.9",
        "X_Real_IP": "203.0.113.9",
        "X_Ungespor_Session": "made-up",
    }
    _, _, said = echoed.ask("/status", source="127.0.0.5", **forged)
    told = json.loads(said)
    assert (told["client"], told["scheme"]) == ("127.0.0.5", "https")
    assert told["host"] == f"{NAME}:{echoed.port}"
    assert "203.0.113.9" not in said
    assert "made-up" not in said


@pytest.mark.asvs("12.1.1", "12.2.1")
def test_only_tls_1_2_and_newer_is_spoken_and_the_open_line_leads_there(echoed):
    for version, works in ((ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_3, True)):
        context = echoed.tls(least=version)
        context.maximum_version = version
        with socket.create_connection(("127.0.0.1", echoed.port), 20) as raw:
            if works:
                context.wrap_socket(raw, server_hostname=NAME).close()
            else:
                with pytest.raises((ssl.SSLError, ConnectionError)):
                    context.wrap_socket(raw, server_hostname=NAME)
    plain = http.client.HTTPConnection("127.0.0.1", echoed.plain, timeout=20)
    plain.request("GET", "/young_person?case=1001", headers={"Host": NAME})
    answer = plain.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{NAME}/young_person"


@pytest.mark.asvs("3.4.1", "13.4.6")
def test_browsers_are_told_once_to_keep_to_tls_and_nobody_is_told_versions(echoed):
    _, headers, _ = echoed.ask("/")
    assert headers.get_all("Strict-Transport-Security") == ["max-age=63072000"]
    assert headers["Server"] == "nginx"


@pytest.mark.asvs("13.4.1", "13.4.4", "13.4.5")
def test_hidden_files_figures_and_odd_methods_stop_at_the_door(echoed):
    for path in ("/.git/config", "/a/.env", "/.streamlit/secrets.toml", "/_stcore/metrics"):
        assert echoed.ask(path)[0] == 404, path
    for method in ("TRACE", "CONNECT", "PATCH", "PROPFIND"):
        assert echoed.ask("/", method)[0] in {400, 405}, method


def test_a_name_that_is_not_ours_gets_no_answer(echoed):
    with pytest.raises((ssl.SSLError, ConnectionError)):
        echoed.ask("/", name="other.example")
    plain = http.client.HTTPConnection("127.0.0.1", echoed.plain, timeout=20)
    plain.request("GET", "/", headers={"Host": "other.example"})
    with pytest.raises(http.client.RemoteDisconnected):
        plain.getresponse()


def test_large_bodies_are_taken_where_files_are_uploaded_and_nowhere_else(echoed):
    large = b"x" * 100_000
    assert echoed.ask("/session/begin", "POST", large)[0] == 413
    assert echoed.ask("/_stcore/upload_file/a/b", "PUT", large)[0] == 200


@pytest.mark.asvs("14.2.1", "16.2.5")
def test_the_logs_hold_no_case_number_no_code_and_no_cookie(echoed):
    echoed.ask("/young_person?case=1001", Cookie="__Host-ungespor=hemmelig")
    echoed.ask("/sign-on/callback?code=koden&state=x", Referer="https://x.example/?case=1002")
    echoed.ask("/session/begin?case=1003", "POST", b"x" * 100_000)
    time.sleep(0.2)
    logs = "".join(file.read_text() for file in echoed.folder.glob("*.log"))
    assert "GET /young_person 200" in logs
    assert "/sign-on/callback" in logs
    for secret in ("1001", "1002", "1003", "koden", "hemmelig"):
        assert secret not in logs


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The example before our program, in which Karen Kold is signed in."""

    def fill():
        here = put_account_with_password(Role.ADMINISTRATOR)
        times = dict.fromkeys(("started_time", "seen_time", "second_factor_time"), now())
        row = {"account_id": here.account_id, "cookie_hash": token_hash(COOKIE), **times}
        put(SessionRow(id="s-1", **row))

    servers = Servers(tmp_path_factory.mktemp("served"))
    port = _free_port()
    one = servers.start(fill, secure_cookies=True, address=f"https://{NAME}:{port}")
    with Proxy(tmp_path_factory.mktemp("proxy"), int(one.url.rpartition(":")[2])) as proxy:
        yield proxy
    servers.stop()


def test_a_page_is_drawn_through_the_proxy_for_who_holds_the_secure_cookie(served):
    status, headers, _ = served.ask("/my_account")
    assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/html")
    assert "Karen Kold" in drawn(served, "my_account", Cookie=f"__Host-ungespor={COOKIE}")
    assert "Karen Kold" not in drawn(served, "my_account", Cookie=f"ungespor={COOKIE}")


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")
def test_behind_tls_the_cookie_is_of_this_host_alone_and_no_script_reads_it(served):
    _, headers, _ = served.ask("/session/end")
    name, *rules = (part.strip().casefold() for part in headers["Set-Cookie"].split(";"))
    assert name.startswith("__host-ungespor=")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= set(rules)
    assert not any(rule.startswith("domain") for rule in rules)


def test_a_page_of_another_site_gets_no_line_through_the_proxy(served):
    with pytest.raises(Exception, match="403"):
        drawn(served, "my_account", origin="https://other.example")


def drawn(proxy, page, origin=None, **headers):
    """All that is sent to a browser that opens the page over the WebSocket."""
    raw = socket.create_connection(("127.0.0.1", proxy.port), 20)
    address = f"wss://{NAME}:{proxy.port}/_stcore/stream"
    with sockets.connect(
        address,
        sock=raw,
        ssl=proxy.tls(),
        origin=origin or f"https://{NAME}:{proxy.port}",
        subprotocols=["streamlit"],
        additional_headers=headers,
        max_size=None,
    ) as line:
        asked = BackMsg()
        asked.rerun_script.page_name = page
        line.send(asked.SerializeToString())
        said = b""
        while True:
            part = line.recv(timeout=60)
            said += part
            if ForwardMsg.FromString(part).WhichOneof("type") == "script_finished":
                return said.decode("utf-8", "replace")
