"""The checks of a store that lies on a server: its disk, its encryption and backups are not seen.

What they share with a file are the checks of that table.
"""

from collections.abc import Callable, Mapping

from core.sign_on import AT_HOME
from db.doctor.checks import CHECKS, NOTHING, Found, Level
from db.doctor.installation import Installation
from db.encryption.key_files import SHORTEST
from db.postgres.opening import address

PROVED, ENCRYPTED = frozenset({"verify-full"}), frozenset({"require", "verify-ca"})
"""Modes of TLS: who answers is proved to be the server; nobody on the way reads along."""


def _key(here: Installation) -> Found:
    """No key lies beside a server, so there has to be one in the settings."""
    if here.told.secret_key is None:
        return Level.WRONG, {"shortest": SHORTEST}
    level, _ = CHECKS["key"](here)
    return level, {"shortest": SHORTEST}


def _line(here: Installation) -> Found:
    """What goes to another machine is encrypted, and goes to nobody else."""
    url = address(here.told.database_url)
    asked = url.normalized_query
    hosts = {url.host, *asked.get("host", ())} - {None} or {here.environment.get("PGHOST")}
    others = sorted(str(host) for host in hosts if not _on_this_machine(host))
    told = (*asked.get("sslmode", ()), here.environment.get("PGSSLMODE", "prefer"))
    mode = told[0]
    level = Level.LOOK if mode in ENCRYPTED else Level.WRONG
    level = Level.OK if mode in PROVED or not others else level
    return level, {"host": ", ".join(others) or "localhost", "mode": mode}


def _on_this_machine(host: str | None) -> bool:
    """A path, or no name at all, is for libpq a socket of this machine."""
    return not host or host.startswith(("/", "@")) or host in AT_HOME


def _gone_list(here: Installation) -> Found:
    """Nothing lies beside a server: the list of who is anonymised needs a place of its own."""
    return (Level.WRONG if here.told.gone_file is None else Level.OK), NOTHING


def _anchor(here: Installation) -> Found:
    """Without it nobody sees that the log's last lines were cut off."""
    return (Level.LOOK if here.told.anchor_file is None else Level.OK), NOTHING


def _backup(_: Installation) -> Found:
    """Whoever runs the server makes them, where this program does not see them: never well."""
    return Level.LOOK, NOTHING


ON_SERVER: Mapping[str, Callable[[Installation], Found]] = {
    "server_key": _key,
    "files": CHECKS["files"],
    "tls": CHECKS["tls"],
    "server_line": _line,
    "gone_list": _gone_list,
    "server_anchor": _anchor,
    "server_backup": _backup,
    "clock": CHECKS["clock"],
    "server_workers": CHECKS["workers"],
    "mail": CHECKS["mail"],
    "demo": CHECKS["demo"],
    "packages": CHECKS["packages"],
    "age_of_pins": CHECKS["age_of_pins"],
}
