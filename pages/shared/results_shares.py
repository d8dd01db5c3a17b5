"""Shares and means as a chart: each own figure with its interval, beside the published one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from core.intervals import FEWEST, Comparison
from core.published import Published
from core.results import Figure, share_figure, told_apart
from core.words import code_key
from pages.shared.charts import (
    SCORE,
    SHARE,
    Bar,
    Column,
    Form,
    Legend,
    Meaning,
    Measure,
    Table,
    bars,
    draw_chart,
)
from pages.shared.charts.tables import Cell
from pages.shared.frame import t, t_plain
from pages.shared.results_card import Counted, Path, draw_sources


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a chart. `count` of `n` for shares; for means only `n`.

    `path` leads to the young people; `earlier` is the same share at an earlier time.
    """

    label: str
    n: int
    figure: Figure
    count: int | None = None
    path: Path | None = None
    earlier: float | None = None
    meaning: Meaning = Meaning.OWN


def share_row(
    label: str,
    count: int,
    n: int,
    path: Path | None = None,
    *,
    published: Published | None = None,
    earlier: float | None = None,
    meaning: Meaning = Meaning.OWN,
) -> Row:
    """A row for a share."""
    return Row(label, n, share_figure(count, n, published), count, path, earlier, meaning)


def counted(rows: Sequence[Row]) -> list[Counted]:
    """The rows that lead to young people."""
    return [
        Counted(row.label, row.path, row.count)
        for row in rows
        if row.path is not None and row.count is not None
    ]


def draw_shares(name: str, rows: Sequence[Row], *, unit: str, title: str) -> None:
    """Shares of young people, meetings or agreements; `unit` is told with n (R20)."""
    draw_unit(unit, (row.n for row in rows))
    _draw(name, rows, SHARE, Form.SHARE, title)


def draw_unit(unit: str, sizes: Iterable[int | None]) -> None:
    """What the shares are of, and of how many where that is the same and shown for all (R20)."""
    told, found = t(f"unit.{unit}"), set(sizes)
    size = found.pop() if len(found) == 1 else None
    if size is None:
        st.caption(t("results.share_of_each", unit=told))
    else:
        st.caption(t("results.share_of", size=size, unit=told))


def own_legend() -> Legend:
    """Own figures, published ones, and those of the first time."""
    return Legend(t_plain("results.own"), t_plain("results.published"), t_plain("results.earlier"))


def draw_means(name: str, rows: Sequence[Row], *, title: str) -> None:
    """Means of scores from 1 to 5."""
    _draw(name, rows, SCORE, Form.ONE, title)


def _draw(name: str, rows: Sequence[Row], measure: Measure, form: Form, title: str) -> None:
    spec = bars([_bar(row) for row in rows], measure, own_legend(), describes=title)
    draw_verdict(rows)
    draw_chart(spec, figure_table(rows, form), name=f"results.{name}")
    draw_sources(row.figure.published for row in rows)


def _bar(row: Row) -> Bar:
    own = row.figure.own
    size = t_plain("results.n", n=row.n)
    return Bar(
        label=row.label,
        value=own.value if own else None,
        beside=size if row.count is None else t_plain("results.of", count=row.count, n=row.n),
        told="" if own else t_plain("results.nobody"),
        low=own.interval.low if own else None,
        high=own.interval.high if own else None,
        published=row.figure.beside,
        earlier=row.earlier,
        meaning=row.meaning,
    )


def figure_table(rows: Sequence[Row], form: Form) -> Table:
    """The rows with their intervals, and what may be said of them."""
    shares = any(row.count is not None for row in rows)
    compared = any(row.figure.comparison is not None for row in rows)
    earlier = any(row.earlier is not None for row in rows)
    kind = "share" if shares else "mean"
    columns = [
        Column(t_plain("results.column.what")),
        *([Column(t_plain("results.column.count"), Form.WHOLE)] if shares else []),
        Column("n", Form.WHOLE),
        Column(t_plain(f"results.column.{kind}"), form),
        Column(t_plain("results.column.low"), form),
        Column(t_plain("results.column.high"), form),
        *([Column(t_plain("results.earlier"), form)] if earlier else []),
        *(
            [
                Column(t_plain("results.published"), form),
                Column(t_plain("results.column.comparison")),
            ]
            if compared
            else []
        ),
    ]
    cells = [_cells(row, shares=shares, earlier=earlier, compared=compared) for row in rows]
    return Table(columns, cells)


def _cells(row: Row, *, shares: bool, earlier: bool, compared: bool) -> list[Cell]:
    own = row.figure.own
    return [
        row.label,
        *([row.count] if shares else []),
        row.n,
        own.value if own else None,
        own.interval.low if own else None,
        own.interval.high if own else None,
        *([row.earlier] if earlier else []),
        *([row.figure.beside, _said(row.figure)] if compared else []),
    ]


def _said(figure: Figure) -> str:
    return t_plain(code_key(figure.comparison)) if figure.comparison else ""


def draw_verdict(rows: Sequence[Row], *, hidden: bool = False) -> None:
    """What may be said of the own figures beside the published ones, and no more.

    Where others are `hidden`, nothing is said of those.
    """
    said = told_apart((row.label, row.figure) for row in rows)
    lines = [
        t(f"results.verdict.{comparison}", rows=said[comparison])
        for comparison in (Comparison.ABOVE, Comparison.BELOW)
        if said[comparison]
    ]
    if said[Comparison.NOT_TOLD_APART]:
        which = "rest" if lines else "all"
        key = f"{which}_shown_alike" if hidden else f"{which}_alike"
        lines.append(t(f"results.verdict.{key}"))
    few = [row for row in rows if row.figure.few]
    if few:
        lines.append(_few(few, rows))
    if lines:
        st.markdown("  \n".join(lines))


def _few(few: Sequence[Row], rows: Sequence[Row]) -> str:
    own = few[0].figure.own
    fewest = FEWEST[own.kind].n if own else 0
    if len(few) == len([row for row in rows if row.figure.own]):
        return t("results.verdict.all_few", fewest=fewest)
    return t("results.verdict.few", fewest=fewest, rows=tuple(row.label for row in few))
