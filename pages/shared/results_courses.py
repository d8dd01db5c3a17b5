"""Results, part 1: how many, who they are, how long they waited, and how long they stay."""

from collections.abc import Mapping

import streamlit as st

from core.codes import Variant
from core.published import figure, published
from core.results import grouped_ages
from core.rounding import half_up
from core.tallies import BAND_NAMES, UNKNOWN, ends_of
from pages.shared.charts import WHOLE, Bar, Column, Form, Legend, Table, bars, draw_chart
from pages.shared.frame import t, t_plain
from pages.shared.results_asked import Asked
from pages.shared.results_card import Counted, card, draw_behind, draw_counts, draw_sources, word
from pages.shared.results_shares import counted, draw_shares, share_row

FLOW = ("referred", "accepted", "rejected", "started", "served", "leavers", "stayers")
OLDEST = 21
"""The published table has all from 21 on in one row (report 2017, tab. 4.1)."""
OF_CARE = ("in_care", "formerly_in_care", "other_measures")
"""The target groups of variant U, which are published; those of H are not."""


def draw_courses(asked: Asked) -> None:
    """The blocks from top to bottom."""
    _draw_flow(asked)
    _draw_codes(asked, "combination")
    _draw_target_group(asked)
    _draw_ages(asked)
    _draw_waiting(asked)
    _draw_lengths(asked)


def _draw_flow(asked: Asked) -> None:
    cases = asked.figures["cases"]
    with card("cases", None, "young_people_served"):
        with st.container(horizontal=True):
            for name in FLOW:
                st.metric(
                    t(f"results.flow.{name}"), t_plain("results.number", n=cases[name]), width=96
                )
        served = asked.figures["young_people_served"]
        st.caption(t("results.different", n=served))
        lead = [
            Counted(t_plain(f"results.flow.{name}"), ("cases", name), cases[name]) for name in FLOW
        ]
        draw_behind(asked, "cases", lead)


def _draw_codes(asked: Asked, tally: str) -> None:
    """Served cases by a code list, as shares of those for whom it is recorded or not."""
    found: Mapping[str, int] = asked.figures[tally]
    total = sum(found.values())
    with card(tally):
        rows = [
            share_row(word(tally, code), count, total, (tally, code))
            for code, count in found.items()
            if count or code != UNKNOWN
        ]
        draw_shares(tally, rows, unit="cases", title=t_plain(f"tally.{tally}.name"))
        draw_behind(asked, tally, counted(rows))


def _draw_target_group(asked: Asked) -> None:
    """Compared only within variant U: the published young people were all in it."""
    if asked.variant is not Variant.U:
        _draw_codes(asked, "target_group")
        return
    found = asked.figures["target_group"]
    total = sum(found.values())
    shown = {code: count for code, count in found.items() if count or code in OF_CARE}
    with card("target_group"):
        rows = [
            share_row(
                word("target_group", code),
                count,
                total,
                ("target_group", code),
                published=figure("target_group", code, "number"),
            )
            for code, count in shown.items()
        ]
        draw_shares("target_group", rows, unit="cases", title=t_plain("tally.target_group.name"))
        draw_behind(asked, "target_group", counted(rows))


def _draw_ages(asked: Asked) -> None:
    grouped = grouped_ages(asked.figures["age_at_start"], OLDEST)
    told = {each.row for each in published("age_at_start").values()}
    ages = sorted({*grouped, *told} - {UNKNOWN})
    total = sum(grouped.values())
    with card("age_at_start", None, "age"):
        rows = [
            share_row(
                _age(age),
                grouped.get(age, 0),
                total,
                published=figure("age_at_start", age, "share"),
            )
            for age in [*ages, *([UNKNOWN] if UNKNOWN in grouped else [])]
        ]
        draw_shares("age_at_start", rows, unit="cases", title=t_plain("tally.age_at_start.name"))
        _draw_ages_now(asked)
        draw_behind(asked, "age_at_start", _ages(asked, "age_at_start"))


