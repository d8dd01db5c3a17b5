"""Shares as the steering group sees them: each with its unit and n, and hidden ones as hidden."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.published import Published
from core.results import share_figure
from pages.shared.charts import (
    SHARE,
    Bar,
    Column,
    Form,
    Table,
    bars,
    draw_chart,
)
from pages.shared.charts.tables import Cell
from pages.shared.frame import t_plain
from pages.shared.results_card import draw_sources
from pages.shared.results_shares import Row, draw_unit, draw_verdict, own_legend

PAGE = "steering_group"


@dataclass(frozen=True, slots=True)
class Line:
    """A count of n; None is hidden. `earlier` is the same share at an earlier time."""

    label: str
    count: int | None
    n: int | None
    published: Published | None = None
    earlier: float | None = None

    @property
    def row(self) -> Row | None:
        """The share with its interval; None where the count or n is hidden."""
        if self.count is None or self.n is None:
            return None
        figure = share_figure(self.count, self.n, self.published)
        return Row(self.label, self.n, figure, self.count, earlier=self.earlier)


def shown(count: float | None) -> str:
    """A count, or that it is hidden."""
    return t_plain("steering_group.hidden" if count is None else "steering_group.count", n=count)


def share(count: int | None, n: int | None) -> float | None:
    """A share of 1; None where either is hidden, or of none."""
    return count / n if count is not None and n else None


def draw_lines(name: str, lines: Sequence[Line], *, unit: str, title: str) -> None:
    """The lines as bars, their table one click away; the unit is told with n (R20)."""
    from_rows = [row for row in (line.row for line in lines) if row is not None]
    draw_unit(unit, (line.n for line in lines))
    draw_verdict(from_rows, hidden=len(from_rows) < len(lines))
    spec = bars([_bar(line) for line in lines], SHARE, own_legend(), describes=title)
    draw_chart(spec, _table(lines), name=f"{PAGE}.{name}")
    draw_sources(line.published for line in lines if line.row)


def _bar(line: Line) -> Bar:
    row = line.row
    own = row.figure.own if row else None
    if row is None:
        return Bar(line.label, None, told=t_plain("steering_group.hidden"))
    return Bar(
        label=line.label,
        value=own.value if own else None,
        beside=t_plain("results.of", count=row.count, n=row.n),
        told="" if own else t_plain("results.nobody"),
        low=own.interval.low if own else None,
        high=own.interval.high if own else None,
        published=row.figure.beside,
        earlier=line.earlier,
    )


def _table(lines: Sequence[Line]) -> Table:
    earlier = any(line.earlier is not None for line in lines)
    published = any(line.published is not None for line in lines)
    columns = [
        Column(t_plain("results.column.what")),
        Column(t_plain("results.column.count"), Form.WHOLE),
        Column("n", Form.WHOLE),
        Column(t_plain("results.column.share"), Form.SHARE),
        *([Column(t_plain("results.earlier"), Form.SHARE)] if earlier else []),
        *([Column(t_plain("results.published"), Form.SHARE)] if published else []),
    ]
    return Table(columns, [_cells(line, earlier, published) for line in lines])


def _cells(line: Line, earlier: bool, published: bool) -> list[Cell]:
    hidden = t_plain("steering_group.hidden")
    row = line.row
    return [
        line.label,
        hidden if line.count is None else line.count,
        hidden if line.n is None else line.n,
        hidden if row is None else share(line.count, line.n),
        *([line.earlier] if earlier else []),
        *([row.figure.beside if row else None] if published else []),
    ]
