"""The bank of sentences: each list is a pack of cards, dealt to its end and then shuffled anew."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any


@cache
def sentences() -> Mapping[str, tuple[str, ...]]:
    """All sentences by dotted key, `need.housing.much`."""
    told = tomllib.loads(files("db.demo").joinpath("sentences.toml").read_text(encoding="utf-8"))
    return dict(_lists("", told))


def _lists(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, value in table.items():
        if isinstance(value, Mapping):
            found += _lists(f"{prefix}{name}.", value)
        else:
            found.append((f"{prefix}{name}", tuple(value)))
    return found


class Bank:
    """Deals sentences, so that none comes back before all of its list were told."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._packs: dict[str, list[str]] = {}

    def deal(self, key: str, facts: Mapping[str, str]) -> str:
        """The next sentence of a list, filled in. KeyError for a list or fact there is not."""
        pack = self._packs.setdefault(key, [])
        if not pack:
            pack += sentences()[key]
            self._dice.shuffle(pack)
        return pack.pop().format_map(facts)
