"""What is said about an import: its problems, its warnings, and what was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO


class Stage(StrEnum):
    """How far an import or export has come."""

    READING = "reading"
    CHECKING = "checking"
    COMPARING = "comparing"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as it was sent: its name, and its content to read from the beginning."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place of a file; its sentence is `exchange.problem.<code>`.

    Sheet and column are named as they stand in the file, the row as the spreadsheet counts it (the
    header is row 1). None where the problem is the whole sheet's, row's or file's.
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows of one sheet were new, changed, and as they stood."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All that an import has to say. With one problem or more, nothing was written."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    sheets: Mapping[str, Written]
    """By the code name of the sheet; empty where nothing could be written."""
    saved: bool
    """False for a refused import and for a dry run."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many rows of each sheet were written out."""

    sheets: Mapping[str, int]
