"""Every sentence a person reads, by key and language; the sentences lie in `core/locales/`.

A catalogue is a folder of TOML files whose tables join to dotted keys. A key with the two children
`one` and `other` is a plural, chosen by the fact `n`.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from core.codes import Coded
from core.errors import RuleBroken

LANGUAGES = ("da", "en")
DEFAULT = "da"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All sentences of a language by dotted key. ValueError where two files hold the same key."""
    sentences: dict[str, str] = {}
    folder = files("core").joinpath(f"locales/{language}")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for key, sentence in _flat("", tomllib.loads(file.read_text(encoding="utf-8"))):
                if key in sentences:
                    raise ValueError(f"{file.name}: {key} is told twice")
                sentences[key] = sentence
    return MappingProxyType(sentences)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", str(value)


def has_phrase(language: str, key: str) -> bool:
    """Whether the language has the key, as a sentence or as a plural."""
    return key in catalogue(language) or f"{key}.other" in catalogue(language)


def code_key(value: Enum | Coded) -> str:
    """The key of a code's word: Step.REFERRED is `code.step.referred`."""
    if isinstance(value, Coded):
        return f"code.{value.list}.{value.code}"
    name = "".join(f"_{char.lower()}" if char.isupper() else char for char in type(value).__name__)
    return f"code.{name.lstrip('_')}.{value.value}"


def plain(language: str, value: object) -> str:
    """A fact as text without any library: codes by their word, days as DD.MM.YYYY."""
    if isinstance(value, Enum | Coded):
        return phrase(language, code_key(value))
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, tuple):
        return ", ".join(plain(language, part) for part in value)
    return str(value)


def phrase(
    language: str, key: str, show: Callable[[str, object], str] = plain, /, **facts: object
) -> str:
    """The sentence of the key with its facts filled in. KeyError where the language lacks it.

    Only codes need no word: lists that a sender may fill freely bring some that we do not know.
    """
    sentences = catalogue(language)
    if key not in sentences and "n" in facts:
        key = f"{key}.one" if facts["n"] == 1 else f"{key}.other"
    if key not in sentences and key.startswith("code."):
        return _unlisted(key)
    sentence = sentences[key]
    return (
        sentence.format(**{name: show(language, fact) for name, fact in facts.items()})
        if facts
        else sentence
    )


def _unlisted(key: str) -> str:
    """The word of a code that an imported list brought along: its own text without any markup."""
    text = key.split(".", 2)[2]
    return "".join(char if char.isalnum() or char in " ,§" else " " for char in text).strip()


def refusal_sentence(
    language: str, refusal: RuleBroken, show: Callable[[str, object], str] = plain
) -> str:
    """The one sentence of a refusal."""
    return phrase(language, f"refusal.{refusal.code}", show, **refusal.facts)
