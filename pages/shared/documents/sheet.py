"""A sheet to hand to a young person: large plain text, as PDF (PDF/UA-1) in the reader's language.

What it holds is told in parts, so that the same sheet can be drawn on the screen.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pages.shared.documents.compiled import compiled

LAYOUT = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One thing of a list; `more` are the lines under it."""

    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with boxes to tick: who, about what, and the answers."""

    name: str
    about: str
    points: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """Lines to write on: whose they are, and what goes on each."""

    who: str
    lines: tuple[str, ...]


Part = Words | Points | Ask | Sign


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`whose` stands small at the top, `page` is a sentence with {page} and {pages}."""

    language: str
    title: str
    kind: str
    place: str
    whose: str
    made: str
    page: str
    intro: str
    sections: tuple[Section, ...]
    day: date


def sheet_pdf(sheet: Sheet) -> bytes:
    """The document. The words go in as JSON, never as markup, so that no text can become code."""
    return compiled(LAYOUT, _content(sheet), sheet.day)


def _content(sheet: Sheet) -> dict[str, Any]:
    names = ("language", "title", "kind", "place", "whose", "made", "page", "intro")
    return {name: getattr(sheet, name) for name in names} | {
        "sections": [
            {"heading": one.heading, "parts": [_part(part) for part in one.parts]}
            for one in sheet.sections
        ]
    }


def _part(part: Part) -> dict[str, Any]:
    return {"part": type(part).__name__.lower(), **asdict(part)}
