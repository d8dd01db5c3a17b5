"""An installation for the doctor to look at, with nothing to find."""

from pathlib import Path

from db.clock import now
from db.doctor import Installation
from db.settings import Settings

KEY = "d7Qm2-xP9vLk4-Tz8Rb6_Hn3Wc5Ys1Gf0J"
FAR = "https://ungespor.example"


def told(**changed):
    values = {"secret_key": KEY, "store_key": KEY, "address": FAR, "secure_cookies": True}
    return Settings(**values | changed)


def in_order(folder: Path) -> Installation:
    """An installation with nothing to find."""
    store, backups = folder / "data" / "ungespor.duckdb", folder / "backup"
    for each in (store.parent, backups):
        each.mkdir(mode=0o700)
    for file in (store, backups / "ungespor.20261127T020000Z.backup", folder / "secrets.toml"):
        file.touch(mode=0o600)
    requirements = folder / "requirements.txt"
    requirements.write_text("altair==6.3.0 \\\n    --hash=sha256:00\n    # via x\nstarlette==1.0\n")
    return Installation(
        told=told(),
        moment=now(),
        store=store,
        key=store.with_suffix(".key"),
        store_key=store.with_suffix(".store-key"),
        backups=backups,
        settings_files=(folder / "secrets.toml", folder / "not-there"),
        requirements=requirements,
        installed={"altair": "6.3.0", "starlette": "1.0"}.get,
        free=50 * 1024**3,
        synchronised=True,
        is_demo=False,
        environment={},
        commands=("uvicorn streamlit_app:app --workers 1", "other --workers 9"),
    )


def readable(path, mode):
    path.chmod(mode)
    return path


def loose(here):
    """A file of its own that everybody can read."""
    file = here.requirements.with_name("on-another-disk")
    file.touch()
    return readable(file, 0o644)
