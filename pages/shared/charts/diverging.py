"""Diverging bars: decline to the left, improvement to the right, unchanged in the middle (R15)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.rounding import half_up
from pages.shared.charts.colours import COLOURS, INK, QUIET, Meaning
from pages.shared.charts.rows import (
    BAR,
    LABEL_GAP,
    bar_offset,
    beside_layer,
    in_rows,
    label_layer,
    label_lines,
    most_lines,
    step_height,
)
from pages.shared.charts.theme import Spec

MEANINGS = (Meaning.DECLINE, Meaning.UNCHANGED, Meaning.IMPROVEMENT)
NARROW = 44
"""A part of a bar narrower than this (in points, of a bar as wide as the chart) has no figure."""
GAP = 4
BESIDE_BAR = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One row: counts or per cents of decline, unchanged and improvement; drawn as shares.

    `beside` stands to the right of the label, such as n. `published` is a second, thinner bar of
    the same three. Three zeros draw an empty row; `told` says why.
    """

    label: str
    parts: tuple[float, float, float]
    beside: str = ""
    told: str = ""
    published: tuple[float, float, float] | None = None


def diverging_bars(
    rows: Sequence[Change], *, words: Mapping[Meaning, str], published: str, describes: str
) -> Spec:
    """The rows from top to bottom. `words` names the three parts, `published` the thinner bar."""
    lines = most_lines(row.label for row in rows)
    second = any(row.published is not None for row in rows)
    named = [words[meaning] for meaning in MEANINGS]
    step = step_height(lines) + (GAP + BESIDE_BAR if second else 0)
    own = bar_offset(lines) + (step_height(lines) - step) / 2
    foot = own - BAR / 2 - LABEL_GAP
    once = _only("head")
    heads = [{**each, "transform": once} for each in (label_layer(foot), beside_layer(foot))]
    layers = [*heads, _told(own), _bars(named, own, BAR), _shares(own)]
    if second:
        layers += _second(named, own + BAR / 2 + GAP + BESIDE_BAR / 2, published)
    values = [part for place, row in enumerate(rows) for part in _parts(place, row, named)]
    return in_rows(values, layers, height=step * len(rows), describes=describes)


def _parts(place: int, row: Change, named: Sequence[str]) -> Iterator[dict[str, Any]]:
    head = {"place": place, "label": "\n".join(label_lines(row.label)), "beside": row.beside}
    yield {**head, "told": row.told, "kind": "head"}
    yield from _bar(place, row.parts, named, "own")
    if row.published is not None:
        yield from _bar(place, row.published, named, "published")


def _bar(
    place: int, parts: tuple[float, float, float], named: Sequence[str], kind: str
) -> Iterator[dict[str, Any]]:
    total = sum(parts)
    if not total:
        return
    down, same, up = (part / total for part in parts)
    ends = ((-down - same / 2, -same / 2), (-same / 2, same / 2), (same / 2, same / 2 + up))
    for meaning, name, share, (low, high) in zip(
        MEANINGS, named, (down, same, up), ends, strict=True
    ):
        colour = COLOURS[meaning]
        yield {
            "place": place,
            "kind": kind,
            "change": name,
            "share": share,
            "shown": half_up(share, 2),
            "low": low,
            "high": high,
            "middle": (low + high) / 2,
            "ink": colour.ink,
        }


def _only(kind: str, more: str = "") -> list[dict[str, str]]:
    return [{"filter": f"datum.kind === '{kind}'{more}"}]


def _told(own: float) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "yOffset": own, "color": QUIET}
    return {
        "transform": _only("head"),
        "mark": mark,
        "encoding": {"text": {"field": "told"}, "x": {"value": 0}},
    }


def _bars(named: Sequence[str], offset: float, height: float, kind: str = "own") -> Spec:
    fills = [COLOURS[meaning].fill for meaning in MEANINGS]
    return {
        "transform": _only(kind),
        "mark": {"type": "bar", "height": height, "yOffset": offset},
        "encoding": {
            "x": {
                "field": "low",
                "type": "quantitative",
                "axis": None,
                "scale": {"nice": False, "zero": False},
            },
            "x2": {"field": "high"},
            "color": {
                "field": "change",
                "type": "nominal",
                "scale": {"domain": list(named), "range": fills},
            },
        },
    }


def _shares(offset: float) -> Spec:
    return {
        "transform": _only("own", f" && datum.share * width >= {NARROW}"),
        "mark": {"type": "text", "baseline": "middle", "yOffset": offset, "fontSize": 12},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative", "axis": None},
            "text": {"field": "shown", "type": "quantitative", "format": ".0%"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _second(named: Sequence[str], offset: float, word: str) -> list[Spec]:
    """The thinner bar and, to its right, whose it is."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "xOffset": 8, "fontSize": 11}
    return [
        _bars(named, offset, BESIDE_BAR, "published"),
        {
            "transform": [*_only("published"), {"filter": f"datum.change === {named[0]!r}"}],
            "mark": {**mark, "yOffset": offset, "color": INK},
            "encoding": {"text": {"value": word}, "x": {"value": "width"}},
        },
    ]
