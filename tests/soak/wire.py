"""A client of the app that keeps to no rule: it sends what it likes and looks at all that comes."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from tests.browser.serving import PROJECT

PATIENCE = 60.0
"""Seconds to wait for one message."""

QUIET = 0.7
"""Seconds without a message, and the server has said what it had to say."""

TOLD = re.compile(
    rb"Traceback|site-packages|streamlit_app|\.py[\"',: ]|"
    rb"\b[A-Za-z]{2,40}(?:Error|Exception)\b|" + re.escape(str(PROJECT)).encode()
)
"""What tells how the program is made: traces, paths, names of exceptions."""


@dataclass
class Answer:
    """What one run sent: its messages as bytes, the widgets drawn, how it ended."""

    sent: list[bytes] = field(default_factory=list)
    widgets: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    strings: list[tuple[str, str]] = field(default_factory=list)
    """Every text sent, with where it stands: `markdown.body`."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """The pages that it leads to, with their query."""
    exceptions: int = 0
    end: str = ""

    @property
    def told(self) -> set[bytes]:
        """What no message may tell."""
        return {found for each in self.sent for found in TOLD.findall(each)}

    @property
    def words(self) -> str:
        """All texts on the page, joined."""
        return "\n".join(self.texts)


@dataclass
class Client:
    """One tab. `page_hash` is sent as it stands, where no page is named: it would go before it."""

    socket: ClientConnection
    page_hash: str = ""

    def ask(self, page: str = "", query: str = "", states: Sequence[WidgetState] = ()) -> Answer:
        """Ask for a run and read until its end."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.query_string = page, query
        asked.page_script_hash = "" if page else self.page_hash
        asked.widget_states.widgets.extend(states)
        self.socket.send(bytes(message.SerializeToString()))
        return self.read()

    def read(self) -> Answer:
        """All messages until a run has ended."""
        answer = Answer()
        while not answer.end:
            data = self.socket.recv(timeout=PATIENCE)
            answer.sent.append(data if isinstance(data, bytes) else data.encode())
            self._take(ForwardMsg.FromString(answer.sent[-1]), answer)
        return answer

    def rest(self) -> list[str]:
        """The kinds of all that still comes, until nothing does."""
        kinds: list[str] = []
        with suppress(TimeoutError):
            while True:
                data = self.socket.recv(timeout=QUIET)
                kinds.append(str(ForwardMsg.FromString(data).WhichOneof("type")))
        return kinds

    def _take(self, message: ForwardMsg, answer: Answer) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "delta":
            answer.strings += _strings(message.delta, "")
            if message.delta.WhichOneof("type") == "new_element":
                _note_element(message.delta.new_element, answer)
        elif kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                answer.end = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
        elif kind == "session_event":
            answer.exceptions += message.session_event.HasField("script_compilation_exception")


def _strings(message: Any, place: str) -> Iterator[tuple[str, str]]:
    for each, value in message.ListFields():
        here = f"{place}.{each.name}" if place else each.name
        for one in [value] if not hasattr(value, "append") and not hasattr(value, "add") else value:
            if isinstance(one, str):
                yield here, one
            elif hasattr(one, "ListFields"):
                yield from _strings(one, here)


def _note_element(element: Any, answer: Answer) -> None:
    name = element.WhichOneof("type")
    inner = getattr(element, name)
    answer.exceptions += name == "exception"
    if getattr(inner, "id", ""):
        answer.widgets.append((name, inner.id))
    if name == "page_link":
        answer.links.append((inner.page, inner.query_string))
    answer.texts += [
        getattr(inner, each)
        for each in ("body", "label", "markdown")
        if isinstance(getattr(inner, each, None), str)
    ]


@contextmanager
def tab(port: int, cookie: str | None = None, **headers: str) -> Iterator[Client]:
    """An open socket; `cookie` is a whole header value."""
    sent = headers | ({"Cookie": cookie} if cookie else {})
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=sent,
        compression=None,
        max_size=None,
        open_timeout=PATIENCE,
        close_timeout=1,
        ping_interval=None,
    ) as socket:
        yield Client(socket)
