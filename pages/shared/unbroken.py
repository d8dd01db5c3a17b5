"""What is written is written whole: nothing that the browser asks meanwhile stops the script.

Streamlit stops a script that runs wherever it touches the session's state or says something, as
soon as the browser has asked for more, and begins again with what is pressed now. A second click
that came while the first was being saved would so be heard twice: saved once, and not yet known to
be. Here the script goes on to the end of the block, and is stopped at the next such place after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx


@contextmanager
def unbroken() -> Iterator[None]:
    """Around a write and what the session must know of it. One may stand within another."""
    with _heard(False):
        yield


@contextmanager
def stoppable() -> Iterator[None]:
    """Within such a block, where work that takes long may be ended with nothing written yet."""
    with _heard(True):
        yield


@contextmanager
def _heard(whether: bool) -> Iterator[None]:
    run = get_script_run_ctx()
    runner: Any = getattr(run.yield_check, "__self__", None) if run is not None else None
    if runner is None:
        yield
        return
    before, runner._execing = runner._execing, whether  # noqa: SLF001 — no public way
    try:
        yield
    finally:
        runner._execing = before  # noqa: SLF001
