"""Our own addresses: the cookie comes and goes, and how long a session still stands.

The gate has seen to it that whoever sends something here is a page of ours.
"""

import html
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from starlette.responses import Response as Answered
from starlette.routing import Route

from core.words import DEFAULT, phrase
from db import actions, queries
from db.settings import settings
from pages.shared.colours import sheet
from pages.shared.scripts import LINK, tag

HEADER = b"x-ungespor-session"
LONGEST_TOKEN = 200
QUIET = frozenset({"/session/left", "/session/rest"})
"""Asking how long a session stands is no use of it."""


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host and to TLS; without TLS browsers refuse the name."""
    return "__Host-ungespor" if settings().secure_cookies else "ungespor"


def session_id_of(request: Request) -> str | None:
    """The session that the gate found behind the cookie."""
    return request.headers.get(HEADER.decode())


async def begin(request: Request) -> Answered:
    """Trade a ticket for the cookie."""
    ticket = await _token(request)
    return await _with_cookie(request, ticket) if ticket else _no()


async def link(request: Request) -> Answered:
    """Trade the token of a link for the cookie of a session that can only choose a password."""
    token = await _token(request)
    ticket = await run_in_threadpool(actions.reset_links.trade, token) if token else None
    return await _with_cookie(request, ticket) if ticket else _no()


async def show_link(_: Request) -> Answered:
    """Where a link leads: one button. The token is behind `#` and stays in the browser."""
    words = {
        name: html.escape(phrase(DEFAULT, f"reset_link.{name}"))
        for name in ("title", "said", "go", "spent")
    }
    return HTMLResponse(
        _LINK_PAGE.format(**words, language=DEFAULT, colours=sheet(), script=tag(LINK))
    )


async def end(request: Request) -> Answered:
    """Sign out: the session ends for every tab, the cookie goes, and the front page comes."""
    session_id = session_id_of(request)
    if session_id:
        await run_in_threadpool(actions.sessions.end, session_id)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(cookie_name(), **_cookie_rules())
    return response


async def left(request: Request) -> Answered:
    """How many seconds the session stands if nobody uses it, and whether its whole time ends."""
    session_id = session_id_of(request)
    seconds, whole = await run_in_threadpool(queries.accounts.time_left, session_id or "")
    return JSONResponse({"left": seconds, "whole": whole}) if seconds else _no()


async def stay(request: Request) -> Answered:
    """The person is still there."""
    return await _told(request, actions.sessions.stay)


async def rest(request: Request) -> Answered:
    """The page is about to close: what it saves now is no use of the session."""
    return await _told(request, actions.sessions.let_lie)


async def _told(request: Request, action: Any) -> Answered:
    session_id = session_id_of(request)
    if session_id is None:
        return _no()
    await run_in_threadpool(action, session_id)
    return Answered(status_code=204)


async def _token(request: Request) -> str | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_TOKEN:
            return None
    return body.decode("ascii", "replace") or None


async def _with_cookie(request: Request, ticket: str) -> Answered:
    """The new session takes the place of the one the browser had."""
    cookie = await run_in_threadpool(actions.sessions.trade, ticket)
    if cookie is None:
        return _no()
    old = session_id_of(request)
    if old:
        await run_in_threadpool(actions.sessions.end, old)
    response = Answered(status_code=204)
    response.set_cookie(cookie_name(), cookie, **_cookie_rules())
    return response


def _no() -> Answered:
    return PlainTextResponse("403", status_code=403)


def _cookie_rules() -> dict[str, Any]:
    return {
        "path": "/",
        "httponly": True,
        "samesite": "strict",
        "secure": settings().secure_cookies,
    }


_LINK_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title>{colours}
<style>
body {{ background: var(--u-paper); color: var(--u-ink); font-family: system-ui, sans-serif;
  max-width: 26rem; margin: 12vh auto; padding: 0 1.25rem; line-height: 1.5; }}
h1 {{ font-size: 1.5rem; }}
button {{ font: inherit; color: var(--u-on-accent); background: var(--u-accent); border: 0;
  border-radius: 6px; padding: 0.6rem 1.1rem; cursor: pointer; }}
</style></head><body><main><h1>{title}</h1><p>{said}</p>
<button id="go" type="button">{go}</button><p id="spent" role="alert" hidden>{spent}</p>
</main>{script}</body></html>"""

ROUTES = (
    Route("/session/begin", begin, methods=["POST"]),
    Route("/session/end", end, methods=["GET"]),
    Route("/session/left", left, methods=["GET"]),
    Route("/session/stay", stay, methods=["POST"]),
    Route("/session/rest", rest, methods=["POST"]),
    Route("/session/link", show_link, methods=["GET"]),
    Route("/session/link", link, methods=["POST"]),
)
