"""Everything held about a young person: one readable PDF and the same as JSON, in a zip file."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from core.life import Line, lines
from core.records.person_file import Part as Held
from core.records.person_file import PersonFile
from pages.shared.documents.paper import Block, Paper, Part
from pages.shared.documents.paper_files import paper_pdf
from pages.shared.documents.wording import Wording
from pages.shared.formats import day


def person_file_zip(file: PersonFile, *, language: str, place: str) -> bytes:
    """The zip file: `oplysninger.pdf` and `oplysninger.json`."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        archive.writestr("oplysninger.pdf", paper_pdf(person_file_paper(file, language, place)))
        archive.writestr("oplysninger.json", person_file_json(file))
    return kept.getvalue()


def person_file_json(file: PersonFile) -> str:
    """The same for a machine: by table its rows, then the looks from the log."""
    told = {
        "case_numbers": file.case_numbers,
        "made": file.made,
        "held": {part.table: part.rows for part in file.parts},
        "log": [
            {"day": look.day, "kind": look.kind, "times": look.times, "purpose": look.purpose}
            for look in file.looks
        ],
        "left_out": dict(file.left_out),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def person_file_paper(file: PersonFile, language: str, place: str) -> Paper:
    """The document in words."""
    words = Wording(language)
    numbers = ", ".join(map(str, file.case_numbers))
    parts = [_introduced(file, words), *(_part(held, words) for held in file.parts)]
    return Paper(
        language=language,
        title=words.say("person_file.title_paper"),
        place=place,
        lines=(words.say("person_file.cases", numbers=numbers),),
        parts=(*parts, _looks(file, words)),
        made=words.say("exhibit.document.made", date=day(language, file.made)),
        page=words.say("exhibit.document.page"),
        day=file.made,
    )


def _introduced(file: PersonFile, words: Wording) -> Part:
    blocks = [Block("text", words.say("person_file.introduction"))]
    for table, n in file.left_out.items():
        said = words.say("person_file.left_out", n=n, table=table_word(words, table))
        blocks.append(Block("point", said))
    return Part(words.say("person_file.about"), tuple(blocks))


def table_word(words: Wording, table: str) -> str:
    """What a table is called."""
    own = f"person_file.table.{table}"
    return words.say(own if words.knows(own) else f"exchange.sheet.{table}")


def column_word(words: Wording, column: str) -> str:
    """What a column is called."""
    own = f"person_file.column.{column}"
    return words.say(own if words.knows(own) else f"exchange.column.{column}")


def _part(held: Held, words: Wording) -> Part:
    """A row of its own as a list of facts; of many rows each as one line."""
    if len(held.rows) == 1:
        return Part(table_word(words, held.table), tuple(_facts(held.table, held.rows[0], words)))
    lines_of = (_facts(held.table, row, words) for row in held.rows)
    said = (" · ".join(f"{fact.label}: {fact.text}" for fact in facts) for facts in lines_of)
    points = (Block("point", text) for text in said if text)
    return Part(table_word(words, held.table), tuple(points))


def _facts(table: str, row: Mapping[str, Any], words: Wording) -> Iterator[Block]:
    for line in lines()[table]:
        value = row.get(line.column)
        if value is not None and value != "":
            text = _said(line, value, words)
            yield Block("fact", text=text, label=column_word(words, line.column))


def _said(line: Line, value: Any, words: Wording) -> str:
    if isinstance(value, bool):
        return words.say("form.yes" if value else "form.no")
    if isinstance(value, date):
        return day(words.language, value)
    if isinstance(value, dict | list):
        return " · ".join(_leaves(value))
    if line.words:
        return ", ".join(_coded(line.words, code, words) for code in str(value).split(";"))
    return str(value)


def _coded(code_list: str, code: str, words: Wording) -> str:
    key = f"code.{code_list}.{code}"
    return words.say(key) if words.knows(key) else code


def _leaves(value: Any) -> Iterator[str]:
    """Every text and number of a document, in its order."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    elif value not in (None, ""):
        yield str(value)


def _looks(file: PersonFile, words: Wording) -> Part:
    columns = tuple(words.say(f"person_file.look.{name}") for name in ("day", "kind", "n", "why"))
    rows = tuple(
        (
            day(words.language, look.day),
            words.say(f"person_file.kind.{look.kind}"),
            str(look.times),
            look.purpose or "",
        )
        for look in file.looks
    )
    told = Block("small", words.say("person_file.looks_told"))
    table = Block("table", columns=columns, rows=rows)
    return Part(words.say("person_file.looks"), (told, table) if rows else (told,))
