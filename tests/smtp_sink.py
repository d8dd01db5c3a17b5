"""A mail server on loopback that keeps what it is given; for tests of what is really sent."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Sink(socketserver.ThreadingTCPServer):
    """Takes every letter, or refuses the first `refusals`; `encrypts`: STARTTLS is offered."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refusals: int = 0, encrypts: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.refusals, self.encrypts = refusals, encrypts
        self.raw: list[bytes] = []
        self.encrypted: list[bool] = []
        self.to: list[str] = []
        self.heard: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def letters(self) -> list[EmailMessage]:
        """What was taken, read as a mail program reads it."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]  # type: ignore[misc]


class _Talk(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self.tls = False
        self._say("220 sink")
        while line := self.rfile.readline():
            words = line.decode().strip()
            self.server.heard.append(words.split(" ")[0].upper())
            if not self._answer(words):
                return

    def _answer(self, words: str) -> bool:
        command = words.split(" ", maxsplit=1)[0].upper()
        if command == "EHLO":
            offers = self.server.encrypts is not None and not self.tls
            self._say(
                "250-sink\r\n250-AUTH PLAIN" + ("\r\n250 STARTTLS" if offers else "\r\n250 OK")
            )
        elif command == "STARTTLS" and self.server.encrypts is not None:
            return self._encrypt()
        elif command == "RCPT":
            self._recipient(words)
        elif command == "DATA":
            self._take()
        else:
            self._say(
                "221 bye" if command == "QUIT" else "235 ok" if command == "AUTH" else "250 ok"
            )
        return command != "QUIT"

    def _encrypt(self) -> bool:
        self._say("220 go")
        try:
            self.connection = self.server.encrypts.wrap_socket(self.connection, server_side=True)  # type: ignore[union-attr]
        except OSError:
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
        self.tls = True
        return True

    def _recipient(self, words: str) -> None:
        if self.server.refusals:
            self.server.refusals -= 1
            self._say("451 later")
            return
        self.server.to.append(words.partition("<")[2].partition(">")[0])
        self._say("250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        self.server.raw.append(b"".join(lines))
        self.server.encrypted.append(self.tls)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()


@contextmanager
def sink(**told: Any) -> Iterator[Sink]:
    """A running sink; told are the arguments of `Sink`."""
    with Sink(**told) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        try:
            yield server
        finally:
            server.shutdown()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that signs itself: its file, and a server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    held, shown = folder / "key.pem", folder / "certificate.pem"
    held.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, held)
    return shown, context
