"""Results, part 2: where the young people stood at the start, and how they have come on since."""

import streamlit as st

from core.codes import all_codes
from core.published import Published, figure
from core.results import score_figure
from core.tallies import CHANGES, Figures
from db import queries
from pages.shared.charts import (
    Change,
    Form,
    Meaning,
    diverging_bars,
    draw_chart,
)
from pages.shared.frame import person, t, t_plain
from pages.shared.results_asked import Asked
from pages.shared.results_card import Counted, card, draw_behind, draw_sources, word
from pages.shared.results_shares import (
    Row,
    counted,
    draw_means,
    draw_verdict,
    figure_table,
    share_row,
)


def draw_development(asked: Asked) -> None:
    """Change first: it is what the page is opened for."""
    _draw_change(asked)
    _draw_baseline(asked)


def _draw_baseline(asked: Asked) -> None:
    spread = queries.results.deviations(asked.period, asked.variant, by=person())
    found = asked.figures["domain_baseline"]
    with card("domain_baseline"):
        st.caption(t("results.scale"))
        rows = [
            Row(
                word("life_domain", domain),
                found[domain]["n"],
                score_figure(
                    found[domain]["mean"],
                    found[domain]["n"],
                    spread[domain],
                    figure("domain_baseline", domain, "mean"),
                ),
            )
            for domain in all_codes("life_domain")
        ]
        draw_means("domain_baseline", rows, title=t_plain("tally.domain_baseline.name"))
        lead = [
            Counted(
                word("life_domain", domain), ("domain_baseline", domain, "n"), found[domain]["n"]
            )
            for domain in found
        ]
        draw_behind(asked, "domain_baseline", lead)


def _draw_change(asked: Asked) -> None:
    found = asked.figures["domain_change"]
    with card("domain_change"):
        if not any(each["n"] for each in found.values()):
            st.info(t("results.no_change"))
            return
        st.caption(t("results.change"))
        words = {Meaning(name): _change(name) for name in CHANGES}
        spec = diverging_bars(
            [_bar(domain, found) for domain in found],
            words=words,
            published=t_plain("results.published_short"),
            describes=t_plain("tally.domain_change.name"),
        )
        rows = [_row(domain, name, found) for domain in found for name in CHANGES]
        draw_verdict([row for row in rows if row.path and row.path[-1] != "unchanged"])
        draw_chart(spec, figure_table(rows, Form.SHARE), name="results.domain_change")
        draw_sources(_figure(domain, name) for domain in found for name in CHANGES)
        draw_behind(asked, "domain_change", counted(rows))


def _change(name: str) -> str:
    return t_plain(f"published.cell.{name}")


def _of(domain: str, name: str) -> str:
    change = _change(name).lower()
    return t_plain("results.change_of", domain=word("life_domain", domain), change=change)


def _figure(domain: str, name: str) -> Published | None:
    return figure("domain_change", domain, name)


def _row(domain: str, name: str, found: Figures) -> Row:
    n, count = found[domain]["n"], found[domain][name]
    path = ("domain_change", domain, name)
    return share_row(_of(domain, name), count, n, path, published=_figure(domain, name))


def _bar(domain: str, found: Figures) -> Change:
    own = found[domain]
    other = [_figure(domain, name) for name in CHANGES]
    likely = [each.likely for each in other if each is not None]
    return Change(
        label=word("life_domain", domain),
        parts=(own["decline"], own["unchanged"], own["improvement"]),
        beside=t_plain("results.n", n=own["n"]),
        told="" if own["n"] else t_plain("results.not_measured_twice"),
        published=(likely[0], likely[1], likely[2]) if len(likely) == len(CHANGES) else None,
    )
