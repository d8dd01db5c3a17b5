"""The checks of a store that is a file. Each finds one thing well, worth a look, or wrong.

The sentence of a finding is `doctor.<name>.<level>` in the catalogues; it says what to do.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import RuleBroken
from core.sign_on import AT_HOME
from db.clock import day_of, moment_of
from db.doctor.installation import Installation
from db.encryption.key_files import SHORTEST
from db.encryption.keys import checked

BACKUP_AGE, BACKUP_TOO_OLD = timedelta(hours=26), timedelta(days=7)
"""A nightly backup is at most a night and a bit old; after a week there is none to speak of."""
CLOCK_AHEAD = timedelta(minutes=2)
"""A file that was written so long after now was written by another clock."""
PATTERN = "*.backup"
PINS_AGE = timedelta(days=60)
NAMED = 3
"""Files and packages that a sentence names; of the rest it tells how many."""
OTHERS, GROUP = 0o007, 0o070
"""Rights on a file of everybody, and of its group."""


class Level(StrEnum):
    """How well it is."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


Found = tuple[Level, Mapping[str, object]]
NOTHING: Mapping[str, object] = {}


def _key(here: Installation) -> Found:
    held = here.told.secret_key or _text(here.key)
    if held is None:
        return Level.LOOK, NOTHING
    try:
        checked(held)
    except RuleBroken:
        return Level.WRONG, {"shortest": SHORTEST}
    return Level.OK, NOTHING


def _key_place(here: Installation) -> Found:
    beside = [str(here.key or "?")] if not here.told.secret_key else []
    if here.store_key is not None and here.store_key.exists():
        beside.append(str(here.store_key))
    return (Level.LOOK, {"files": _some(beside)}) if beside else (Level.OK, NOTHING)


def _files(here: Installation) -> Found:
    """Files with secrets or people in them, and the folders that they lie in."""
    looked = [*_secret_files(here)]
    for level, rights in ((Level.WRONG, OTHERS), (Level.LOOK, GROUP)):
        open_ones = [path for path in looked if path.stat().st_mode & rights]
        if open_ones:
            return level, {"files": _some([str(path) for path in open_ones])}
    return Level.OK, {"n": len(looked)}


def _secret_files(here: Installation) -> Iterator[Path]:
    if here.store is not None:
        yield from (path for path in (here.store.parent,) if path.is_dir())
        yield from here.store.parent.glob(f"{here.store.stem}.*")
    if here.backups is not None and here.backups.is_dir():
        yield here.backups
        yield from here.backups.glob(PATTERN)
    apart = (here.told.gone_file, here.told.anchor_file)
    yield from (path for path in (*apart, *here.settings_files) if path and path.exists())


def _tls(here: Installation) -> Found:
    facts = {"address": here.told.address}
    if urlsplit(here.told.address).scheme == "https":
        return (Level.OK if here.told.secure_cookies else Level.WRONG), facts
    return (Level.LOOK if _at_home(here) else Level.WRONG), facts


def _backup(here: Installation) -> Found:
    newest = max(_times(here.backups), default=None)
    if newest is None:
        return Level.WRONG, {"folder": here.backups or "?", "when": "–"}
    age = here.moment - newest
    level = Level.OK if age <= BACKUP_AGE else Level.LOOK
    level = Level.WRONG if age > BACKUP_TOO_OLD else level
    return level, {"folder": here.backups, "when": newest}


def _times(folder: Path | None) -> Iterator[datetime]:
    if folder is not None and folder.is_dir():
        yield from (moment_of(path) for path in folder.glob(PATTERN))


def _clock(here: Installation) -> Found:
    """A clock that goes wrong can not be seen from here, only that it contradicts the files."""
    files = [path for path in (here.store, here.key, here.requirements) if path and path.exists()]
    newest = max((*map(moment_of, files), *_times(here.backups)), default=here.moment)
    if newest - here.moment > CLOCK_AHEAD:
        return Level.WRONG, {"when": here.moment, "newest": newest}
    return (Level.OK if here.synchronised else Level.LOOK), {"when": here.moment}


def _disk(here: Installation) -> Found:
    if here.free is None:
        return Level.LOOK, {"free": "?", "least": "?"}
    size = here.store.stat().st_size if here.store and here.store.exists() else 0
    least = max(
        here.told.disk_least_mb * 1024**2,
        here.told.disk_times_store * size,
    )
    facts = {"free": here.free // 1024**2, "least": least // 1024**2}
    level = Level.OK if here.free >= 2 * least else Level.LOOK
    return (Level.WRONG if here.free < least else level), facts


def _packages(here: Installation) -> Found:
    pins = dict(pinned(here.requirements))
    other = [name for name, version in pins.items() if here.installed(name) not in (version, None)]
    missing = [name for name in pins if here.installed(name) is None]
    if other or not pins:
        return Level.WRONG, {"packages": _some(other)}
    if missing:
        return Level.LOOK, {"packages": _some(missing)}
    return Level.OK, {"n": len(pins)}


def pinned(requirements: Path) -> Iterator[tuple[str, str]]:
    """Each package of the lock with its version; lines with a condition that may not hold too."""
    for line in (_text(requirements) or "").splitlines():
        found = re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", line)
        if found:
            yield found[1], found[2]


def _age_of_pins(here: Installation) -> Found:
    renewed = moment_of(here.requirements)
    level = Level.OK if here.moment - renewed <= PINS_AGE else Level.LOOK
    return level, {"day": day_of(renewed)}


def _encryption(here: Installation) -> Found:
    beside = here.store_key is not None and here.store_key.exists()
    if here.told.store_key or here.told.store_key_file or beside:
        return Level.OK, NOTHING
    return (Level.LOOK if _at_home(here) else Level.WRONG), NOTHING


def _demo(here: Installation) -> Found:
    if here.is_demo is None:
        return Level.LOOK, NOTHING
    return (Level.WRONG if here.is_demo and not _at_home(here) else Level.OK), NOTHING


def _mail(here: Installation) -> Found:
    open_line = here.told.smtp_tls == "none" and here.told.smtp_host not in (None, *AT_HOME)
    return (Level.WRONG if open_line else Level.OK), {"host": here.told.smtp_host or "–"}


def _workers(here: Installation) -> Found:
    wanted = [here.environment.get("WEB_CONCURRENCY", "1")]
    for command in here.commands:
        if "streamlit_app:app" in command:
            wanted += re.findall(r"--workers[ =](\d+)", command)
    most = max((int(each) for each in wanted if each.isdecimal()), default=1)
    return (Level.WRONG if most > 1 else Level.OK), {"n": most}


CHECKS: Mapping[str, Callable[[Installation], Found]] = {
    "key": _key,
    "key_place": _key_place,
    "files": _files,
    "tls": _tls,
    "encryption": _encryption,
    "backup": _backup,
    "disk": _disk,
    "clock": _clock,
    "workers": _workers,
    "mail": _mail,
    "demo": _demo,
    "packages": _packages,
    "age_of_pins": _age_of_pins,
}


def _at_home(here: Installation) -> bool:
    return urlsplit(here.told.address).hostname in AT_HOME


def _text(path: Path | None) -> str | None:
    return path.read_text(encoding="utf-8").strip() if path and path.is_file() else None


def _some(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" (+{more})" if more > 0 else "")
