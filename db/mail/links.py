"""A link to choose a new password, mailed to who asks for one by name.

Whoever asks is answered before anything is looked up: known and unknown names read and last alike.
"""

import threading

import structlog

from core.digest import Letter
from core.reset_links import HOURS
from core.words import phrase
from db.actions import reset_links
from db.mail.smtp import FAULTS, message, send
from db.settings import settings


def ask(username: str | None) -> threading.Thread:
    """Let a link be mailed, if the name is known. Raises SignInWaits or NoMailedLinks."""
    reset_links.ask(username)
    one = threading.Thread(target=_send, args=(username,), name="mail link", daemon=True)
    one.start()
    return one


def address_of(token: str) -> str:
    """The link. The token stands behind `#`, which browsers send to nobody."""
    return f"{settings().address.rstrip('/')}{reset_links.PLACE}#{token}"


def _send(username: str | None) -> None:
    made = reset_links.make_for_mail(username)
    if made is None:
        return
    token, email, language = made
    here = settings()
    text = phrase(language, "reset_link.mail.text", address=address_of(token), hours=HOURS)
    letter = Letter(phrase(language, "reset_link.mail.subject"), text)
    try:
        send(message(letter, to=email, sender=here.smtp_from or "", language=language), here)
    except FAULTS as fault:
        structlog.get_logger("ungespor").warning("mail not sent", fault=type(fault).__name__)
