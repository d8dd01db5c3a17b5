"""A plugin: whenever a kept answer is given, it is made anew as well and has to be the same.

`make test-kept` runs the tests with it. What is not asked again because nothing has told of a write
is found in this way wherever a test writes between two looks. Tests that count statements or
answers, and would count these too, are left out.
"""

import inspect
from typing import Any

import pytest

from db.kept import Kept
from db.written import tables_read

COUNTING = ("statements(", "asked == [", "made == [", "Kept(")
"""What stands in tests that count; they say the same without this plugin."""

_given = Kept.__call__
_compared = 0


def _checked(self: Kept[Any, Any], *asked: Any) -> Any:
    before = self._answers.get(asked)
    told = _given(self, *asked)
    if before is not None and self._answers.get(asked) is before:
        _compare(self, asked, told)
    return told


def _compare(kept: Kept[Any, Any], asked: tuple[Any, ...], told: Any) -> None:
    global _compared  # noqa: PLW0603 — one count for the whole run
    _compared += 1
    with tables_read():
        anew = kept._make(*asked)
    same = repr(anew) == repr(told) or bool(anew == told)
    assert same, f"{kept.__module__}.{kept.__qualname__}{asked}: kept {told!r}, now {anew!r}"


def pytest_configure() -> None:
    """From here on every kept answer is compared."""
    Kept.__call__ = _checked  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what counts."""
    items[:] = [each for each in items if not _counts(each)]


def _counts(item: pytest.Item) -> bool:
    source = inspect.getsource(getattr(item, "obj", item.__class__))
    fixtures = getattr(item, "fixturenames", ())
    return any(sign in source for sign in COUNTING) or "answer" in fixtures


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many were compared, where one process has run them all."""
    if _compared:
        terminalreporter.write_line(f"{_compared} kept answers were made anew and compared.")
