"""Commands around keys: encrypt and decrypt the store, and replace its keys."""

from collections.abc import Callable, Iterator

import typer

from core.words import DEFAULT, phrase
from db.rotation import decryption, encryption, secret_rotation, store_key_rotation

Command = Callable[[], None]


def register(app: typer.Typer, answered: Callable[[Command], Command]) -> None:
    """Put the commands on the command line; `answered` tells refusals and gives the store back."""
    for name, command in (
        ("encrypt", encrypt),
        ("decrypt", decrypt),
        ("rotate-key", rotate_key),
        ("rotate-store-key", rotate_store_key),
    ):
        app.command(name)(answered(command))


def encrypt() -> None:
    """Encrypt a store that lies in plain text."""
    _carried_out(encryption(), "encrypted")


def decrypt() -> None:
    """Write an encrypted store in plain text."""
    _carried_out(decryption(), "decrypted")


def rotate_key() -> None:
    """Replace the installation's secret and seal everything under the new one; sessions end."""
    _carried_out(secret_rotation(), "key_rotated")


def rotate_store_key() -> None:
    """Encrypt the store's file under another key."""
    _carried_out(store_key_rotation(), "store_key_rotated")


def _carried_out(steps: Iterator[str], said: str) -> None:
    for _ in steps:
        pass
    print(phrase(DEFAULT, f"encryption.{said}"))
