"""One letter over SMTP, in plain text, encrypted on the way unless the settings say otherwise."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from core.digest import Letter
from db.clock import local
from db.settings import Settings

TIMEOUT = 20
"""Seconds for each answer of the mail server."""
FAULTS = (OSError, smtplib.SMTPException)
"""What keeps a letter from being sent: no connection, a bad certificate, a refusal."""


def message(letter: Letter, *, to: str, sender: str, language: str) -> EmailMessage:
    """The letter with its headers. `to` stands without a name."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, letter.subject
    made["Date"] = format_datetime(local())
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> ") or None)
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = language
    made.set_content(letter.text)
    return made


def send(made: EmailMessage, settings: Settings) -> None:
    """Hand the letter to the mail server. Raises one of FAULTS."""
    with _connected(settings) as server:
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password or "")
        server.send_message(made)


@contextmanager
def _connected(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A connection whose certificate has been checked, before anything is said on it."""
    host, port = settings.smtp_host or "", settings.smtp_port
    trusted = ssl.create_default_context()
    if settings.smtp_tls == "tls":
        with smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trusted) as server:
            yield server
        return
    with smtplib.SMTP(host, port, timeout=TIMEOUT) as server:
        if settings.smtp_tls == "starttls":
            server.starttls(context=trusted)
        yield server
