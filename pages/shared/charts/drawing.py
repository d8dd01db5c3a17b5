"""A chart on the page: the picture, its table one click away, and its files."""

from functools import partial

import streamlit as st

from pages.shared.charts.files import csv_file, png, svg
from pages.shared.charts.tables import Table, as_markdown
from pages.shared.charts.theme import Spec, themed
from pages.shared.frame import language, t
from pages.shared.handing_over import handed_over


def draw_chart(spec: Spec, table: Table, *, name: str) -> None:
    """The chart, and below it „Se tallene“. `name` is the chart's key and the name of its files.

    What is read aloud is the specification's `description`. The table and the files are made when
    they are asked for.
    """
    st.vega_lite_chart(
        themed(_one_level_down(spec), language()),
        width="stretch",
        theme=None,
        key=f"chart.{name}",
        alt=spec["description"],
    )
    folded = st.expander(t("chart.table"), key=f"chart.{name}.table", on_change="rerun")
    if folded.open:
        with folded:
            draw_table(table)
            _draw_files(spec, table, name)


_DRAWN = ("data", "encoding", "mark", "layer")


def _one_level_down(spec: Spec) -> Spec:
    """The same chart as a layer of one.

    Streamlit sends data at the top by way of pandas and Arrow, which for a few rows is most of a
    chart's time; further down it sends them as they are.
    """
    around = {name: part for name, part in spec.items() if name not in _DRAWN}
    return {**around, "layer": [{name: spec[name] for name in _DRAWN if name in spec}]}


def draw_table(table: Table) -> None:
    """The table alone."""
    st.markdown(as_markdown(language(), table))


def _draw_files(spec: Spec, table: Table, name: str) -> None:
    tongue = language()
    with st.container(horizontal=True):
        for kind, mime, make in (
            ("csv", "text/csv", partial(csv_file, table)),
            ("png", "image/png", partial(png, spec, tongue)),
            ("svg", "image/svg+xml", partial(svg, spec, tongue)),
        ):
            st.download_button(
                t(f"chart.{kind}"),
                handed_over("chart", make, chart=name, form=kind),
                file_name=f"{name.replace('.', '-')}.{kind}",
                mime=mime,
                key=f"chart.{name}.{kind}",
                on_click="ignore",
            )
