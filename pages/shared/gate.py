"""Before any page: which addresses there are, who is calling by our cookie, and what is shut.

The only place that speaks HTTP, with `session_routes` for our own addresses. Streamlit takes the
identity from a header; here every copy a client sends of it is thrown away and the session behind
our cookie is put in its place.
"""

import traceback
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse

from core.errors import RuleBroken
from core.permissions import PAGES, Act, may
from core.records.people import Person
from core.words import DEFAULT, refusal_sentence
from db import actions, queries
from pages.shared import media
from pages.shared.headers import Answer, security_headers
from pages.shared.navigation import HOME
from pages.shared.scripts import STREAMLIT_PAGE
from pages.shared.session_routes import HEADER, QUIET, ROUTES, cookie_name
from pages.shared.sign_on import SIGN_ON_ROUTES
from pages.shared.start import finish, start

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "DELETE"}
PLACES = frozenset(
    {"/", "/favicon.png", f"/{HOME}", *(f"/{name}" for name in PAGES)}
    | {"/_stcore/health", "/_stcore/host-config"}
    | {route.path for route in (*ROUTES, *SIGN_ON_ROUTES)}
)
"""The addresses there are. What is neither here nor below is nothing, to anybody."""
FOLDERS = (media.MEDIA, media.UPLOADS)
BUNDLED = frozenset(
    f"/{file.relative_to(STREAMLIT_PAGE.parent).as_posix()}"
    for file in (STREAMLIT_PAGE.parent / "static").rglob("*")
    if file.is_file()
)
"""What Streamlit's own page loads."""
PUBLIC = ("/static/", "/_stcore/health", "/_stcore/host-config", "/favicon")
"""Beginnings of addresses that never depend on who is calling."""
STREAM = "/_stcore/stream"


class Gate:
    """Puts the session behind the cookie in the place of the identity header."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, one WebSocket, or the start and end of the server."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != STREAM:
            await _refuse_connection(scope, send)
            return
        media.watch()
        session_id = await run_in_threadpool(_session, scope)
        await self.app({**scope, "headers": _headers(scope, session_id)}, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; a fault is answered with the headers of all answers, and told further."""
        path = str(scope["path"])
        public = path.startswith(PUBLIC)
        session_id = None if public else await run_in_threadpool(_session, scope)
        here = await run_in_threadpool(_person, session_id) if session_id else None
        answer = Answer(send, path, here.language if here else DEFAULT)
        refused = await run_in_threadpool(_refused, scope, session_id, here)
        if refused:
            await PlainTextResponse(str(refused), refused)(scope, receive, answer)
            return
        whole = False
        try:
            await self.app({**scope, "headers": _headers(scope, session_id)}, receive, answer)
            whole = True
        finally:
            if not whole and not answer.started:
                await PlainTextResponse("500", 500)(scope, receive, answer)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Start; what hinders it is said in one sentence, without a traceback.

        A fault must be reported as a failed start too: the server takes an exception alone for a
        program that has no start, and would serve one that never started.
        """
        waiting, started, message = [await receive()], False, ""
        try:
            await run_in_threadpool(start)
            started = True
        except RuleBroken as refusal:
            message = refusal_sentence(DEFAULT, refusal)
        finally:
            if not started:
                said = message or traceback.format_exc()
                await send({"type": "lifespan.startup.failed", "message": said})
        if not started:
            return

        async def received() -> MutableMapping[str, Any]:
            return waiting.pop() if waiting else await receive()

        try:
            await self.app(scope, received, send)
        finally:
            await run_in_threadpool(finish)


def _refused(scope: Scope, session_id: str | None, here: Person | None) -> int:
    """The status with which a request is turned away; 0 where it is let in."""
    path = str(scope["path"])
    if path not in PLACES and path not in BUNDLED and not path.startswith(FOLDERS):
        return 404
    if scope["method"] not in METHODS:
        return 405
    if scope["method"] not in SAFE and not _from_our_page(scope):
        return 403
    if path.startswith(media.MEDIA):
        ours = session_id is not None and here is not None and media.made_for(path, session_id)
        return 0 if ours else 403
    if path.startswith(media.UPLOADS):
        return 0 if session_id is not None and _may_upload(path, session_id, here) else 403
    return 0


def _may_upload(path: str, session_id: str, here: Person | None) -> bool:
    """Large files lie in the memory: only from those who have a page for them, into it."""
    allowed = here is not None and may(here, Act.EXCHANGE_DATA)
    return allowed and media.uploads_to(path, session_id)


def _headers(scope: Scope, session_id: str | None) -> list[tuple[bytes, bytes]]:
    """The request's headers with our identity; a page is asked for as it is, so that it is read."""
    ours = [(HEADER, session_id.encode())] if session_id else []
    dropped = {HEADER, b"accept-encoding"} if scope["path"] in PLACES else {HEADER}
    return [(name, value) for name, value in scope["headers"] if name.lower() not in dropped] + ours


def _session(scope: Scope) -> str | None:
    cookie = _cookie(scope["headers"])
    session_id = queries.accounts.session_of(cookie) if cookie else None
    if session_id is not None and scope["path"] not in QUIET:
        actions.sessions.see(session_id)
    return session_id


def _person(session_id: str) -> Person | None:
    return queries.accounts.signed_in(session_id)


def _from_our_page(scope: Scope) -> bool:
    """Whether the browser says that a page of this very host asks."""
    named = dict(scope["headers"])
    origin = named.get(b"origin", b"").decode("latin-1")
    return bool(origin) and urlsplit(origin).netloc == named.get(b"host", b"").decode("latin-1")


def _cookie(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    for name, value in headers:
        if name.lower() == b"cookie":
            found = cookie_parser(value.decode("latin-1")).get(cookie_name())
            if found:
                return found
    return None


async def _refuse_connection(scope: Scope, send: Send) -> None:
    """Turn a WebSocket away, with the headers where the server can send them."""
    if "websocket.http.response" in scope.get("extensions", {}):
        start = {"type": "websocket.http.response.start", "status": 403}
        await send({**start, "headers": security_headers()})
        await send({"type": "websocket.http.response.body", "body": b"403"})
        return
    await send({"type": "websocket.close", "code": 1008})
