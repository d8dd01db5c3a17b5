"""How wide a text is drawn, without asking a font: an upper estimate for common sans serif ones."""

from collections.abc import Mapping
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
CUT = "…"
"""Ends what was cut."""


def text_width(text: str, size: float) -> float:
    """The width of one line in the unit of `size`, the height of its letters' em."""
    return size * sum(_EM.get(char, _OTHER) for char in text)


def shortened(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(f"{kept.rstrip()}{CUT}", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}{CUT}"


def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in one line or two, broken at a blank; what is wider still is cut."""
    words = text.split()
    if text_width(text, size) <= room or len(words) <= 1:
        return (shortened(text, size, room),)
    at = min(
        range(1, len(words)),
        key=lambda place: max(
            text_width(" ".join(words[:place]), size), text_width(" ".join(words[place:]), size)
        ),
    )
    parts = (" ".join(words[:at]), " ".join(words[at:]))
    return tuple(shortened(part, size, room) for part in parts)
