"""The one look of all charts, and the reader's language in them: numbers, months and days."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from babel import Locale
from babel.dates import get_day_names, get_month_names

from core.words import phrase
from pages.shared.charts.colours import FAINT, INK, PAPER, QUIET
from pages.shared.formats import region

Spec = dict[str, Any]
"""A Vega-Lite specification."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Source Sans, Liberation Sans, Arial, sans-serif"
"""The app's own font on the screen; the second lies with the program that makes the pictures."""
SIZE = 13
Width = Literal["wide", "abbreviated"]


def themed(spec: Mapping[str, Any], language: str) -> Spec:
    """The specification with the look and the language."""
    return {"$schema": SCHEMA, **spec, "config": {**_look(), "locale": locale_of(language)}}


@cache
def locale_of(language: str) -> Mapping[str, Any]:
    """How Vega writes numbers and days in a language."""
    return {"number": _numbers(language), "time": _times(language)}


def _numbers(language: str) -> Mapping[str, Any]:
    symbols = Locale.parse(region(language)).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", "\N{NO-BREAK SPACE}kr."],
        "percent": phrase(language, "writing.chart_percent"),
        "minus": "-",
    }


def _times(language: str) -> Mapping[str, Any]:
    return {
        "dateTime": phrase(language, "writing.chart_moment"),
        "date": phrase(language, "writing.chart_day"),
        "time": phrase(language, "writing.chart_clock"),
        "periods": ["AM", "PM"],
        "days": _days(language, "wide"),
        "shortDays": _days(language, "abbreviated"),
        "months": _months(language, "wide"),
        "shortMonths": _months(language, "abbreviated"),
    }


def _months(language: str, width: Width) -> list[str]:
    names = get_month_names(width, locale=region(language))
    return [names[number] for number in range(1, 13)]


def _days(language: str, width: Width) -> list[str]:
    """Sunday first, as Vega wants them; Babel begins with Monday."""
    names = get_day_names(width, locale=region(language))
    return [names[(number + 6) % 7] for number in range(7)]


@cache
def _look() -> Mapping[str, Any]:
    """The look, and no words of Vega's own: what it would say of each mark and axis is English.

    A chart has one name, in the reader's language, and a table that says the same as its marks.
    """
    text = {"labelColor": QUIET, "titleColor": QUIET, "labelFontSize": SIZE, "titleFontSize": SIZE}
    return {
        "aria": False,
        "mark": {"aria": False},
        "background": PAPER,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **text,
            "titleFontWeight": "normal",
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": FAINT,
            "labelPadding": 6,
        },
        "legend": {
            **text,
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "symbolType": "square",
            "symbolStrokeWidth": 0,
            "labelLimit": 260,
            "columnPadding": 16,
        },
        "text": {"fontSize": SIZE, "color": INK},
    }
