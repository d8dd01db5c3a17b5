"""The empty workbook that a municipality fills in: headings, choices to pick, and a guide.

Filled in as it stands, it can be imported: choices are taken by their words too.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from core.codes import Coded, all_codes
from core.exchange import Column, codes_of, sheets, word_of
from core.exchange_limits import MOST_ROWS
from core.words import code_key, phrase

LAST_ROW = MOST_ROWS + 1
_BOLD = Font(bold=True)
_REQUIRED = PatternFill("solid", fgColor="DCEBED")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMATS: Mapping[str, str] = {
    "date": "dd-mm-yyyy",
    "past": "dd-mm-yyyy",
    **dict.fromkeys(("key", "reference", "cpr", "phone"), "@"),
}
"""How the cells of a kind are shown; `@` is text, which keeps a first zero."""

_STRICT = frozenset({"code", "flag"})
_OFFERED = _STRICT | {"word"}
"""Kinds that can be picked from a list; several with `;` between can not."""

_GUIDE_WIDTHS = (20, 34, 30, 12, 60, 50, 80)
_GUIDE_COLUMNS = ("sheet", "column", "code", "required", "what", "form", "options")


def template(language: str) -> bytes:
    """The empty workbook with its headings in that language."""
    book = Workbook()
    del book["Sheet"]
    _draw_guide(book, language)
    lists = _draw_choices(book, language)
    for name, columns in sheets().items():
        page = book.create_sheet(phrase(language, f"exchange.sheet.{name}"))
        page.freeze_panes = "A2"
        for number, column in enumerate(columns.values(), start=1):
            _draw_column(page, number, column, language, lists)
    book.move_sheet(phrase(language, "exchange.template.choices"), len(sheets()))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _draw_column(
    page: Any, number: int, column: Column, language: str, lists: Mapping[str, str]
) -> None:
    heading = page.cell(1, number, phrase(language, f"exchange.column.{column.name}"))
    heading.font = _BOLD
    if column.required:
        heading.fill = _REQUIRED
    letter = get_column_letter(number)
    width = page.column_dimensions[letter]
    width.width = max(14, len(heading.value) + 3)
    width.number_format = _FORMATS.get(column.kind, "General")
    if column.kind in _OFFERED:
        offered = DataValidation(
            type="list",
            formula1=lists[_list_of(column)],
            allow_blank=True,
            showErrorMessage=column.kind in _STRICT,
        )
        offered.add(f"{letter}2:{letter}{LAST_ROW}")
        page.add_data_validation(offered)


def _list_of(column: Column) -> str:
    return "answer" if column.kind == "flag" else column.list


def _choices(language: str) -> dict[str, list[str]]:
    """The words of each list that can be picked from."""
    found = {"answer": [phrase(language, f"code.answer.{answer}") for answer in ("yes", "no")]}
    for columns in sheets().values():
        for column in columns.values():
            if column.kind in _OFFERED and column.list:
                found[column.list] = [word_of(language, column, code) for code in codes_of(column)]
    return found


def _draw_choices(book: Workbook, language: str) -> dict[str, str]:
    """A hidden sheet with the lists; returns where each of them lies."""
    title = phrase(language, "exchange.template.choices")
    page = book.create_sheet(title)
    page.sheet_state = "hidden"
    places: dict[str, str] = {}
    for number, (name, words) in enumerate(_choices(language).items(), start=1):
        page.cell(1, number, name)
        for row, word in enumerate(words, start=2):
            page.cell(row, number, word)
        letter = get_column_letter(number)
        places[name] = f"{quote_sheetname(title)}!${letter}$2:${letter}${len(words) + 1}"
    return places


# ---------------------------------------------------------------- the guide


def _draw_guide(book: Workbook, language: str) -> None:
    page = book.create_sheet(phrase(language, "exchange.template.guide"))
    page.append([phrase(language, "exchange.template.optional_sheet")])
    page.append([])
    page.append([phrase(language, f"exchange.template.{name}") for name in _GUIDE_COLUMNS])
    for cell in page[3]:
        cell.font = _BOLD
    page.freeze_panes = "A4"
    for line in _guide(language):
        page.append(line)
        for cell in page[page.max_row]:
            cell.alignment = _WRAPPED
    for number, width in enumerate(_GUIDE_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width


def _guide(language: str) -> Iterator[list[str]]:
    for name, columns in sheets().items():
        title = phrase(language, f"exchange.sheet.{name}")
        yield [title, "", name, "", phrase(language, f"exchange.about_sheet.{name}"), "", ""]
        for column in columns.values():
            yield [
                title,
                phrase(language, f"exchange.column.{column.name}"),
                column.name,
                phrase(language, "code.answer.yes") if column.required else "",
                about(language, column),
                form_of(language, column),
                "; ".join(word_of(language, column, code) for code in codes_of(column))
                if column.list
                else "",
            ]


def about(language: str, column: Column) -> str:
    """What a column holds, in a sentence."""
    if column.sheet == "meetings" and column.name in all_codes("checklist_item"):
        question = phrase(language, code_key(Coded("checklist_item", column.name)))
        return phrase(language, "exchange.template.checklist", question=question)
    return phrase(language, f"exchange.about.{column.name}")


def form_of(language: str, column: Column) -> str:
    """How a column is filled in, in a sentence."""
    target = phrase(language, f"exchange.sheet.{column.refers_to}") if column.refers_to else ""
    return phrase(
        language,
        f"exchange.form.{column.kind}",
        target=target,
        low=column.low,
        high=column.high,
    )
