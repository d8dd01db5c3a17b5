"""Where each municipality lies: a folder of its own, with its store, keys and settings."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import RuleBroken
from db.settings import settings

FIRST_PORT, MOST = 8601, 200
"""The ports the processes listen at, one after the other, on this machine alone."""
NAME = re.compile(r"[a-z][a-z0-9-]{0,38}[a-z0-9]")
"""A label of a host name (RFC 1123): the municipality is reached at NAME.domain."""
SETTINGS = "settings.env"
STORE = "store.duckdb"
SHARED = frozenset(
    f"UNGESPOR_{name}"
    for name in ("SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM", "SMTP_TLS")
) | {"UNGESPOR_UNENCRYPTED", "UNGESPOR_SECURE_COOKIES"}
"""Of the installation's settings, what all have in common. No key and no store is ever shared."""


class MunicipalityName(RuleBroken):
    """The name is no label of a host name (facts: name)."""

    code = "municipality_name"


class MunicipalityThere(RuleBroken):
    """There is one of that name (facts: name)."""

    code = "municipality_there"


class MunicipalityUnknown(RuleBroken):
    """There is none of that name (facts: name)."""

    code = "municipality_unknown"


class MunicipalitiesNone(RuleBroken):
    """None was added yet."""

    code = "municipalities_none"


class MunicipalitiesFull(RuleBroken):
    """There are as many as one machine may have (facts: most)."""

    code = "municipalities_full"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of them: its name, its folder and the port of its process."""

    name: str
    folder: Path
    port: int

    @property
    def store(self) -> Path:
        """The file of its store."""
        return self.folder / STORE

    def surroundings(self, ours: Mapping[str, str]) -> dict[str, str]:
        """The environment of its process: what is shared, and what its own settings say."""
        kept = {
            name: value
            for name, value in ours.items()
            if not name.startswith("UNGESPOR_") or name in SHARED
        }
        place = {"UNGESPOR_DATABASE_URL": f"duckdb:///{self.store}"}
        return {**kept, **place, **_read(self.folder / SETTINGS)}


def root() -> Path:
    """The folder that holds them all."""
    return settings().municipalities.resolve()


def all_of_them() -> tuple[Municipality, ...]:
    """Every municipality, by name. Raises MunicipalitiesNone."""
    found = tuple(_known())
    if not found:
        raise MunicipalitiesNone
    return found


def one(name: str) -> Municipality:
    """The one of that name. Raises MunicipalityUnknown."""
    for each in _known():
        if each.name == name:
            return each
    raise MunicipalityUnknown("name", name=name)


def add(name: str, domain: str) -> Municipality:
    """Make its folder and its settings, which nobody else can read; the store is not made here.

    Raises MunicipalityName, MunicipalityThere, MunicipalitiesFull.
    """
    if NAME.fullmatch(name) is None:
        raise MunicipalityName("name", name=name[:40])
    folder = root() / name
    if folder.exists():
        raise MunicipalityThere("name", name=name)
    made = Municipality(name, folder, _free_port())
    root().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    told = (
        f"PORT={made.port}\nUNGESPOR_ADDRESS=https://{name}.{domain}\nUNGESPOR_SECURE_COOKIES=yes\n"
    )
    descriptor = os.open(folder / SETTINGS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(told)
    return made


def _known() -> list[Municipality]:
    files = sorted(root().glob(f"*/{SETTINGS}"))
    return [Municipality(each.parent.name, each.parent, _port(each)) for each in files]


def _free_port() -> int:
    taken = {each.port for each in _known()}
    if len(taken) >= MOST:
        raise MunicipalitiesFull(most=MOST)
    return next(port for port in range(FIRST_PORT, FIRST_PORT + MOST + 1) if port not in taken)


def _port(file: Path) -> int:
    said = _read(file).get("PORT", "")
    return int(said) if said.isdecimal() else 0


def _read(file: Path) -> dict[str, str]:
    """As systemd reads a file of settings: NAME=VALUE, a line each, `#` begins a remark."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}
