"""A document for one recipient as words on paper: the same for the screen, PDF and Word."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a part. `kind` is text, small, quote, goal, fact, point or table.

    A fact has a label; a table has columns and rows of as many cells.
    """

    kind: str
    text: str = ""
    label: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`place` is the municipality, or that the data are invented; `large` is for easy reading.

    `made` and `page` are the sentences of the foot; `page` holds {page} and {pages}.
    """

    language: str
    title: str
    place: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    made: str
    page: str
    day: date
    large: bool = False
