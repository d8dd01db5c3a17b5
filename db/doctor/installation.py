"""What is looked at: the settings, the files, the machine and the program, as they are now.

Gathered once, so that each check is a question to plain values. The store itself is opened for one
question only (is it the demo?), and only where no other process has it.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from core.errors import RuleBroken
from db import queries
from db.clock import now
from db.encryption.keys import key_file
from db.encryption.store_keys import key_beside
from db.engine import close_store, open_store, store_path
from db.safekeeping.start_check import folder_of
from db.settings import PROJECT, Settings, settings

OUTSIDE = Path("/etc/ungespor")
"""Where the guide for a server puts settings and keys."""


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation at one moment."""

    told: Settings
    moment: datetime
    store: Path | None
    """None where the store is a server."""
    key: Path | None
    store_key: Path | None
    """Where a key of the store lies that was made beside it."""
    backups: Path | None
    """The folder of the backups."""
    settings_files: tuple[Path, ...]
    requirements: Path
    installed: Callable[[str], str | None]
    """The version of a package that is installed; None where it is not."""
    free: int | None
    """Bytes left on the store's disk."""
    synchronised: bool | None
    """Whether the machine says that its clock follows others; None where it does not say."""
    is_demo: bool | None
    """None where the store can not be asked, since it is in use or is not there yet."""
    environment: Mapping[str, str]
    commands: tuple[str, ...]
    """How the programs that run now were started."""


def this_one() -> Installation:
    """The installation that this process belongs to."""
    told = settings()
    store = store_path(told.database_url)
    folder = _nearest(store) if store else None
    return Installation(
        told=told,
        moment=now(),
        store=store,
        key=key_file(told.database_url),
        store_key=key_beside(store) if store else None,
        backups=folder_of(store) if store else None,
        settings_files=(
            PROJECT / ".streamlit" / "secrets.toml",
            *_below(OUTSIDE),
            *([told.store_key_file] if told.store_key_file else []),
        ),
        requirements=PROJECT / "requirements.txt",
        installed=_version,
        free=shutil.disk_usage(folder).free if folder else None,
        synchronised=_synchronised(),
        is_demo=_is_demo(store),
        environment=os.environ,
        commands=_commands(),
    )


def _below(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()
    except PermissionError:
        return ()


def _nearest(store: Path) -> Path:
    """The folder of the store, or the first above it that is there already."""
    return next(folder for folder in store.absolute().parents if folder.is_dir())


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _synchronised() -> bool | None:
    asked = shutil.which("timedatectl")
    if asked is None:
        return None
    said = subprocess.run(  # noqa: S603 — a fixed question to the machine itself
        [asked, "show", "--property=NTPSynchronized", "--value"],
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    ).stdout.strip()
    return {"yes": True, "no": False}.get(said)


def _is_demo(store: Path | None) -> bool | None:
    if store is not None and not store.exists():
        return None
    try:
        open_store()
        return queries.store.is_demo()
    except (RuleBroken, DBAPIError):
        return None
    finally:
        close_store()


def _commands() -> tuple[str, ...]:
    """On Linux; elsewhere nothing is known."""
    said = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said.append(file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return tuple(said)
