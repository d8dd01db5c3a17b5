"""The network map as one SVG picture, for the screen, the projector and paper.

The side a person stands on, the shape of their card, a star and a plus say what the colours say.
What people wrote goes in as text and is shown in an <img>, where nothing in it can run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import copysign, cos, pi, sin

from core.codes import Coded
from core.network_cards import DETAIL, LEADING, PADDING, SYMBOL, Card, MapWords, Sheet
from core.network_map import EXPONENT, RINGS, Layout, layout
from core.records.network_map import MapPerson
from core.text_width import text_width
from core.words import code_key, phrase
from pages.shared.charts.colours import COLOURS, INK, PAPER, QUIET, Meaning
from pages.shared.colours import Shade
from pages.shared.network_map_signs import LEGEND, line_of, plus, safe, star

FONT = "'Source Sans 3','Source Sans Pro','Segoe UI',Helvetica,Arial,'Liberation Sans',sans-serif"
_FILLS = {3: Shade.RING_FAR, 2: Shade.RING_NEAR, 1: Shade.RING_CLOSE}
_LINE = Shade.RING
"""Between two rings: stands out from the ground on both its sides."""
_POINTS = 160
"""Corners of the polygon that stands for a ring."""
_REMEMBERED = 64
"""How many layouts and pictures are remembered: the same people give the same picture."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A size of the picture: the middle of the rings, and where the legend begins."""

    width: int
    height: int
    middle: tuple[float, float]
    sheet: Sheet
    legend: tuple[tuple[float, float], ...]
    """Where each of the four signs stands."""


WIDE = Frame(
    *(1600, 1000, (800, 478), Sheet(780, 430, 25)),
    legend=((60, 962), (360, 962), (760, 962), (1130, 962)),
)
"""For screens, projectors and paper lying down."""
TALL = Frame(
    *(720, 1140, (360, 528), Sheet(350, 468, 30)),
    legend=((40, 1050), (400, 1050), (40, 1106), (400, 1106)),
)
"""For a telephone."""


def map_layout(people: Iterable[MapPerson], language: str, frame: Frame = WIDE) -> Layout:
    """Where everybody stands in the picture."""
    return _laid_out(tuple(people), language, frame)


@lru_cache(_REMEMBERED)
def _laid_out(people: tuple[MapPerson, ...], language: str, frame: Frame) -> Layout:
    words = MapWords(
        nameless=phrase(language, "network_map.nameless"),
        chosen=phrase(language, "network_map.chosen"),
    )
    return layout(people, frame.sheet, words)


@lru_cache(_REMEMBERED)
def drawing(
    drawn: Layout, *, name: str, language: str, frame: Frame = WIDE, marked: str | None = None
) -> str:
    """The picture as SVG text, its colours by name; `marked`: the id of whom the page chose."""
    parts = (
        *_rings(frame, language),
        *_middle(frame, name),
        *(_card(card, frame, chosen=card.person.id == marked) for card in drawn.cards),
        *_legend(frame, language),
    )
    title = phrase(language, "network_map.picture_title", name=name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}"'
        f' width="{frame.width}" height="{frame.height}" role="img" xml:lang="{language}"'
        f' font-family="{FONT}">'
        f"<title>{safe(title)}</title><desc>{safe(described(drawn, language))}</desc>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def described(drawn: Layout, language: str) -> str:
    """How many stand where, in a sentence."""
    sides = [card.person.sphere for card in drawn.cards]
    return phrase(
        language,
        "network_map.description",
        private=sides.count("private"),
        professional=sides.count("professional"),
        unplaced=len(drawn.unplaced),
    )


def _rings(frame: Frame, language: str) -> Iterable[str]:
    (x, y), sheet = frame.middle, frame.sheet
    for ring, fill in _FILLS.items():
        radius = RINGS[ring][1]
        yield _ring(frame, radius, f'fill="{fill}" stroke="{_LINE}" stroke-width="2"')
    top, bottom = y - sheet.down, y + sheet.down
    yield (
        f'<path d="M{x} {top}V{bottom}" stroke="{QUIET}" stroke-width="2.5"'
        ' stroke-dasharray="3 9" stroke-linecap="round"/>'
    )
    size = sheet.text * 0.72
    for ring in RINGS:
        words = phrase(language, f"network_map.ring.{ring}")
        at = y - RINGS[ring][1] * sheet.down
        wide = text_width(words, size)
        yield (
            f'<rect x="{x - wide / 2:.1f}" y="{at - size * 0.7:.1f}" width="{wide:.1f}"'
            f' height="{size * 1.4:.1f}" rx="{size * 0.7:.1f}" fill="{PAPER}"/>'
        )
        yield line_of(words, x, at + size * 0.35, size, fill=QUIET)
    yield from _sides(frame, language)


