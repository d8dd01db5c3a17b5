"""What each colour of a chart means, in one table; no chart chooses a colour of its own.

Those that meet in one chart stay apart for colour-blind readers too, and each stands out from
the page, in light and in the dark; tests measure it. The values stand in `pages.shared.colours`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pages.shared.colours import Shade

INK = Shade.INK
"""Text, and lines that must be read."""
QUIET = Shade.QUIET
"""Text beside the figures."""
FAINT = Shade.FAINT
"""Lines that only lead the eye."""
PAPER = Shade.PAPER


class Meaning(StrEnum):
    """What a mark stands for."""

    OWN = "own"
    EARLIER = "earlier"
    PUBLISHED = "published"
    DECLINE = "decline"
    UNCHANGED = "unchanged"
    IMPROVEMENT = "improvement"
    SM = "SM"
    CTI = "CTI"
    ICM = "ICM"
    H = "H"
    U = "U"
    HOUSED = "housed"
    HOMELESS = "homeless"
    UNKNOWN = "unknown"
    PRIVATE = "private"
    PROFESSIONAL = "professional"
    CHANGED = "changed"
    YOUNG_PEOPLE = "young_people"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour and the one that can be read on it."""

    fill: Shade
    ink: Shade = Shade.ON_STRONG


_TEAL, _ORANGE = Colour(Shade.TEAL), Colour(Shade.ORANGE)
_VIOLET, _GREY = Colour(Shade.VIOLET, Shade.ON_PALE), Colour(Shade.GREY, Shade.ON_PALE)

COLOURS: Mapping[Meaning, Colour] = MappingProxyType(
    {
        Meaning.OWN: _TEAL,
        Meaning.EARLIER: _GREY,
        Meaning.PUBLISHED: _ORANGE,
        Meaning.DECLINE: _ORANGE,
        Meaning.UNCHANGED: _GREY,
        Meaning.IMPROVEMENT: _TEAL,
        Meaning.SM: _TEAL,
        Meaning.CTI: _ORANGE,
        Meaning.ICM: _VIOLET,
        Meaning.H: _TEAL,
        Meaning.U: _ORANGE,
        Meaning.HOUSED: _TEAL,
        Meaning.HOMELESS: _ORANGE,
        Meaning.UNKNOWN: _GREY,
        Meaning.PRIVATE: _TEAL,
        Meaning.PROFESSIONAL: _ORANGE,
        Meaning.CHANGED: _ORANGE,
        Meaning.YOUNG_PEOPLE: _VIOLET,
    }
)

TOGETHER = (
    (Meaning.OWN, Meaning.EARLIER, Meaning.PUBLISHED),
    (Meaning.DECLINE, Meaning.UNCHANGED, Meaning.IMPROVEMENT),
    (Meaning.SM, Meaning.CTI, Meaning.ICM),
    (Meaning.H, Meaning.U),
    (Meaning.YOUNG_PEOPLE, Meaning.PRIVATE, Meaning.PROFESSIONAL),
    (Meaning.HOUSED, Meaning.HOMELESS, Meaning.UNKNOWN),
    (Meaning.PRIVATE, Meaning.PROFESSIONAL),
    (Meaning.OWN, Meaning.CHANGED),
)
"""The meanings that meet in one chart."""
