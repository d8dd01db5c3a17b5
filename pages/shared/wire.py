"""What passes over a WebSocket: of all that a client may ask of Streamlit, what our pages need.

The rest serves people who write the program on their own machine: it tells file names of the
folder that the program lies in, and writes into it. It is dropped without an answer. Going out,
the place of the program and the versions of its parts are taken away. Written for Streamlit 1.67.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

# Its types are a package of their own, which nothing else here needs.
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ASKED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
"""What a browser with one of our pages sends."""
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
"""And of the operations of the server: a file made when it is fetched, the next rows of a table."""
LARGEST = 2_000_000
"""Bytes of one message; the longest form, with all its fields full, has a tenth of that."""
PLACE = str(Path(__file__).resolve().parent).encode()


class Wire:
    """Lets through what our pages need."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One WebSocket; all else passes untouched."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def received() -> Message:
            message = await receive()
            while message["type"] == "websocket.receive" and not is_ours(message.get("bytes")):
                await asyncio.sleep(0)
                message = await receive()
            return message

        async def sent(message: Message) -> None:
            data = message.get("bytes")
            if data and PLACE in data:
                message["bytes"] = without_place(data)
            await send(message)

        await self.app(scope, received, sent)


def is_ours(data: bytes | None) -> bool:
    """Whether one of our pages in a browser sends such a message."""
    if not data or len(data) > LARGEST:
        return False
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return False
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ASKED


def without_place(data: bytes) -> bytes:
    """The first message of a run without the folder of the program and what it runs on."""
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") == "new_session":
        message.new_session.main_script_path = message.new_session.name
        about = message.new_session.initialize.environment_info
        about.python_version = about.server_os = ""
    return bytes(message.SerializeToString())