def _ring(frame: Frame, radius: float, look: str) -> str:
    """The line of a ring, as a polygon that looks round."""
    (x, y), sheet = frame.middle, frame.sheet
    points = []
    for step in range(_POINTS):
        turn = 2 * pi * step / _POINTS
        across, down = (
            copysign(abs(part) ** (2 / EXPONENT), part) * radius for part in (cos(turn), sin(turn))
        )
        points.append(f"{x + across * sheet.across:.1f},{y + down * sheet.down:.1f}")
    return f'<polygon points="{" ".join(points)}" {look}/>'


def _sides(frame: Frame, language: str) -> Iterable[str]:
    size = frame.sheet.text * 1.15
    for sphere, x, anchor in (
        ("private", 16, "start"),
        ("professional", frame.width - 16, "end"),
    ):
        words = phrase(language, f"network_map.side.{sphere}")
        fill = COLOURS[Meaning(sphere)].fill
        yield line_of(words, x, size * 1.2, size, fill=fill, weight=700, anchor=anchor)


def _middle(frame: Frame, name: str) -> Iterable[str]:
    (x, y), sheet, radius = frame.middle, frame.sheet, RINGS[1][0]
    first = (name.split() or [""])[0]
    room = 1.7 * radius * sheet.across
    size = min(sheet.text * 1.25, room / max(text_width(first, 1), 1))
    yield _ring(frame, radius, f'fill="{INK}"')
    yield line_of(first, x, y + size * 0.35, size, fill=PAPER, weight=700)


def _card(card: Card, frame: Frame, *, chosen: bool) -> str:
    sheet, text = frame.sheet, card.text
    x, y = frame.middle[0] + card.x * sheet.across, frame.middle[1] + card.y * sheet.down
    wide, high = 2 * card.across * sheet.across, 2 * card.down * sheet.down
    colour = COLOURS[Meaning(str(card.person.sphere))].fill
    fill, ink = (colour, PAPER) if card.person.chosen_adult else (PAPER, INK)
    parts = [_box(x, y, wide, high, card, f'fill="{fill}" stroke="{colour}" stroke-width="3"')]
    if chosen:
        ring = f'fill="none" stroke="{INK}" stroke-width="4"'
        parts.append(_box(x, y, wide + 11, high + 11, card, ring))
    top = y - high / 2 + PADDING * text / 2
    parts += _name(card, x, top + LEADING * text / 2, ink)
    at = top + LEADING * text
    for line in card.detail:
        size = DETAIL * text
        parts.append(line_of(line, x, at + LEADING * size / 2 + size * 0.34, size, fill=ink))
        at += LEADING * size
    return "".join(parts)


def _box(x: float, y: float, wide: float, high: float, card: Card, look: str) -> str:
    round_ = card.text * 0.95 if card.person.sphere == "private" else 4
    return (
        f'<rect x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide:.1f}"'
        f' height="{high:.1f}" rx="{round_:.1f}" {look}/>'
    )


def _name(card: Card, x: float, y: float, ink: str) -> Iterable[str]:
    signs = [
        sign
        for sign, there in ((star, card.person.chosen_adult), (plus, bool(card.person.draw_on)))
        if there
    ]
    room = SYMBOL * card.text
    wide = text_width(card.name, card.text) + room * len(signs)
    at = x - wide / 2 + room / 2
    for sign in signs:
        yield sign(at, y, card.text * 0.45, ink)
        at += room
    middle = x + room * len(signs) / 2
    yield line_of(card.name, middle, y + card.text * 0.35, card.text, fill=ink, weight=700)


def _legend(frame: Frame, language: str) -> Iterable[str]:
    size = frame.sheet.text * 0.86
    for (x, y), (key, sign) in zip(frame.legend, LEGEND.items(), strict=True):
        yield sign(x, y, size * 0.55)
        words = phrase(language, f"network_map.legend.{key}")
        yield line_of(words, x + size * 1.4, y + size * 0.35, size, fill=QUIET, anchor="start")


def ring_word(closeness: int | None, language: str) -> str:
    """How close, in words; empty where it was not said."""
    if closeness not in RINGS:
        return ""
    return phrase(language, code_key(Coded("closeness", str(closeness))))
