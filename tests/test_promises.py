"""docs/promises.md is true: each promise names a test that is there, each ASVS item its markers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROMISES = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
TOLD = re.compile(r"^\| ([\d., ]+) \| [^|]+ \| (.+) \|$", re.MULTILINE)


def marked(file: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """The tests of a file, each with the items that it or its module carries."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {
        node.targets[0].id: items(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            own = set(names.get("pytestmark", ()))
            for mark in node.decorator_list:
                own |= names.get(mark.id, set()) if isinstance(mark, ast.Name) else items(mark)
            yield node.name, frozenset(own)


def items(node: ast.AST) -> set[str]:
    """The ASVS items that an expression marks."""
    return {
        str(argument.value)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.asvs"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py)`", PROMISES))))
def test_every_test_that_a_promise_names_is_there(name):
    assert (ROOT / "tests" / name).is_file()


@pytest.mark.parametrize(("wanted", "told"), TOLD.findall(PROMISES))
def test_every_item_is_shown_by_as_many_tests_as_are_told(wanted, told):
    group = set(wanted.split(", "))
    if told == "not built":
        assert f"- {wanted}:" in PROMISES.partition("## What is not promised")[2]
        return
    shown: set[str] = set()
    for name, count in re.findall(r"`([\w/]+\.py)` \((\d+)\)", told):
        found = [own & group for _, own in marked(ROOT / "tests" / name) if own & group]
        assert len(found) == int(count), name
        shown = shown.union(*found)
    assert shown == group


def test_all_thirty_two_lines_of_items_are_there():
    assert len(TOLD.findall(PROMISES)) == 32
