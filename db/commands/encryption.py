"""Commands around keys: encrypt and decrypt the store, and replace its keys."""

from collections.abc import Iterator

import typer

from core.words import DEFAULT, phrase
from db.commands.line import LanguageOption, answered
from db.encryption.rotation import decryption, encryption, secret_rotation, store_key_rotation


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("encrypt")(encrypt)
    app.command("decrypt")(decrypt)
    app.command("rotate-key")(rotate_key)
    app.command("rotate-store-key")(rotate_store_key)


@answered
def encrypt(language: LanguageOption = DEFAULT) -> None:
    """Encrypt a store that lies in plain text."""
    _carry_out(encryption(), language, "encrypted")


@answered
def decrypt(language: LanguageOption = DEFAULT) -> None:
    """Write an encrypted store in plain text."""
    _carry_out(decryption(), language, "decrypted")


@answered
def rotate_key(language: LanguageOption = DEFAULT) -> None:
    """Replace the installation's secret and seal everything under the new one; sessions end."""
    _carry_out(secret_rotation(), language, "key_rotated")


@answered
def rotate_store_key(language: LanguageOption = DEFAULT) -> None:
    """Encrypt the store's file under another key."""
    _carry_out(store_key_rotation(), language, "store_key_rotated")


def _carry_out(steps: Iterator[str], language: str, said: str) -> None:
    for _ in steps:
        pass
    typer.echo(phrase(language, f"encryption.{said}"))
