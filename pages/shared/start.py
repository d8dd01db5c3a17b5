"""What happens once, before the first person comes: store, key, and what the terminal says."""

import sys

import structlog
from streamlit import config

from core.words import DEFAULT, phrase
from db import actions, garbage, mail, queries, sign_on
from db.encryption.keys import key_for
from db.safekeeping import nightly
from db.safekeeping.backup_rounds import rounds
from db.settings import settings
from pages.shared.log_lines import keep_to_lines


def start() -> None:
    """Open the store, check the key and tell the terminal where to go.

    Raises StoreHeld, StoreTooNew, StoreUnreadable, KeyWeak, KeyMissing, SignOnHalfSet or
    SignOnPlain.
    """
    _open_log()
    sign_on.check_settings()
    queries.accounts.any_account()
    config.set_option("server.cookieSecret", key_for("streamlit").hex())
    _say(phrase(DEFAULT, "start.address", address=settings().address))
    code = actions.first_administrator.offer()
    if code is not None:
        _say(phrase(DEFAULT, "start.first_code", code=code))
    if queries.store.is_demo():
        _tell_demo_accounts()
    mail.begin()
    nightly.begin()
    rounds.begin()
    garbage.look_seldom()


def finish() -> None:
    """At the end of the server: a backup under way is waited for."""
    rounds.finish()


def _open_log() -> None:
    """The log goes to the error stream, one line an event, with the trace of a fault in it."""
    keep_to_lines()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _tell_demo_accounts() -> None:
    try:
        from db import demo  # noqa: PLC0415 — an installation may leave the demo out
    except ImportError:
        return
    _say(phrase(DEFAULT, "start.demo", password=demo.PASSWORD))
    for username, role, name in demo.accounts():
        _say(f"  {username:<14}{name}, {phrase(DEFAULT, f'code.role.{role}').lower()}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
