"""The signs and words on the drawing of a network map, as parts of an SVG picture."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from pages.shared.charts.colours import COLOURS, INK, PAPER, Meaning

_LOWEST = 0x20
_NO_XML = frozenset(map(chr, (0xFFFE, 0xFFFF)))
_STAR = "0,-10 2.9,-3.1 10,-3.1 4.5,1.6 6.5,9 0,4.5 -6.5,9 -4.5,1.6 -10,-3.1 -2.9,-3.1"
"""Ten points around 0,0, ten high above it."""


def safe(text: str) -> str:
    """A text that XML takes as text, whatever stands in it."""
    return escape(
        "".join(
            char
            for char in text
            if ord(char) >= _LOWEST and char not in _NO_XML and not "\ud800" <= char <= "\udfff"
        )
    )


def line_of(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    fill: str,
    weight: int = 400,
    anchor: str = "middle",
) -> str:
    """One line of words; `anchor` says which part of it stands at `x`."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{fill}"'
        f' font-weight="{weight}" text-anchor="{anchor}">{safe(words)}</text>'
    )


def star(x: float, y: float, radius: float, ink: str) -> str:
    """The chosen adult's sign."""
    place = f"translate({x:.1f} {y:.1f}) scale({radius / 9:.3f})"
    return f'<polygon points="{_STAR}" transform="{place}" fill="{ink}"/>'


def plus(x: float, y: float, radius: float, ink: str) -> str:
    """The sign of somebody to draw on."""
    arm = radius * 0.62
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{ink}"'
        f' stroke-width="{radius * 0.24:.1f}"/>'
        f'<path d="M{x - arm:.1f} {y:.1f}h{2 * arm:.1f}M{x:.1f} {y - arm:.1f}v{2 * arm:.1f}"'
        f' stroke="{ink}" stroke-width="{radius * 0.3:.1f}"/>'
    )


def _sample(sphere: Meaning, round_: float, x: float, y: float, half: float) -> str:
    return (
        f'<rect x="{x - half * 1.6:.1f}" y="{y - half:.1f}" width="{half * 3.2:.1f}"'
        f' height="{half * 2:.1f}" rx="{half * round_:.1f}" fill="{PAPER}"'
        f' stroke="{COLOURS[sphere].fill}" stroke-width="3"/>'
    )


LEGEND: Mapping[str, Callable[[float, float, float], str]] = {
    "private": partial(_sample, Meaning.PRIVATE, 1),
    "professional": partial(_sample, Meaning.PROFESSIONAL, 0.3),
    "chosen": partial(star, ink=INK),
    "draw_on": partial(plus, ink=INK),
}
"""The signs that the legend explains, by the key of their words; drawn at x, y, half as high."""
