"""The commands about losing nothing: `python -m db backup | restore | repair`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from core.words import DEFAULT, phrase, refusal_sentence
from db.clock import local_of
from db.commands.line import LanguageOption, answered
from db.encryption.keys import key_for
from db.engine import current_store, store_path
from db.errors import StoreHeld
from db.safekeeping.backup_errors import BackupHeld, BackupNoFile
from db.safekeeping.backups import backups, make
from db.safekeeping.repairing import repair
from db.safekeeping.restoring import newest_good, restore
from db.safekeeping.start_check import folder_of
from db.settings import settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (backup_store, restore_store, repair_store):
        app.command(command.__name__.removesuffix("_store"))(answered(command))
    app.command("serve")(serve)


def say(language: str, key: str, **facts: object) -> None:
    """Print one sentence."""
    typer.echo(phrase(language, f"backup.line.{key}", **facts))


def backup_store(
    folder: Annotated[Path | None, typer.Argument(help="Where to; else where all go.")] = None,
    language: LanguageOption = DEFAULT,
) -> None:
    """Make a backup and prove that it can be read. The app makes its own while it runs."""
    url = settings().database_url
    try:
        made = make(current_store(), key_for("backup"), folder)
    except StoreHeld as held:
        raise _held(url) from held
    say(language, "made", path=made.path)


def _held(url: str) -> BackupHeld:
    """The app runs: it makes backups itself, and the newest one is named."""
    file = store_path(url)
    if file is None:
        return BackupHeld(newest="–", folder="–")
    there = backups(file)
    return BackupHeld(newest=there[0].path.name if there else "–", folder=folder_of(file))


def restore_store(
    file: Annotated[Path | None, typer.Argument(help="A backup; else the newest good one.")] = None,
    purpose: Annotated[str, typer.Option(help="Why; it stands in the log.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    language: LanguageOption = DEFAULT,
) -> None:
    """Put a backup in the place of the store; what stands there is kept in quarantine."""
    url = settings().database_url
    wanted = file or _newest(language, url)
    if not yes and not typer.confirm(phrase(language, "backup.line.confirm", path=wanted)):
        raise typer.Exit(1)
    done = restore(url, wanted, purpose)
    for kept in done.quarantine:
        say(language, "quarantined", path=kept)
    say(language, "restored", path=done.backup, made=local_of(done.made))
    if done.last is not None:
        say(language, "last", time=local_of(done.last))
    if done.faults:
        say(language, "faults", n=done.faults)


def _newest(language: str, url: str) -> Path:
    found = newest_good(url)
    for path, refusal in found.skipped:
        say(language, "skipped", path=path.name, why=refusal_sentence(language, refusal))
    say(language, "newest", path=found.path, made=local_of(found.made))
    return found.path


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.")] = 8501,
) -> None:
    """Serve the app, and start it again when it dies."""
    supervised = (sys.executable, "-m", "db.safekeeping.supervise", host, str(port))
    os.execv(sys.executable, supervised)  # noqa: S606 — this process becomes the supervisor


def repair_store(
    language: LanguageOption = DEFAULT,
) -> None:
    """Mend a store whose log is damaged: quarantine, keep what can be read, say what can not."""
    url = settings().database_url
    if store_path(url) is None:
        raise BackupNoFile
    done = repair(url)
    if done is None:
        say(language, "nothing_to_repair")
        return
    for kept in done.quarantine:
        say(language, "quarantined", path=kept)
    say(language, "repaired", kept=done.kept, lost=done.lost)
    if done.last is not None:
        say(language, "last", time=local_of(done.last))
