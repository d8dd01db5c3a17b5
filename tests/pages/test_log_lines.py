"""The log can not be made to say what did not happen."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from pages.shared import start
from pages.shared.log_lines import one_line

pytestmark = pytest.mark.asvs("16.4.1")
FORGED = "Ib\r\n2026-05-04 level='info' event='signed in'\x1b[2K\x1b[1A\u2028\u202egnol\x85\x00"
BREAKS = "\r\x1b\u2028\u202e\x85\x00"


def raised(error: Exception) -> Exception:
    """The fault with the trace that raising gives it."""
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the error stream gets, the log opened as at the start of the server."""
    stream, before = io.StringIO(), logging.getLogRecordFactory()
    monkeypatch.setattr("sys.stderr", stream)
    start._open_log()
    yield stream
    logging.setLogRecordFactory(before)
    structlog.reset_defaults()


def test_a_name_with_line_breaks_makes_one_line_of_ours(said):
    log = structlog.get_logger("ungespor")
    log.warning("tried", name=FORGED)
    log.error("bug", reference="1", exc_info=raised(ValueError(FORGED)))
    lines = said.getvalue().split("\n")
    assert (len(lines), lines[-1]) == (3, "")
    assert not any(char in said.getvalue() for char in BREAKS)


def test_a_name_with_line_breaks_makes_no_third_line_in_what_libraries_say(said):
    handler = logging.StreamHandler(said)
    log = logging.getLogger("a library")
    log.addHandler(handler)
    log.warning("User-Agent: %s", FORGED)
    log.error("broke for %s", FORGED, exc_info=raised(KeyError("x", FORGED)))
    log.removeHandler(handler)
    lines = said.getvalue().split("\n")
    assert [line[:9] for line in lines] == ["User-Agen", "broke for", "Traceback", ""]
    assert not any(char in said.getvalue() for char in BREAKS)


def test_what_is_written_out_can_be_read():
    assert one_line("æ\n\x1b[1mø") == "æ\\n\\x1b[1mø"
    assert one_line("Vilma 🌈") == "Vilma 🌈"
