"""The scores of fidelity over the quarters, and beside the published means."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.fidelity_means import Mean, groups, quarters_of, theme_means
from core.fidelity_questions import HIGHEST, LOWEST
from core.records.fidelity_review import Score
from core.tallies import Period
from pages.shared.charts import (
    Bar,
    Column,
    Form,
    Legend,
    Line,
    Meaning,
    Measure,
    Table,
    bars,
    draw_chart,
    lines,
)
from pages.shared.charts.drawing import draw_table
from pages.shared.fidelity_overview import theme_word
from pages.shared.fidelity_quarter import quarter_short
from pages.shared.frame import open_section, t, t_plain
from pages.shared.results_card import draw_sources
from pages.shared.results_shares import Row, draw_verdict, figure_table

FIDELITY = Measure(".1f", 1, LOWEST, HIGHEST, ticks=3)
"""Means of scores from 1 to 4."""
SHOWN = 4
"""Quarters in the table of themes."""

Means = Mapping[str, Mapping[Period, Mean]]


def draw_over_time(scores: Sequence[Score]) -> None:
    """Each theme's mean in the last four quarters, and one theme over all of them."""
    with open_section("fidelity.over_time"):
        quarters = quarters_of(scores)
        if not quarters:
            st.caption(t("fidelity.no_scores"))
            return
        found = theme_means(scores)
        draw_table(_themes(found, quarters[-SHOWN:]))
        st.caption(t("fidelity.scale"))
        if quarters[1:]:
            _draw_lines(found, quarters)


def _themes(found: Means, quarters: Sequence[Period]) -> Table:
    columns = [
        Column(t_plain("fidelity.theme")),
        *(Column(quarter_short(each), Form.ONE) for each in quarters),
    ]
    cells = [
        (theme_word(theme), *(_value(told.get(each)) for each in quarters))
        for theme, told in found.items()
    ]
    return Table(columns, cells)


def _value(mean: Mean | None) -> float | None:
    return mean.value if mean else None


def _draw_lines(found: Means, quarters: Sequence[Period]) -> None:
    name: str = st.selectbox(
        t("fidelity.which_theme"),
        list(_named(found)),
        placeholder=t("form.choose"),
        key="fidelity.over_time.theme",
    )
    chosen = _named(found)[name]
    drawn = [
        Line(name, [(each.from_date, _value(found[chosen].get(each))) for each in quarters]),
        Line(
            t_plain("fidelity.all_themes"),
            [(each.from_date, _mean_of_all(found, each)) for each in quarters],
            Meaning.EARLIER,
        ),
    ]
    columns = [
        Column(t_plain("fidelity.choose")),
        Column(name, Form.ONE),
        Column(t_plain("fidelity.all_themes"), Form.ONE),
    ]
    cells = [
        (quarter_short(each), _value(found[chosen].get(each)), _mean_of_all(found, each))
        for each in quarters
    ]
    spec = lines(drawn, FIDELITY, describes=t_plain("fidelity.described", theme=name))
    draw_chart(spec, Table(columns, cells), name=f"fidelity.{chosen}")
    st.caption(t("fidelity.drawn_at"))


def _named(found: Means) -> dict[str, str]:
    """The themes by their words; an imported list's own word for one of ours is not offered."""
    named: dict[str, str] = {}
    for theme in found:
        named.setdefault(theme_word(theme), theme)
    return named


def _mean_of_all(found: Means, quarter: Period) -> float | None:
    """The mean of all answers in the quarter, whatever their theme."""
    told = [means[quarter] for means in found.values() if quarter in means]
    n = sum(each.n for each in told)
    return sum(each.value * each.n for each in told) / n if n else None


def draw_published(scores: Sequence[Score]) -> None:
    """The three published groups of questions beside the own answers to the same kind."""
    found = groups(scores)
    if not any(group.n for group in found):
        return
    rows = [Row(t_plain(f"fidelity.group.{each.name}"), each.n, each.figure) for each in found]
    with open_section("fidelity.published"):
        st.caption(t("fidelity.published_told"))
        legend = Legend(t_plain("results.own"), t_plain("results.published"))
        spec = bars(
            [_bar(row) for row in rows], FIDELITY, legend, describes=t_plain("fidelity.published")
        )
        draw_verdict(rows)
        draw_chart(spec, figure_table(rows, Form.ONE), name="fidelity.published")
        draw_sources(row.figure.published for row in rows)


def _bar(row: Row) -> Bar:
    own = row.figure.own
    return Bar(
        label=row.label,
        value=own.value if own else None,
        beside=t_plain("fidelity.answers", n=row.n),
        told="" if own else t_plain("fidelity.no_answers"),
        low=own.interval.low if own else None,
        high=own.interval.high if own else None,
        published=row.figure.beside,
    )
