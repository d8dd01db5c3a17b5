"""A browser's part of Streamlit's WebSocket, without the browser: open a page, run it again.

Measured is the time from the request to the end of the script run, with every message received.
Written for Streamlit 1.67.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60.0
"""Seconds to wait for one message."""


class PageBroken(Exception):
    """The page was not found, raised an exception or did not finish."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page lies; `cookie` is a whole header value."""

    port: int
    page: str = ""
    query: str = ""
    cookie: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What the handshake carries besides."""
        return {"Cookie": self.cookie} if self.cookie else {}


@dataclass(slots=True)
class Run:
    """One script run: seconds, messages, elements drawn, charts and headings among them."""

    seconds: float = 0.0
    messages: int = 0
    elements: int = 0
    charts: int = 0
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Visit:
    """An open page. What the server said may be kept is kept, as a browser does."""

    socket: ClientConnection
    address: Address
    page_hash: str = ""
    kept: set[str] = field(default_factory=set)

    def first_run(self) -> Run:
        """Open the page."""
        return self._run(self.address.page)

    def rerun(self) -> Run:
        """Run the page again as it stands."""
        return self._run("")

    def _run(self, page: str) -> Run:
        run, began = Run(), time.perf_counter()
        self.socket.send(self.request(page))
        while not self.take(self.socket.recv(timeout=PATIENCE), run):
            pass
        run.seconds = time.perf_counter() - began
        return run

    def request(self, page: str) -> bytes:
        """The message that asks for a run: of a page by its name, or of the one in sight."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.address.query
        asked.page_name = page
        asked.page_script_hash = self.page_hash
        asked.cached_message_hashes.extend(self.kept)
        asked.context_info.timezone = "Europe/Copenhagen"
        asked.context_info.locale = "da-DK"
        return bytes(message.SerializeToString())

    def take(self, data: str | bytes, run: Run) -> bool:
        """Read one message; whether it was the last. Raises PageBroken."""
        message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
        kind = message.WhichOneof("type")
        run.messages += 1
        if message.hash and message.metadata.cacheable and kind != "ref_hash":
            self.kept.add(message.hash)
        if kind == "navigation":
            # Without it the next run would be of the home page.
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_not_found":
            raise PageBroken(self.address.page)
        elif kind == "delta":
            _look_at(message, run)
        return kind == "script_finished" and _is_end(message)


def _look_at(message: ForwardMsg, run: Run) -> None:
    if message.delta.WhichOneof("type") != "new_element":
        return
    element = message.delta.new_element
    run.elements += 1
    run.charts += "chart" in (element.WhichOneof("type") or "")
    if element.WhichOneof("type") == "exception":
        raise PageBroken(f"{element.exception.type}: {element.exception.message}")
    if element.WhichOneof("type") == "heading":
        run.texts.append(element.heading.body)


def _is_end(message: ForwardMsg) -> bool:
    status = message.script_finished
    if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        return False
    if status != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise PageBroken(ForwardMsg.ScriptFinishedStatus.Name(status))
    return True


@contextmanager
def visiting(address: Address) -> Iterator[Visit]:
    """An open WebSocket to the page; nothing has run yet."""
    with connect(
        f"ws://127.0.0.1:{address.port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=address.headers,
        compression=None,
        max_size=None,
        ping_interval=None,
    ) as socket:
        yield Visit(socket, address)


def first_page(address: Address) -> Run:
    """A fresh session: its seconds count from the handshake to the end of the first run."""
    began = time.perf_counter()
    with visiting(address) as visit:
        run = visit.first_run()
        run.seconds = time.perf_counter() - began
        return run
