"""The agenda of a meeting: points, one on each line."""

import re

_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•*])\s+")
"""A number or a dash before a point: the screen and the papers number the points themselves."""


def points(agenda: str | None) -> tuple[str, ...]:
    """The points, without numbers and empty lines."""
    lines = (_MARK.sub("", line).strip() for line in (agenda or "").splitlines())
    return tuple(line for line in lines if line)


def one_a_line(agenda: str | None) -> str | None:
    """The agenda as it is kept; None where it has no point."""
    return "\n".join(points(agenda)) or None


def with_point(agenda: str | None, point: str) -> str:
    """The agenda with one more point at its end, unless it has it already."""
    known = points(agenda)
    return "\n".join(known if point in known else (*known, point))
