"""How wide a text is drawn, without asking a font: an upper estimate for common sans serif ones."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

_EM: Mapping[str, float] = MappingProxyType(
    {
        **dict.fromkeys("ijlI.,:;'|!·", 0.32),
        **dict.fromkeys("ftr()- /", 0.4),
        **dict.fromkeys("mwæœMWÆŒ@%…", 0.98),
        **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZØÅÄÖ&", 0.76),
    }
)
"""Widths in em of bold letters of Arial, rounded up."""
_OTHER = 0.64
_REGULAR = 0.93
"""How much narrower letters are that are not bold."""
_TAILS = (
    "arbejder",
    "assistent",
    "behandler",
    "forælder",
    "konsulent",
    "koordinator",
    "medarbejder",
    "person",
    "plejerske",
    "pædagog",
    "rådgiver",
    "træner",
    "vejleder",
)
"""Last parts of Danish words for people, before which a long word may be broken."""
CUT = "…"
"""Ends what was cut."""


def text_width(text: str, size: float, *, bold: bool = True) -> float:
    """The width of one line in the unit of `size`, the height of its letters' em."""
    weight = 1 if bold else _REGULAR
    return size * weight * sum(_EM.get(char, _OTHER) for char in text)


def shortened(text: str, size: float, room: float, *, bold: bool = True) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and text_width(f"{kept.rstrip()}{CUT}", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}{CUT}"


def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text, not bold, in one line or two; what is wider still is cut."""
    halves = [(text,)] if _fits((text,), size, room) else list(_halves(text))
    lines = min(halves, key=lambda parts: max(_wide(part, size) for part in parts), default=(text,))
    return tuple(shortened(line, size, room, bold=False) for line in lines)


def _fits(lines: tuple[str, ...], size: float, room: float) -> bool:
    return all(_wide(line, size) <= room for line in lines)


def _wide(line: str, size: float) -> float:
    return text_width(line, size, bold=False)


def _halves(text: str) -> Iterator[tuple[str, ...]]:
    """Every way to break the text in two: at a blank, or before the tail of its last word."""
    words = text.split()
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])
    for tail in _TAILS:
        if text.endswith(tail) and text[: -len(tail)][-1:].isalpha():
            yield f"{text.removesuffix(tail)}-", tail
