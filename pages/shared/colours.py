"""Every colour by what it means, in light and in the dark; no page has one of its own.

A style, a chart and a drawing name a colour as `var(--u-name)`, and the browser puts the value in:
which of the two, `color-scheme` says, which Streamlit sets on what it draws. So a page is made
without anybody knowing what the reader's device is set to. What leaves the screen is light.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple


class Shade(StrEnum):
    """A colour as it is named in a style; some mean a hue that `charts.colours` gives meanings."""

    PAPER = "var(--u-paper)"
    RAISED = "var(--u-raised)"
    INK = "var(--u-ink)"
    QUIET = "var(--u-quiet)"
    FAINT = "var(--u-faint)"
    SIDE = "var(--u-side)"
    EDGE = "var(--u-edge)"
    LINK = "var(--u-link)"
    LEAD = "var(--u-lead)"
    OPENED = "var(--u-opened)"
    ACCENT = "var(--u-accent)"
    PRESSED = "var(--u-pressed)"
    ON_ACCENT = "var(--u-on-accent)"
    TEAL = "var(--u-teal)"
    ORANGE = "var(--u-orange)"
    VIOLET = "var(--u-violet)"
    GREY = "var(--u-grey)"
    ON_STRONG = "var(--u-on-strong)"
    ON_PALE = "var(--u-on-pale)"
    SHARE_DECLINE = "var(--u-share-decline)"
    SHARE_UNCHANGED = "var(--u-share-unchanged)"
    SHARE_IMPROVEMENT = "var(--u-share-improvement)"
    FIRST_SCORE = "var(--u-first-score)"
    LATE = "var(--u-late)"
    LACKS = "var(--u-lacks)"
    ABSENT = "var(--u-absent)"
    AHEAD = "var(--u-ahead)"
    OVER = "var(--u-over)"
    BUILDING = "var(--u-building)"
    BUILDING_NOW = "var(--u-building-now)"
    PAUSE = "var(--u-pause)"
    RING = "var(--u-ring)"
    RING_FAR = "var(--u-ring-far)"
    RING_NEAR = "var(--u-ring-near)"
    RING_CLOSE = "var(--u-ring-close)"
    TOUR = "var(--u-tour)"
    TOUR_EDGE = "var(--u-tour-edge)"


class Values(NamedTuple):
    """What a colour is in each of the two."""

    light: str
    dark: str


VALUES: Mapping[Shade, Values] = MappingProxyType(
    {
        Shade.PAPER: Values("#ffffff", "#12191b"),
        Shade.RAISED: Values("#f2f5f5", "#1e282b"),
        Shade.INK: Values("#1d2b2e", "#e4ebec"),
        Shade.QUIET: Values("#4a595d", "#aebbbe"),
        Shade.FAINT: Values("#d5dddd", "#3a484c"),
        Shade.SIDE: Values("#b9c3c4", "#526266"),
        Shade.EDGE: Values("#1d2b2e33", "#64767b"),
        Shade.LINK: Values("#14505c", "#86c8d3"),
        Shade.LEAD: Values("#1f5f6b", "#79cfdc"),
        Shade.OPENED: Values("#020708", "#79cfdc"),
        Shade.ACCENT: Values("#1f5f6b", "#2b7f8e"),
        Shade.PRESSED: Values("#14505c", "#236f7d"),
        Shade.ON_ACCENT: Values("#ffffff", "#ffffff"),
        Shade.TEAL: Values("#1f5f6b", "#79cfdc"),
        Shade.ORANGE: Values("#b8571b", "#dd8544"),
        Shade.VIOLET: Values("#9389cb", "#a594ea"),
        Shade.GREY: Values("#8b9699", "#7d898d"),
        Shade.ON_STRONG: Values("#ffffff", "#12191b"),
        Shade.ON_PALE: Values("#1d2b2e", "#12191b"),
        Shade.SHARE_DECLINE: Values("#b8571b", "#c0631f"),
        Shade.SHARE_UNCHANGED: Values("#8b9699", "#76858a"),
        Shade.SHARE_IMPROVEMENT: Values("#1f5f6b", "#2c8797"),
        Shade.FIRST_SCORE: Values("#8a6d3b", "#d3b277"),
        Shade.LATE: Values("#a3271f", "#ff8f80"),
        Shade.LACKS: Values("#8a2a1c", "#ff9d8f"),
        Shade.ABSENT: Values("#6a777b", "#94a3a7"),
        Shade.AHEAD: Values("#d5e3e5", "#24373b"),
        Shade.OVER: Values("#8fb3b9", "#437681"),
        Shade.BUILDING: Values("#ece4d6", "#3a3223"),
        Shade.BUILDING_NOW: Values("#b58a45", "#d3a759"),
        Shade.PAUSE: Values("#6b4a1e", "#e3c08c"),
        Shade.RING: Values("#6f8488", "#7f959a"),
        Shade.RING_FAR: Values("#f5f8f8", "#172124"),
        Shade.RING_NEAR: Values("#e9f0f0", "#1c2a2d"),
        Shade.RING_CLOSE: Values("#dbe7e8", "#233438"),
        Shade.TOUR: Values("#eef5f5", "#17292d"),
        Shade.TOUR_EDGE: Values("#9dbdc1", "#3f6d76"),
    }
)
_NAMED = re.compile("|".join(map(re.escape, Shade)))


@cache
def sheet() -> str:
    """The style that gives each name its two values, for a page."""
    return f"<style>{_given(VALUES)}</style>"


def on_screen(drawing: str) -> str:
    """A drawing that is shown as a picture, with the values it names: it sees nothing of the page.

    It does see the `color-scheme` of the element that shows it.
    """
    named = {Shade(each): VALUES[Shade(each)] for each in sorted(set(_NAMED.findall(drawing)))}
    head, end, rest = drawing.partition(">")
    return f"{head}{end}<style>:root{{color-scheme:light dark}}{_given(named)}</style>{rest}"


def on_paper(text: str) -> str:
    """A drawing or a chart that leaves the screen: the light values in the place of the names."""
    return _NAMED.sub(_light, text)


def _light(found: re.Match[str]) -> str:
    return VALUES[Shade(found[0])].light


def _given(values: Mapping[Shade, Values]) -> str:
    pairs = (
        f"{shade[4:-1]}:light-dark({value.light},{value.dark})" for shade, value in values.items()
    )
    return f":root{{{';'.join(pairs)}}}"
