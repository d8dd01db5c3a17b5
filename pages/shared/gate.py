"""Before any page: who is calling, by our cookie, and the two routes that set and delete it.

The only place that speaks HTTP. Streamlit takes the identity from a header; here every copy a
client sends of it is thrown away and the session behind our cookie is put in its place.
"""

import traceback
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from core.errors import RuleBroken
from core.permissions import Act, may
from core.words import DEFAULT, refusal_sentence
from db import actions, queries
from db.settings import settings
from pages.shared.start import finish, start

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HEADER = b"x-ungespor-session"
PUBLIC = ("/static/", "/component/", "/_stcore/health", "/_stcore/host-config", "/favicon")
"""Beginnings of addresses that never depend on who is calling."""
SHUT = ("/media", "/_stcore/upload_file", "/_stcore/metrics")
"""Beginnings of addresses that nobody gets without a session."""
UPLOADS = "/_stcore/upload_file"
"""Large files are let in, and lie in the memory: only from those who have a page for them."""
NOT_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
LONGEST_TICKET = 200


class Gate:
    """Puts the session behind the cookie in the place of the identity header."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, one WebSocket, or the start and end of the server."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        path = str(scope["path"])
        session_id = None if path.startswith(PUBLIC) else await run_in_threadpool(_session, scope)
        if session_id is None and path.startswith(SHUT):
            await _refuse(scope, receive, send)
            return
        if path.startswith(UPLOADS) and not await run_in_threadpool(_may_upload, session_id):
            await _refuse(scope, receive, send)
            return
        await self.app({**scope, "headers": _headers(scope, session_id)}, receive, send)

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


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host and to TLS; without TLS browsers refuse the name."""
    return "__Host-ungespor" if settings().secure_cookies else "ungespor"


def _headers(scope: Scope, session_id: str | None) -> list[tuple[bytes, bytes]]:
    ours = [(HEADER, session_id.encode())] if session_id else []
    return [(name, value) for name, value in scope["headers"] if name.lower() != HEADER] + ours


def _session(scope: Scope) -> str | None:
    cookie = _cookie(scope["headers"])
    session_id = queries.accounts.session_of(cookie) if cookie else None
    if session_id is not None:
        actions.sessions.see(session_id)
    return session_id


def _may_upload(session_id: str | None) -> bool:
    here = queries.accounts.signed_in(session_id) if session_id else None
    return here is not None and may(here, Act.EXCHANGE_DATA)


def _cookie(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    for name, value in headers:
        if name.lower() == b"cookie":
            found = cookie_parser(value.decode("latin-1")).get(cookie_name())
            if found:
                return found
    return None


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse("403", status_code=403, headers=NOT_KEPT)(scope, receive, send)


async def begin(request: Request) -> Response:
    """Trade a ticket for the cookie. Only a page of ours may ask."""
    ticket = (await request.body())[: LONGEST_TICKET + 1]
    if not _from_our_page(request) or not 0 < len(ticket) <= LONGEST_TICKET:
        return PlainTextResponse("403", status_code=403, headers=NOT_KEPT)
    cookie = await run_in_threadpool(actions.sessions.trade, ticket.decode("ascii", "replace"))
    if cookie is None:
        return PlainTextResponse("403", status_code=403, headers=NOT_KEPT)
    response = Response(status_code=204, headers=NOT_KEPT)
    response.set_cookie(cookie_name(), cookie, **_cookie_rules())
    return response


async def end(request: Request) -> Response:
    """Sign out: the session ends for every tab, the cookie goes, and the front page comes."""
    session_id = request.headers.get(HEADER.decode())
    if session_id:
        await run_in_threadpool(actions.sessions.end, session_id)
    response = RedirectResponse("/", status_code=303, headers=NOT_KEPT)
    response.delete_cookie(cookie_name(), **_cookie_rules())
    return response


def _cookie_rules() -> dict[str, Any]:
    return {
        "path": "/",
        "httponly": True,
        "samesite": "strict",
        "secure": settings().secure_cookies,
    }


def _from_our_page(request: Request) -> bool:
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")


ROUTES = (
    Route("/session/begin", begin, methods=["POST"]),
    Route("/session/end", end, methods=["GET"]),
)
