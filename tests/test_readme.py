"""What the README says of settings, commands and files is so."""

import re
from pathlib import Path

from db.__main__ import app
from db.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _part(name):
    return README.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]


def test_the_table_of_settings_names_every_setting_with_its_meaning():
    told = dict(
        re.findall(r"^\| `UNGESPOR_(\w+)` \| [^|]* \| (.*) \|$", _part("settings"), re.MULTILINE)
    )
    settings = {name.upper(): field.description for name, field in Settings.model_fields.items()}
    assert told == settings


def test_every_command_of_the_command_line_is_told():
    commands = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    } | {group.name for group in app.registered_groups}
    told = set(re.findall(r"`python -m db ([\w-]+)", README))
    assert told == commands


def test_every_make_target_that_is_told_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE)) <= targets


def test_every_file_that_is_linked_exists():
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if not link.startswith("http"):
            assert (ROOT / link).exists(), link


def test_the_map_names_files_that_exist():
    house = README.split("## The map of the house")[1].split("```")[1]
    for name in re.findall(r"[a-z_]+\.py", house):
        assert list(ROOT.rglob(name)), name
