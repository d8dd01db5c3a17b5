"""A person's WebSocket with everything that comes over it: the bytes, the words, the tables.

Beside the raw bytes of each message every text field is read, and every byte field that is an
Arrow table is decoded: what a table packs can not hide from a search.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.websocket_client import Address, Run, Visit, visiting


@dataclass
class Tapped(Visit):
    """A visit that keeps what was sent to it, and can say what it likes of its widgets."""

    received: list[bytes] = field(default_factory=list)
    forged: list[WidgetState] = field(default_factory=list)

    def take(self, data: str | bytes, run: Run) -> bool:
        self.received.append(data if isinstance(data, bytes) else data.encode())
        return Visit.take(self, data, run)

    def request(self, page: str) -> bytes:
        message = BackMsg.FromString(Visit.request(self, page))
        message.rerun_script.widget_states.widgets.extend(self.forged)
        return bytes(message.SerializeToString())

    def heard(self) -> bytes:
        """All since the last time it was asked, as one piece to search in."""
        taken, self.received = self.received, []
        return b"\n".join(piece for data in taken for piece in pieces(data))


@contextmanager
def tapping(address: Address) -> Iterator[Tapped]:
    """An open WebSocket to the page; nothing has run yet."""
    with visiting(address) as visit:
        yield Tapped(visit.socket, visit.address)


def told(port: int, cookie: str | None, page: str, query: str = "") -> bytes:
    """Everything that one visit to the page brings."""
    with tapping(Address(port, page, query, cookie)) as visit:
        visit.first_run()
        return visit.heard()


def pieces(data: bytes) -> Iterator[bytes]:
    """The message as it came, and what is in it field by field."""
    yield data
    yield from _fields(ForwardMsg.FromString(data))


def _fields(message: Message) -> Iterator[bytes]:
    for _, value in message.ListFields():
        repeated = hasattr(value, "append") or hasattr(value, "items")
        values: Any = value.values() if hasattr(value, "items") else value if repeated else [value]
        for each in values:
            if isinstance(each, Message):
                yield from _fields(each)
            elif isinstance(each, str):
                yield each.encode()
            elif isinstance(each, bytes):
                yield from _table(each)


def _table(packed: bytes) -> Iterator[bytes]:
    """The cells of an Arrow table; the bytes themselves where they are something else."""
    try:
        table = pa.ipc.open_stream(packed).read_all()
    except pa.ArrowInvalid:
        yield packed
        return
    for column in table.itercolumns():
        yield from (str(cell).encode() for cell in column.to_pylist() if cell is not None)


def elements(data: bytes) -> Iterator[Message]:
    """The elements that a message draws."""
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") == "delta" and message.delta.HasField("new_element"):
        yield message.delta.new_element
