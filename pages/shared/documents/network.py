"""The papers of the network: the map, the network overview and the intervention overview as PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.words import phrase
from pages.shared.colours import on_paper
from pages.shared.documents.compiled import compiled
from pages.shared.formats import day

LAYOUT = Path(__file__).with_name("network.typ")


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its heading, where it has one, and its lines by the names of the columns."""

    heading: str
    lines: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on it; `alt` says in words what the picture shows, which is light on paper."""

    title: str
    place: str
    language: str
    made: date
    sections: Sequence[Section]
    lines: Sequence[str] = ()
    picture: str = ""
    alt: str = ""


def paper_pdf(paper: Paper) -> bytes:
    """A4 lying down, tagged (PDF/UA-1). The words go in as JSON, never as markup."""
    return compiled(LAYOUT, _told(paper), paper.made)


def _told(paper: Paper) -> dict[str, object]:
    made = day(paper.language, paper.made)
    return {
        "title": paper.title,
        "place": paper.place,
        "language": paper.language,
        "made": phrase(paper.language, "exhibit.document.made", date=made),
        "page": phrase(paper.language, "exhibit.document.page"),
        "lines": list(paper.lines),
        "picture": on_paper(paper.picture),
        "alt": paper.alt,
        "sections": [_section(one) for one in paper.sections if one.lines],
    }


def _section(section: Section) -> dict[str, object]:
    """Columns in which no line says anything are left out."""
    columns = [name for name in section.lines[0] if any(line[name] for line in section.lines)]
    return {
        "heading": section.heading,
        "columns": columns,
        "rows": [[line[name] for name in columns] for line in section.lines],
    }