def _draw_ages_now(asked: Asked) -> None:
    """The ages in the period itself, in one line: nothing is published to be set beside them."""
    draw_counts("results.ages_now", _ages(asked, "age"))


def _ages(asked: Asked, tally: str) -> list[Counted]:
    return [Counted(_age(age), (tally, age), n) for age, n in asked.figures[tally].items()]


def _age(age: str) -> str:
    if age == UNKNOWN:
        return t_plain("results.not_recorded")
    if age.isdecimal():
        return t_plain("case.age", n=int(age))
    return t_plain("results.age_and_over", age=age.rstrip("+"))


def _draw_waiting(asked: Asked) -> None:
    days = asked.figures["days"]
    with card("days"):
        st.caption(t("results.waiting"))
        rows = [
            Bar(
                label=t_plain(f"results.wait.{name}"),
                value=found["median"],
                beside=t_plain("results.n", n=found["n"]),
                told="" if found["n"] else t_plain("results.nobody"),
                low=found["median"],
                high=found["p90"],
            )
            for name, found in days.items()
        ]
        legend = Legend(t_plain("results.own"))
        spec = bars(rows, WHOLE, legend, describes=t_plain("tally.days.name"))
        columns = [
            Column(t_plain("results.column.what")),
            Column("n", Form.WHOLE),
            Column(t_plain("results.column.median"), Form.ONE),
            Column(t_plain("results.column.p90"), Form.ONE),
        ]
        cells = [
            (t_plain(f"results.wait.{name}"), found["n"], found["median"], found["p90"])
            for name, found in days.items()
        ]
        draw_chart(spec, Table(columns, cells), name="results.days")
        lead = [
            Counted(t_plain(f"results.wait.{name}"), ("days", name, "n"), found["n"])
            for name, found in days.items()
        ]
        draw_behind(asked, "days", lead)


def _draw_lengths(asked: Asked) -> None:
    lengths = asked.figures["days_in_course"]
    with card("days_in_course"):
        for column, who in zip(st.columns(2), ("leavers", "stayers"), strict=True):
            with column:
                _draw_length(who, lengths[who])
        told = [figure("course_length", method, "mean") for method in ("SM", "ICM")]
        lines = [
            t("results.course_length", method=t_plain(each.row_key), months=each.value)
            for each in told
            if each is not None
        ]
        st.markdown("  \n".join(lines))
        draw_sources(told)
        lead = [
            Counted(
                t_plain("results.length_of", who=t_plain(f"results.flow.{who}"), band=_band(band)),
                ("days_in_course", who, band),
                lengths[who][band],
            )
            for who in ("leavers", "stayers")
            for band in BAND_NAMES
        ]
        draw_behind(asked, "days_in_course", lead)


def _draw_length(who: str, found: Mapping[str, float | None]) -> None:
    st.markdown(f"**{t(f'results.flow.{who}')}**")
    if not found["n"]:
        st.caption(t("results.nobody_in_period"))
        return
    st.caption(
        t(
            "results.length",
            n=found["n"],
            mean=half_up(found["mean"] or 0, 0),
            median=half_up(found["median"] or 0, 0),
        )
    )
    rows = [
        Bar(_band(band), found[band], t_plain("results.of", count=found[band], n=found["n"]))
        for band in BAND_NAMES
    ]
    title = t_plain("results.length_title", who=t_plain(f"results.flow.{who}"))
    spec = bars(rows, WHOLE, Legend(t_plain("results.own")), describes=title)
    columns = [
        Column(t_plain("results.column.days")),
        Column(t_plain("results.column.count"), Form.WHOLE),
    ]
    cells = [(_band(band), found[band]) for band in BAND_NAMES]
    draw_chart(spec, Table(columns, cells), name=f"results.days_in_course.{who}")


def _band(band: str) -> str:
    first, last = ends_of(band)
    if last is None:
        return t_plain("results.band_open", first=first)
    return t_plain("results.band", first=first, last=last)
