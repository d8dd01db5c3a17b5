"""What has come of it, for the steering group: development, homes, education, jobs, endings."""

from collections.abc import Mapping

import streamlit as st

from core.published import figure
from core.tallies import CHANGES, INVOLVED, UNKNOWN, Figures
from pages.shared.charts import Change, Column, Form, Meaning, Table, diverging_bars, draw_chart
from pages.shared.charts.tables import Cell
from pages.shared.frame import t, t_plain
from pages.shared.results_card import card, draw_sources, word
from pages.shared.results_shares import draw_verdict
from pages.shared.steering_lines import PAGE, Line, draw_lines, share

ENDS = ("first", "latest")
Counts = Mapping[str, int | None]


def draw_change(figures: Figures) -> None:
    """Decline, unchanged and improvement in each life domain, beside the published shares."""
    found: Mapping[str, Counts] = figures["domain_change"]
    with card("domain_change"):
        st.caption(t("results.change"))
        spec = diverging_bars(
            [_bar(domain, own) for domain, own in found.items()],
            words={Meaning(name): t_plain(f"published.cell.{name}") for name in CHANGES},
            published=t_plain("results.published_short"),
            describes=t_plain("tally.domain_change.name"),
        )
        lines = [_line(domain, name, own) for domain, own in found.items() for name in CHANGES]
        told = [_line(domain, name, own) for domain, own in found.items() for name in CHANGES[::2]]
        rows = [line.row for line in told if line.row is not None]
        draw_verdict(rows, hidden=len(rows) < len(told))
        draw_chart(spec, _table(found), name=f"{PAGE}.domain_change")
        draw_sources(line.published for line in lines)


def _line(domain: str, name: str, own: Counts) -> Line:
    change = t_plain(f"published.cell.{name}").lower()
    label = t_plain("results.change_of", domain=word("life_domain", domain), change=change)
    return Line(label, own[name], own["n"], figure("domain_change", domain, name))


def _bar(domain: str, own: Counts) -> Change:
    """A domain with a hidden part is not drawn: the rest would be drawn too wide."""
    known = [own[name] for name in CHANGES]
    whole = [count for count in known if count is not None]
    told = "steering_group.hidden" if len(whole) < len(known) else "results.not_measured_twice"
    other = [figure("domain_change", domain, name) for name in CHANGES]
    likely = [each.likely for each in other if each is not None]
    return Change(
        label=word("life_domain", domain),
        parts=(whole[0], whole[1], whole[2]) if len(whole) == len(CHANGES) else (0, 0, 0),
        beside="" if own["n"] is None else t_plain("results.n", n=own["n"]),
        told="" if len(whole) == len(known) and own["n"] else t_plain(told),
        published=(likely[0], likely[1], likely[2]) if len(likely) == len(CHANGES) else None,
    )


def _table(found: Mapping[str, Counts]) -> Table:
    columns = [Column(t_plain("steering_group.domain")), Column("n", Form.WHOLE)]
    for name in CHANGES:
        label = t_plain(f"published.cell.{name}")
        share_of = t_plain("steering_group.share_of", what=label)
        columns += [Column(label, Form.WHOLE), Column(share_of, Form.SHARE)]
    return Table(columns, [_cells(domain, own) for domain, own in found.items()])


def _cells(domain: str, own: Counts) -> list[Cell]:
    hidden = t_plain("steering_group.hidden")
    cells: list[Cell] = [word("life_domain", domain), hidden if own["n"] is None else own["n"]]
    for name in CHANGES:
        count = own[name]
        cells += [hidden if count is None else count, share(count, own["n"])]
    return cells


def draw_housing(figures: Figures, tally: str) -> None:
    """Housed and homeless, as shares of those who ended or of all."""
    groups: Counts = figures[tally]["groups"]
    total = figures["cases"]["leavers" if tally == "housing_at_closure" else "served"]
    with card(tally):
        if total == 0:
            st.caption(t("results.nobody_in_period"))
            return
        lines = [
            Line(word("housing_group", group), count, total, figure(tally, group, "share"))
            for group, count in groups.items()
            if group != "suppressed"
        ]
        draw_lines(tally, lines, unit="cases", title=t_plain(f"tally.{tally}.name"))


def draw_education(figures: Figures) -> None:
    """In education at the first and at the latest status."""
    found: Mapping[str, Counts] = figures["education"]
    lines = [
        Line(
            t_plain(f"results.in_education.{end}"),
            found[end]["yes"],
            _answered(found[end]),
            figure("education", end, "yes"),
        )
        for end in ENDS
    ]
    with card("education"):
        if not any(line.n is None or line.n for line in lines):
            st.caption(t("results.no_education"))
            return
        draw_lines("education", lines, unit="cases", title=t_plain("tally.education.name"))


def _answered(found: Counts) -> int | None:
    yes, no = found["yes"], found["no"]
    return None if yes is None or no is None else yes + no


def draw_employment(figures: Figures) -> None:
    """The latest status as bars, the first as circles; what never occurs is left out."""
    first: Counts = figures["employment"]["first"]
    latest: Counts = figures["employment"]["latest"]
    lines = [
        Line(
            word("employment", code),
            count,
            latest["n"],
            figure("employment", "latest", code),
            share(first.get(code), first["n"]),
        )
        for code, count in latest.items()
        if code not in {"n", "suppressed"} and (count != 0 or first.get(code) != 0)
    ]
    with card("employment"):
        if not lines:
            st.caption(t("results.no_employment"))
            return
        draw_lines("employment", lines, unit="cases", title=t_plain("tally.employment.name"))


def draw_closure(figures: Figures) -> None:
    """Why courses ended, and who took part in the ending."""
    found: Counts = figures["closure"]
    leavers = figures["cases"]["leavers"]
    with card("closure"):
        if leavers == 0:
            st.caption(t("results.nobody_in_period"))
            return
        lines = [
            Line(word("closure_reason", code), count, leavers)
            for code, count in found.items()
            if code not in {*INVOLVED, "suppressed"} and not (code == UNKNOWN and count == 0)
        ]
        lines += [Line(t_plain(f"results.{name}"), found[name], leavers) for name in INVOLVED]
        draw_lines("closure", lines, unit="cases", title=t_plain("tally.closure.name"))
