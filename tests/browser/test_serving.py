"""The servers of these tests begin as those of the README do, whatever the process did before."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.browser.conftest import Server


def test_a_page_drawn_before_in_this_process_is_not_run_in_the_server(
    server: Callable[..., Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.py"
    page.write_text("raise SystemExit('drawn once more')", encoding="utf-8")
    left = ModuleType("__main__")
    left.__file__ = str(page)
    monkeypatch.setitem(sys.modules, "__main__", left)
    running = server()
    assert running.process.poll() is None
    assert sys.modules["__main__"] is left
