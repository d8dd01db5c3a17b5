"""A document as PDF (tagged, PDF/UA-1) and as Word, of the same words.

The Word file is made from a template in `templates/` that a municipality can change in Word: what
it needs are the fields in braces; `word_templates.py` makes the ones that come with the program.
"""

import re
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from core.codes import Coded
from core.records.documents import SharedDocument
from core.shared_documents import COORDINATOR
from core.words import phrase, plain
from pages.shared.documents.compiled import compiled, noon
from pages.shared.documents.paper import Paper

LAYOUT = Path(__file__).with_name("paper.typ")
ONE_PAGE = Path(__file__).with_name("one_page.typ")
"""A layout that is one page, whatever stands on it: its letters shrink until all has room."""
TEMPLATES = Path(__file__).with_name("templates")
_SPOKEN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lang"
_LATIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_UNPRINTABLE = dict.fromkeys((0xFFFE, 0xFFFF))
"""Two signs that no XML can hold."""


def file_name(number: int, made: SharedDocument, on: date, ending: str) -> str:
    """ungespor-1001-min-plan-den-unge-2026-05-04.pdf: the case, the kind, for which role, the day.

    Neither name nor CPR number; the role, since two recipients get two different documents.
    """
    role = made.recipient.role
    whose = "sag" if role == COORDINATOR else plain("da", Coded("participant_role", role))
    told = f"ungespor {number} {plain('da', Coded('shared_document', made.kind))} {whose}"
    return f"{_slug(told)}-{on.isoformat()}.{ending}"


def _slug(text: str) -> str:
    latin = text.casefold().translate(_LATIN)
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")


def paper_pdf(paper: Paper, layout: Path = LAYOUT) -> bytes:
    """The document as PDF. The words go in as JSON, so that no text can become code."""
    return compiled(layout, _told(paper), paper.day)


def paper_word(paper: Paper) -> bytes:
    """The document as a Word file that can be changed further."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 — slow to load, and seldom needed

    template = DocxTemplate(TEMPLATES / ("paper-large.docx" if paper.large else "paper.docx"))
    template.render(_told(paper), autoescape=True)
    written: Any = template.docx
    _describe(written, paper)
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def _told(paper: Paper) -> dict[str, Any]:
    before, between, after = _around_pages(paper.page)
    told = asdict(paper) | {"page_before": before, "page_between": between, "page_after": after}
    del told["day"]
    return dict(_printable(told))


def _around_pages(page: str) -> tuple[str, str, str]:
    """What stands before, between and after the two page numbers: Word fills them in itself."""
    before, rest = page.split("{page}")
    between, after = rest.split("{pages}")
    return before, between, after


def _printable(told: Any) -> Any:
    if isinstance(told, str):
        return told.translate(_UNPRINTABLE)
    if isinstance(told, dict):
        return {name: _printable(each) for name, each in told.items()}
    return [_printable(each) for each in told] if isinstance(told, list | tuple) else told


def _describe(document: Any, paper: Paper) -> None:
    """Title, language and place in the file's own data; never who was signed in."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = paper.title, paper.place, paper.place
    tag = phrase(paper.language, "writing.locale")
    about.language, about.comments = tag, ""
    about.created = about.modified = noon(paper.day).replace(tzinfo=None)
    for spoken in document.styles.element.iter(_SPOKEN):
        spoken.set(_SPOKEN.replace("lang", "val"), tag)
