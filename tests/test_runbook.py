"""Whoever is refused by the program, not by a page, finds the refusal in the runbook."""

import re
from pathlib import Path

from core.errors import RuleBroken
from db import copy_errors, errors
from db.encryption.keys import KeyMissing, KeyWeak
from db.encryption.store_keys import (
    StoreKeyFileMissing,
    StoreKeyMissing,
    StoreKeyWeak,
    StoreKeyWrong,
)
from db.life import gone
from db.safekeeping import backup_errors
from db.safekeeping.room import DiskLow

RUNBOOK = Path(__file__).resolve().parent.parent / "docs" / "drift-fejl.md"


def _refusals_of(module):
    return {
        kind
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, RuleBroken)
        and kind.__module__ == module.__name__
    }


def test_every_refusal_of_the_start_and_the_commands_has_its_section_in_the_runbook():
    told = re.findall(r"^### `(\w+)`$", RUNBOOK.read_text(encoding="utf-8"), re.MULTILINE)
    modules = [_refusals_of(module) for module in (errors, backup_errors, copy_errors, gone)]
    assert all(modules)
    keys = {KeyMissing, KeyWeak, StoreKeyFileMissing, StoreKeyMissing, StoreKeyWeak, StoreKeyWrong}
    assert sorted(told) == sorted(kind.code for kind in {DiskLow, *keys}.union(*modules))
