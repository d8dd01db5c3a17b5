"""An OpenID provider on loopback: discovery, authorize, token, keys; for tests of what is really said.

It signs people on without asking; `claims` is what it says of the next one. A test makes it say
something wrong by `forge`, which is given the claims of each token just before it is signed.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "ungespor", "et-langt-og-hemmeligt-ord"


@cache
def key(name: str) -> RSAKey:
    """A key pair of that name: made once, it takes a tenth of a second."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


class Provider(ThreadingHTTPServer):
    """What it says can be changed by a test; what it was asked can be looked at."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims: dict[str, Any] = {"sub": "p-1", "name": "Karen Kold"}
        self.forge: Callable[[dict[str, Any]], None] = lambda _: None
        self.signs_with = "first"
        self.shows = ["first"]
        self.algorithm = "RS256"
        self.metadata: dict[str, Any] = {}
        self.refuses: str | None = None
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.bought: list[dict[str, str]] = []
        self.heard: list[str] = []

    def told(self) -> dict[str, Any]:
        """Its metadata."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": True,
            **self.metadata,
        }

    def answer_of(self, query: dict[str, str]) -> dict[str, str]:
        """What a browser brings back that asked so."""
        self.asked.append(query)
        back = {"state": query["state"], "iss": self.issuer}
        if self.refuses:
            return back | {"error": self.refuses}
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return back | {"code": code}

    def tokens_for(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code: once, for who asked, with the verifier of the challenge."""
        asked = self.codes.pop(form.get("code", ""), None)
        proof = create_s256_code_challenge(form.get("code_verifier", ""))
        if asked is None or asked.get("code_challenge") != proof:
            return None
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        self.bought.append(form)
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer"} | {
            "id_token": self.id_token(asked["nonce"])
        }

    def id_token(self, nonce: str) -> str:
        """A signed statement of who is here."""
        moment = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "nonce": nonce, "iat": moment}
        claims |= {"exp": moment + 300, **self.claims}
        self.forge(claims)
        if self.algorithm == "none":
            return f"{_text({'alg': 'none'})}.{_text(claims)}."
        if self.algorithm == "HS256":
            signed = f"{_text({'alg': 'HS256', 'kid': self.signs_with})}.{_text(claims)}"
            public = key(self.signs_with).as_pem(private=False)
            return f"{signed}.{_coded(hmac.digest(public, signed.encode(), hashlib.sha256))}"
        return jwt.encode({"alg": "RS256", "kid": self.signs_with}, claims, key(self.signs_with))


class _Talk(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.heard.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self._say(200, self.server.told())
        elif parts.path == "/keys":
            shown = [key(name).as_dict(private=False) for name in self.server.shows]
            self._say(200, {"keys": shown})
        elif parts.path == "/authorize":
            query = dict(parse_qsl(parts.query))
            back = f"{query['redirect_uri']}?{urlencode(self.server.answer_of(query))}"
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        self.server.heard.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        ours = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        known = self.headers.get("Authorization") == f"Basic {ours}"
        tokens = self.server.tokens_for(dict(parse_qsl(body))) if known else None
        self._say(200 if tokens else 400, tokens or {"error": "invalid_grant"})

    def _say(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """It says nothing on the terminal."""


def _text(said: dict[str, Any]) -> str:
    return _coded(json.dumps(said).encode())


def _coded(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


@contextmanager
def provider() -> Iterator[Provider]:
    """A running provider."""
    with Provider() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        try:
            yield server
        finally:
            server.shutdown()
