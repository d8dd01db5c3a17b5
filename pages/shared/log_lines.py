"""Every event in the log is one line, whatever it is about: nobody can write a line that looks
like another event.

What libraries say goes through here; our own lines are written by structlog, which quotes values.
"""

import logging
import re
import traceback
from typing import Any

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Whatever a terminal or a reader of logs takes for more than a character."""


def one_line(text: str) -> str:
    """The text with line breaks, control characters and reversals written out: `\\n`, `\\x1b`."""
    return _BREAKS.sub(lambda found: repr(found[0])[1:-1], text)


class OneLine(logging.LogRecord):
    """A record whose message and trace have no line breaks of their own."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        if self.exc_info and self.exc_info[0] is not None:
            self.exc_text = one_line("".join(traceback.format_exception(*self.exc_info)).strip())

    def getMessage(self) -> str:  # noqa: N802 — named by the standard library
        """The message with its values filled in."""
        return one_line(super().getMessage())


def keep_to_lines() -> None:
    """From now on, for all that is logged in this process."""
    logging.setLogRecordFactory(OneLine)
