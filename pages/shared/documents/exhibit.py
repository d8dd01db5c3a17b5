"""An exhibit: one table of figures with its unit, n and definition, as every document shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Absent(StrEnum):
    """Why a figure is not told: too few young people (R19), or there is none."""

    HIDDEN = "hidden"
    NONE = "none"


Cell = float | Absent


class Measure(StrEnum):
    """What a number in a column is, and so how it is written."""

    COUNT = "count"
    PERCENT = "percent"
    SCORE = "score"
    RATIO = "ratio"
    DAYS = "days"
    HOURS = "hours"
    KRONER = "kroner"


class Chart(StrEnum):
    """How the columns named in `drawn` are drawn: side by side, or as parts of a hundred."""

    BARS = "bars"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Column:
    """`drawn` columns stand in the chart. A published one holds another study's figures."""

    key: str
    name: str
    measure: Measure
    drawn: bool = False
    published: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One cell for each column. `measure` stands where the row differs from its column."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """`counted` says what is counted; `notes` what a reader must know besides the definition."""

    key: str
    headline: str
    counted: str
    definition: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: Chart = Chart.BARS
    notes: tuple[str, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether any figure of it is hidden."""
        return any(Absent.HIDDEN in row.cells for row in self.rows)

    @property
    def drawn(self) -> tuple[Column, ...]:
        """The columns of the chart."""
        return tuple(column for column in self.columns if column.drawn)

    def row(self, key: str) -> Row | None:
        """The row of that key; None where there is none."""
        return next((row for row in self.rows if row.key == key), None)

    def cell(self, row: Row, column: str) -> Cell:
        """The row's cell in that column; none where there is no such column."""
        places = [place for place, one in enumerate(self.columns) if one.key == column]
        return row.cells[places[0]] if places else Absent.NONE

    def measured(self, row: Row, column: Column) -> Measure:
        """What the row's number in that column is."""
        return row.measure or column.measure

    def bars(self) -> Iterator[tuple[Row, tuple[float | None, ...]]]:
        """The rows of the chart with a number for each drawn column; None is not told.

        Rows that differ from their columns can not share an axis and are left to the table.
        """
        for row in self.rows:
            if row.measure is None:
                cells = (self.cell(row, column.key) for column in self.drawn)
                yield row, tuple(None if isinstance(cell, Absent) else cell for cell in cells)
