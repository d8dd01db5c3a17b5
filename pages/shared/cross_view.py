"""Background beside development, for project leaders: what is asked, the grid, the young people."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from core.codes import Coded, all_codes
from core.cross_view import BACKGROUNDS, Background, Crossed, exposed, share_of, size, totals
from core.development import Change
from core.intervals import FEWEST, Kind
from core.suppression import threshold
from core.words import code_key
from db import queries
from pages.shared.charts import Column, Form, Table, csv_file
from pages.shared.charts.drawing import draw_table
from pages.shared.cross_view_grid import background_word, grid, value_word
from pages.shared.formats import numbered
from pages.shared.frame import keep, person, recall, t, t_plain, today
from pages.shared.handing_over import handed_over
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.paging import paged
from pages.shared.results_asked import Asked, ask

PAGE = "cross_view"
PAGE_SIZE = 20
Cells = frozenset[tuple[str, str]]


def draw_cross_view() -> None:
    """The switches, the warning, the grid, its table and the way to the young people."""
    draw_heading(t("cross_view.title"))
    st.warning(t("cross_view.warning", n=FEWEST[Kind.SHARE].n))
    asked = ask()
    if asked is None:
        return
    background = BACKGROUNDS[_choose("background", _backgrounds(), next(iter(BACKGROUNDS)))]
    change = Change(_choose("change", _changes(), Change.IMPROVEMENT.value))
    found = queries.cross_view.crossed(background.key, asked.period, asked.variant, by=person())
    whole = totals(found)
    if not any(map(size, whole.values())):
        st.info(t("results.no_change"))
        return
    k = threshold(queries.settings.in_force(today()).suppression_k)
    hidden: Cells = exposed(found, k) if _hides_small(k) else frozenset()
    st.html(grid(background, found, whole, change, hidden))
    st.caption(t("cross_view.unit", change=t(code_key(change))))
    if hidden:
        st.caption(t("cross_view.masked"))
    _draw_figures(background, found, hidden)
    _draw_behind(asked, background, found, hidden, change)


def _backgrounds() -> dict[str, str]:
    return {key: background_word(each) for key, each in BACKGROUNDS.items()}


def _changes() -> dict[str, str]:
    return {change.value: t_plain(code_key(change)) for change in reversed(Change)}


def _choose(name: str, words: Mapping[str, str], default: str) -> str:
    """One option as the address has it; what the list does not know is the first."""
    key, asked = f"{PAGE}.{name}", st.query_params.get(name, default)
    chosen = asked if asked in words else default
    keep(key, chosen)
    st.selectbox(
        t(f"cross_view.choose_{name}"),
        list(words),
        placeholder=t("form.choose"),
        key=key,
        format_func=words.__getitem__,
        on_change=_write,
        args=(name,),
    )
    return chosen


def _write(name: str) -> None:
    for opened in ("behind", "page"):
        st.query_params.pop(opened, None)
    st.query_params[name] = str(recall(f"{PAGE}.{name}"))


def _hides_small(k: int) -> bool:
    """Whether small cells are hidden, as they should be while others look on."""
    key, hides = f"{PAGE}.small", st.query_params.get("small") == "hidden"
    keep(key, hides)
    st.checkbox(t("cross_view.small", k=k), key=key, on_change=_write_small)
    return hides


def _write_small() -> None:
    st.query_params.pop("behind", None)
    if recall(f"{PAGE}.small"):
        st.query_params["small"] = "hidden"
    else:
        st.query_params.pop("small", None)


def _draw_figures(background: Background, found: Crossed, hidden: Cells) -> None:
    folded = st.expander(t("chart.table"), on_change="rerun", key=f"{PAGE}.table")
    if folded.open:
        with folded:
            table = figures(background, found, hidden)
            draw_table(table)
            st.download_button(
                t("chart.csv"),
                handed_over("cross_view", partial(csv_file, table)),
                file_name="cross-view.csv",
                mime="text/csv",
                key=f"{PAGE}.csv",
                on_click="ignore",
            )


def figures(background: Background, found: Crossed, hidden: Cells) -> Table:
    """Every cell with its counts, shares and intervals; hidden ones are left out."""
    columns = (
        Column(background_word(background)),
        Column(t_plain("measurement.domain")),
        Column(t_plain("measurement.change")),
        Column(t_plain("results.column.count"), Form.WHOLE),
        Column("n", Form.WHOLE),
        Column(t_plain("results.column.share"), Form.SHARE),
        Column(t_plain("results.column.low"), Form.SHARE),
        Column(t_plain("results.column.high"), Form.SHARE),
    )
    rows = [
        _figure(background, found, value, domain, change)
        for value, cells in found.items()
        for domain in all_codes("life_domain")
        for change in Change
        if size(cells[domain]) and (value, domain) not in hidden
    ]
    return Table(columns, rows)


def _figure(
    background: Background, found: Crossed, value: str, domain: str, change: Change
) -> tuple[str | int | float | None, ...]:
    counts = found[value][domain]
    share = share_of(counts, change)
    interval = share.interval if share else None
    return (
        value_word(background, value),
        t_plain(code_key(Coded("life_domain", domain))),
        t_plain(code_key(change)),
        counts[change],
        size(counts),
        share.value if share else None,
        interval.low if interval else None,
        interval.high if interval else None,
    )


def _draw_behind(
    asked: Asked, background: Background, found: Crossed, hidden: Cells, change: Change
) -> None:
    """The young people of one cell, chosen in the address."""
    cells = {
        f"{value}.{domain}": (value, domain)
        for value, under in found.items()
        for domain, counts in under.items()
        if counts[change] and (value, domain) not in hidden
    }
    if not cells:
        return
    words = {"": t_plain("cross_view.nobody_chosen")} | {
        key: t_plain(
            "cross_view.option",
            value=value_word(background, value),
            domain=t_plain(code_key(Coded("life_domain", domain))),
            n=found[value][domain][change],
        )
        for key, (value, domain) in cells.items()
    }
    chosen = _choose("behind", words, "")
    if not chosen:
        return
    lines = queries.cross_view.behind(
        background.key, (*cells[chosen], change), asked.period, asked.variant, by=person()
    )
    for line in paged(lines, PAGE_SIZE):
        label = t("results.line", **numbered(line.name, line.number))
        link("young_person", label, case=str(line.number))
