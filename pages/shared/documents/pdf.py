"""The report as PDF: tagged (PDF/UA-1), in the reader's language, charts drawn with the tables."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pages.shared.documents.compiled import compiled
from pages.shared.documents.cover import Cover
from pages.shared.documents.exhibit import Chart, Exhibit, Row
from pages.shared.documents.palette import COLOURS, colour_of
from pages.shared.documents.wording import Wording
from pages.shared.formats import day

LAYOUT = Path(__file__).with_name("report.typ")
_PAGE = "exhibit.document.page"


def report_pdf(cover: Cover, exhibits: Sequence[Exhibit]) -> bytes:
    """The document. The words go in as JSON, never as markup, so that no text can become code."""
    words = Wording(cover.language)
    content = {**_frame(cover, words), "exhibits": [_table(one, words) for one in exhibits]}
    return compiled(LAYOUT, content, cover.made)


def _frame(cover: Cover, words: Wording) -> dict[str, Any]:
    return {
        "language": cover.language,
        "title": cover.title,
        "place": cover.place,
        "period": cover.period_name,
        "status": cover.status,
        "made": words.say("exhibit.document.made", date=day(cover.language, cover.made)),
        "page": words.say(_PAGE),
        "figures": words.say("exhibit.document.figures"),
        "reading": words.say("exhibit.document.reading", k=cover.hidden_below),
        "figures_of": cover.figures_of,
        "sections": [{"heading": heading, "text": text} for heading, text in cover.sections],
        "colours": list(COLOURS),
    }


def _table(exhibit: Exhibit, words: Wording) -> dict[str, Any]:
    rows = exhibit.rows
    return {
        "headline": exhibit.headline,
        "definition": exhibit.definition,
        "counted": words.say("exhibit.document.counted", unit=exhibit.counted),
        "columns": [column.name for column in exhibit.columns],
        "legend": [
            {"name": column.name, "colour": colour_of(exhibit, column)} for column in exhibit.drawn
        ],
        "rows": [_row(exhibit, row, _longest(exhibit), words) for row in rows],
        "notes": list(exhibit.notes),
    }


def _row(exhibit: Exhibit, row: Row, longest: float, words: Wording) -> dict[str, Any]:
    values = dict(_drawn(exhibit)).get(row.key, ())
    return {
        "name": row.name,
        "cells": [
            words.value(cell, exhibit.measured(row, column))
            for cell, column in zip(row.cells, exhibit.columns, strict=True)
        ],
        "parts": exhibit.chart is Chart.PARTS,
        "bars": [None if value is None else value / longest for value in values],
        "colours": [colour_of(exhibit, column) for column in exhibit.drawn],
    }


def _drawn(exhibit: Exhibit) -> Iterable[tuple[str, tuple[float | None, ...]]]:
    return ((row.key, values) for row, values in exhibit.bars())


def _longest(exhibit: Exhibit) -> float:
    """What the whole width stands for: a hundred, or the largest number drawn."""
    if exhibit.chart is Chart.PARTS:
        return 100.0
    numbers = [value for _, values in _drawn(exhibit) for value in values if value is not None]
    return max(numbers, default=0.0) or 1.0
