"""The headers of every answer, and the few words of Streamlit's page that are ours to say."""

import html
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from core.words import phrase
from db.settings import settings
from pages.shared.scripts import content_policy
from pages.shared.spoken import spoken_part

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

SHARED = ("/static/",)
"""Beginnings of addresses whose content is the same for everybody, and may be kept."""
KEPT = frozenset({200, 206, 304})
"""With these alone: what is not there today may be there tomorrow."""
NO_STORE = b"no-store"
PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), "
    "browsing-topics=()"
)
YEARS = 2 * 365 * 24 * 60 * 60
"""Seconds for which a browser remembers that this host speaks TLS only."""
_REPLACED = frozenset({b"cache-control", b"access-control-allow-origin", b"server"})
_SCHEME = '<meta name="color-scheme" content="light dark">'
"""Before Streamlit has drawn anything, and around what it draws, the browser follows the device."""
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = '<div id="root">'
"""Where Streamlit draws: what is to hear it from the first stands before it."""
_AGENT_LINK = re.compile(r"<link rel=\"service-desc\"[^>]*>")


def security_headers() -> Headers:
    """What every answer says, whatever it answers."""
    said = {
        "Content-Security-Policy": content_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings().secure_cookies:
        said["Strict-Transport-Security"] = f"max-age={YEARS}; includeSubDomains"
    return [(name.lower().encode(), value.encode()) for name, value in said.items()]


class Answer:
    """Sends an answer on with the headers; a page is held until it is whole, and gets its words."""

    def __init__(self, send: Send, path: str, language: str) -> None:
        self._send = send
        self._shared = path.startswith(SHARED)
        self._language = language
        self._held: Message | None = None
        self._body = b""
        self.started = False

    async def __call__(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"].endswith("response.start"):
            self.started = True
            self._shared = self._shared and message["status"] in KEPT
            message = {**message, "headers": self._headers(message.get("headers", []))}
            if self._is_page(message):
                self._held = message
                return
        elif self._held is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self._held)
            return
        await self._send(message)

    def _headers(self, given: Headers) -> Headers:
        dropped = _REPLACED - ({b"cache-control"} if self._shared else frozenset())
        ours = security_headers()
        names = {name for name, _ in ours} | dropped
        kept = [(name, value) for name, value in given if name.lower() not in names]
        return [*kept, *ours] if self._shared else [*kept, *ours, (b"cache-control", NO_STORE)]

    def _is_page(self, message: Message) -> bool:
        kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
        return message["status"] == 200 and bool(kinds) and kinds[0].startswith(b"text/html")  # noqa: PLR2004

    async def _send_page(self, start: Message) -> None:
        body = worded(self._body.decode(), self._language).encode() if self._body else b""
        validators = (b"content-length", b"etag", b"last-modified")
        headers = [each for each in start["headers"] if each[0].lower() not in validators]
        if body:
            headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def worded(page: str, language: str) -> str:
    """Streamlit's page in the reader's language, without its pointers to what is shut here.

    What Streamlit draws later is put into that language by a script.
    """
    said = html.escape(phrase(language, "app.needs_script"))
    page = page.replace('<html lang="en">', f'<html lang="{language}">', 1)
    page = page.replace(
        "<title>Streamlit</title>", f"<title>{phrase(language, 'app.name')}</title>"
    )
    page = page.replace("<head>", f"<head>{_SCHEME}", 1)
    page = _NOSCRIPT.sub(f"<noscript><p>{said}</p></noscript>", page)
    page = page.replace(_ROOT, spoken_part() + _ROOT, 1)
    return _AGENT_LINK.sub("", page)
