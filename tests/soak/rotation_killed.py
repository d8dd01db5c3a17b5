"""Run a change of keys in a process that is killed between two steps, and look at what is left.

`python -m tests.soak.rotation_killed FOLDER COMMAND [STEP …]`: without steps, after every one. One
line for each, `STEP ok` or what was found. Each round runs in a fork, so that the libraries are
loaded once.
"""

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from db.actions import drafts
from db.encryption import rotation
from db.encryption.key_ring import forget_ring
from db.engine import close_store, current_store, reading, transaction
from db.models import YoungPersonRow
from db.queries.drafts import draft
from db.settings import settings
from tests.factories import person

NUMBER = "6503067788"
BY = person(name="Karen Kold")
COMMANDS: dict[str, Callable[[], Iterator[str]]] = {
    "secret": rotation.secret_rotation,
    "encrypt": rotation.encryption,
    "decrypt": rotation.decryption,
    "store-key": rotation.store_key_rotation,
}


def main(folder: Path, command: str, wanted: list[str]) -> None:
    """Make a store, and kill the command after each of the steps."""
    first = folder / "first"
    first.mkdir(parents=True)
    _forked(lambda: _made(first, command))
    steps = wanted or _steps(folder, first, command)
    for step in steps:
        there = folder / step.replace(" ", "-")
        shutil.copytree(first, there)
        _forked(lambda at=there, last=step: _killed(at, command, last), killed=True)
        _forked(lambda at=there: _looked_at(at, command))
        _forked(lambda at=there: _finished(at, command))
        print(f"{step} ok", flush=True)


def _forked(work: Callable[[], None], *, killed: bool = False) -> None:
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001 — a fork never returns into the caller's code
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status) != killed or (not killed and os.WEXITSTATUS(status)):
        raise SystemExit(f"ended with {status}")


def _settings(folder: Path, command: str, *, plain: bool = False) -> None:
    os.environ["UNGESPOR_DATABASE_URL"] = f"duckdb:///{folder / 'store.duckdb'}"
    os.environ["UNGESPOR_UNENCRYPTED"] = "yes" if plain or command == "decrypt" else "no"
    settings.cache_clear()
    forget_ring()


def _made(folder: Path, command: str) -> None:
    _settings(folder, command, plain=command == "encrypt")
    if command == "decrypt":
        os.environ["UNGESPOR_UNENCRYPTED"] = "no"
        settings.cache_clear()
    current_store()
    with transaction() as session:
        session.add(YoungPersonRow(id="y1", version=1, name="Vilma", cpr=NUMBER))
    drafts.keep("referral", {"cpr": NUMBER}, seen_version=0, by=BY)
    close_store()


def _steps(folder: Path, first: Path, command: str) -> list[str]:
    there = folder / "whole"
    shutil.copytree(first, there)
    file = folder / "steps"

    def noted() -> None:
        _settings(there, command)
        file.write_text("\n".join(COMMANDS[command]()))

    _forked(noted)
    return file.read_text().splitlines()


def _killed(folder: Path, command: str, last: str) -> None:
    _settings(folder, command)
    for step in COMMANDS[command]():
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)


def _looked_at(folder: Path, command: str) -> None:
    """The store opens, its log holds, the number is read and found, and somebody can go on."""
    plain = command == "encrypt" and not _is_encrypted(folder)
    _settings(folder, command, plain=plain)
    if plain:
        for beside in folder.glob("store.store-key*"):
            beside.unlink()
    assert current_store().alarm == ()
    with reading() as session:
        found = session.query(YoungPersonRow).filter(YoungPersonRow.cpr == NUMBER).one()
        assert found.cpr == NUMBER
    assert draft("referral", by=BY).values == {"cpr": NUMBER}
    drafts.keep("referral", {"cpr": NUMBER}, seen_version=0, by=BY)
    close_store()


def _is_encrypted(folder: Path) -> bool:
    store = rotation.opened_any(folder / "store.duckdb")
    store.close()
    return store.key is not None


def _finished(folder: Path, command: str) -> None:
    """The same command brings it to its end, or says that it is there."""
    _settings(folder, command)
    try:
        for _ in COMMANDS[command]():
            pass
    except (rotation.AlreadyEncrypted, rotation.AlreadyPlain):
        pass
    assert _is_encrypted(folder) == (command != "decrypt")
    _looked_at(folder, command)
    left = {file.name for file in folder.iterdir()}
    assert not any("next" in name or "rewrit" in name for name in left), left


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
