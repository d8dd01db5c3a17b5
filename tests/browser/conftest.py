"""A running server on a store of its own, and a real Chromium."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
)

from db.engine import close_store, open_store
from db.migrate import migrate
from tests import databases
from tests.browser.serving import Served
from tests.browser.steps import plant_sessions, served_again

PATIENCE = 60
OUR_HOSTS = frozenset({"localhost", "127.0.0.1"})
OUR_DOMAIN = ".localhost"
"""Names under it are this machine's, and no other is asked for them (RFC 6761)."""


@dataclass
class Server:
    """The app as it is served, with what its terminal says."""

    url: str
    store_url: str
    log: Path
    process: Served = field(repr=False)

    def said(self) -> str:
        """All that the terminal shows."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)


class Servers:
    """Starts servers on stores in a folder, and ends them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[Server] = []
        self.laid: list[str] = []

    def start(
        self,
        fill: Callable[[], object] | None = None,
        *,
        again: Server | None = None,
        **settings: object,
    ) -> Server:
        """Fill a fresh store in this process, close it, and serve it.

        Further keyword arguments become settings (`idle_minutes=1` is `UNGESPOR_IDLE_MINUTES`).
        With `again=SERVER` the store of an earlier, stopped server is served.
        """
        number = len(self.started)
        if again is None:
            store_url = databases.laid(self.folder / f"{number}.duckdb")
            self.laid.append(store_url)
            _fill(store_url, fill)
        else:
            store_url = again.store_url
        one = _serve(store_url, self.folder / f"{number}.log", settings)
        self.started.append(one)
        if again is not None:
            served_again(again.url, one.url)
        return one

    def stop(self) -> None:
        """End those that still run, and remove their stores from a server of databases."""
        for one in self.started:
            if one.process.poll() is None:
                one.stop()
        for store_url in self.laid:
            databases.remove(store_url)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """`server(fill, ...)` starts a server on a fresh store; see `Servers.start`."""
    servers = Servers(tmp_path)
    yield servers.start
    servers.stop()


def _fill(store_url: str, fill: Callable[[], object] | None) -> None:
    migrate(open_store(store_url))
    try:
        if fill is not None:
            fill()
        plant_sessions()
    finally:
        close_store()


def _serve(store_url: str, log: Path, settings: dict[str, object]) -> Server:
    port = _free_port()
    named = {f"UNGESPOR_{name.upper()}": str(value) for name, value in settings.items()}
    url = f"http://localhost:{port}"
    where = {"UNGESPOR_DATABASE_URL": store_url, "UNGESPOR_ADDRESS": url}
    process = Served(port, log, databases.served_with() | where | named)
    one = Server(url, store_url, log, process)
    _wait_until_it_answers(one)
    return one


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_until_it_answers(one: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if one.process.poll() is not None:
            pytest.fail(f"the server ended: {one.said()}")
        try:
            with urllib.request.urlopen(f"{one.url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the server did not answer: {one.said()}")


@pytest.fixture
def new_browser(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers that share nothing with each other, Danish, without animations.

    `trusting` ones take a certificate that a test has signed for itself.
    Whatever a test does, no foreign host is called and our own policy stops nothing of ours.
    """
    contexts: list[BrowserContext] = []
    strange: list[str] = []

    def make(width: int = 1280, height: int = 900, *, trusting: bool = False) -> BrowserContext:
        context = chromium.new_context(
            locale="da-DK",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            ignore_https_errors=trusting,
        )
        context.set_default_timeout(PATIENCE * 1000 / 3)
        _watch(context, strange)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert strange == []


def _watch(context: BrowserContext, strange: list[str]) -> None:
    def called(request: Request) -> None:
        where = urlsplit(request.url)
        host = where.hostname or ""
        ours = host in OUR_HOSTS or host.endswith(OUR_DOMAIN)
        if where.scheme in {"http", "https", "ws", "wss"} and not ours:
            strange.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            strange.append(message.text)

    context.on("request", called)
    context.on("console", said)


@pytest.fixture
def browser_page(new_browser: Callable[..., BrowserContext]) -> Page:
    """A page of a fresh browser."""
    return new_browser().new_page()
