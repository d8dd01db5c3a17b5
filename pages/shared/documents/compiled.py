"""A layout with its words as PDF: tagged (PDF/UA-1), and the same on every machine."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst


def compiled(layout: Path, told: Mapping[str, Any], made: date) -> bytes:
    """The document. The words go in as JSON, never as markup, so that no text can become code."""
    return typst.compile(
        layout,
        format="pdf",
        root=layout.parent,
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=noon(made),
    )


def noon(day: date) -> datetime:
    """The moment that a document made on that day bears."""
    return datetime.combine(day, time(12), tzinfo=UTC)
