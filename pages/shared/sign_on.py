"""The routes of the municipality's own sign-on (OpenID Connect).

Tokens stay in the server; the browser gets a cookie of ours and nothing else. Streamlit's own
routes for it are closed: its cookie would sign in for thirty days, after a sign-out too (ADR 19).
"""

from typing import Any, Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from core.records.sign_on import Begun
from db import sign_on
from db.settings import settings
from pages.shared.session_routes import cookie_name

BEGIN, CALLBACK = "/sign-on/begin", sign_on.CALLBACK
STREAMLITS = ("/auth/login", "/auth/logout", "/oauth2callback")
REFUSED = "sign_on"
"""The name in the address of the front page under which it is told how a sign-on ended."""
LONGEST = 4000
"""Characters of what a provider may send back."""


async def begin(request: Request) -> Response:
    """Send the browser to the provider, with a cookie that shows that it began here."""
    if not sign_on.offered():
        return _nothing_here()
    begun = await run_in_threadpool(sign_on.begin, request.query_params.get("to", "/"))
    if not isinstance(begun, Begun):
        return _to_front_page(begun.refusal)
    response = RedirectResponse(begun.address, status_code=303)
    age = sign_on.SECONDS
    response.set_cookie(_try_name(), begun.sealed, max_age=age, **_rules("lax"))
    return response


async def callback(request: Request) -> Response:
    """What the provider sent back with the browser, traded for a session of ours."""
    if not sign_on.offered() or len(request.url.query) > LONGEST:
        return _nothing_here()
    began = request.cookies.get(_try_name())
    arrival = await run_in_threadpool(sign_on.complete, began, dict(request.query_params))
    if arrival.cookie is None:
        response = _to_front_page(arrival.refusal)
    else:
        response = RedirectResponse(arrival.to, status_code=303)
        response.set_cookie(cookie_name(), arrival.cookie, **_rules("strict"))
    response.delete_cookie(_try_name(), **_rules("lax"))
    return response


async def closed(request: Request) -> Response:  # noqa: ARG001 — a route takes the request
    """A way in that this program does not use."""
    return _nothing_here()


def _nothing_here() -> Response:
    return PlainTextResponse("404", status_code=404)


def _to_front_page(refusal: str | None) -> Response:
    return RedirectResponse(f"/?{REFUSED}={refusal}", status_code=303)


def _try_name() -> str:
    return f"{cookie_name()}-sign-on"


def _rules(same_site: Literal["lax", "strict"]) -> dict[str, Any]:
    """The provider's page leads back to us, so that the cookie of a try may come from there."""
    secure = settings().secure_cookies
    return {"path": "/", "httponly": True, "samesite": same_site, "secure": secure}


SIGN_ON_ROUTES = (
    Route(BEGIN, begin, methods=["GET"]),
    Route(CALLBACK, callback, methods=["GET"]),
    *(Route(address, closed) for address in STREAMLITS),
)
