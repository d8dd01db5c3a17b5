"""The table beside every chart: what the columns hold, and how they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from babel.numbers import format_decimal

from core.rounding import half_up
from pages.shared.formats import literal, region

Cell = str | int | float | None


class Form(StrEnum):
    """How the values of a column are written; the reader's language sets comma and point."""

    TEXT = "text"
    WHOLE = "whole"
    SHARE = "share"
    ONE = "one"
    TWO = "two"


PLACES = {Form.WHOLE: 0, Form.SHARE: 0, Form.ONE: 1, Form.TWO: 2}
_PATTERNS = {Form.WHOLE: "#,##0", Form.SHARE: "#,##0", Form.ONE: "#,##0.0", Form.TWO: "#,##0.00"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and the form of its values. Shares are fractions (0.73)."""

    title: str
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, as rows; None is an empty cell."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def written(language: str, column: Column, value: Cell) -> str:
    """A value for the screen: 73 %, 3,9 or 50.700; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if column.form is Form.TEXT:
        return str(value)
    number = rounded(column, value, PLACES[column.form])
    text = format_decimal(number, _PATTERNS[column.form], locale=region(language))
    return f"{text}\N{NO-BREAK SPACE}%" if column.form is Form.SHARE else text


def rounded(column: Column, value: float, places: int) -> float:
    """The value as it is told, with so many decimals; shares as per cent.

    A share is rounded before it is made a percentage: 0.575 times 100 is a little below 57.5.
    """
    if column.form is Form.SHARE:
        return half_up(value, places + 2) * 100
    return half_up(value, places)


def as_markdown(language: str, table: Table) -> str:
    """The table as Markdown; numbers stand to the right."""
    head = [literal(column.title) for column in table.columns]
    rule = ["---" if column.form is Form.TEXT else "---:" for column in table.columns]
    body = [
        [
            literal(written(language, column, value))
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *body))
