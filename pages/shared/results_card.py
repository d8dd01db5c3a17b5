"""A block of results: its name, how it is counted, its sources, and the young people behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from core.codes import Coded
from core.published import Published, faults_of
from core.results import VARIANT_OF
from core.tallies import OWN_UNKNOWN, UNKNOWN
from core.words import code_key
from db import queries
from pages.shared.formats import numbered
from pages.shared.frame import keep, person, recall, t, t_plain
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.paging import paged
from pages.shared.results_asked import PAGE, Asked

Path = tuple[str, ...]
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that counts: its words, its place in the tallies, and how many."""

    label: str
    path: Path
    count: int


@contextmanager
def card(tally: str, heading: str | None = None, *also: str) -> Iterator[None]:
    """A bordered block under the tally's name, or another heading; `also` defined are more."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            draw_heading(heading or t(f"tally.{tally}.name"))
            with st.popover(t("results.how"), type="tertiary"):
                for key in (tally, *also):
                    st.markdown(t(f"tally.{key}.definition"))
                st.markdown(t("results.interval"))
        yield


def word(list_name: str, code: str) -> str:
    """The word of a code for a chart, a table or an option; nothing recorded is said so."""
    if code == UNKNOWN and list_name not in OWN_UNKNOWN:
        return t_plain("results.not_recorded")
    return t_plain(code_key(Coded(list_name, code)))


def draw_counts(key: str, figures: Sequence[Counted]) -> None:
    """Several counts in one line, under what the key says of them; nothing of none."""
    told = (t_plain("results.counted", label=each.label, n=each.count) for each in figures)
    if figures:
        st.caption(t(key, counts=tuple(told)))


def draw_sources(figures: Iterable[Published | None]) -> None:
    """Where the published figures come from, what they are over, and what is doubtful."""
    known = [figure for figure in figures if figure is not None]
    if not known:
        return
    st.caption("  \n".join([*_sources(known), *_faults(known)]))


def _sources(known: Sequence[Published]) -> list[str]:
    pages: dict[tuple[str, int | None, str, str], dict[str, None]] = {}
    for each in known:
        key = (each.source, each.n, each.population, each.place_key)
        pages.setdefault(key, {})[each.page.split(",", maxsplit=1)[0]] = None
    return [_source(*key, page=", ".join(found)) for key, found in pages.items()]


def _source(source: str, n: int | None, population: str, place: str, *, page: str) -> str:
    facts = {
        "source": t_plain(f"published.source.{source}.short"),
        "place": t_plain(place, page=page),
        "unit": t_plain(f"published.population.{population}"),
    }
    variant = VARIANT_OF.get(source)
    whose = t("results.of_variant", variant=variant.value) if variant else ""
    if n is None:
        return t("results.source_without_n", **facts) + whose
    return t("results.source", size=n, **facts) + whose


def _faults(known: Sequence[Published]) -> list[str]:
    """Each reservation once, with the rows it is about where it is not about all."""
    return [_fault(key, known) for key in faults_of(known)]


def _fault(key: str, known: Sequence[Published]) -> str:
    fault = t_plain(f"published.fault.{key}")
    rows = tuple(dict.fromkeys(t_plain(each.row_key) for each in known if each.fault == key))
    if len(rows) == len({each.row for each in known}):
        return t("results.fault", fault=fault)
    return t("results.fault_of", rows=rows, fault=fault)


def draw_behind(asked: Asked, name: str, figures: Sequence[Counted]) -> None:
    """The way from the block's figures to the young people behind them; one block at a time."""
    known = {".".join(figure.path): figure for figure in figures if figure.count}
    if not known:
        return
    chosen = st.query_params.get("behind")
    if chosen not in known:
        first = next(iter(known))
        st.button(
            t("results.behind"),
            key=f"{PAGE}.behind.{name}",
            type="tertiary",
            on_click=_show,
            args=(first,),
        )
        return
    with st.container(border=True):
        _draw_choice(name, known, chosen)
        _draw_lines(asked, known[chosen])
        st.button(t("results.close"), key=f"{PAGE}.close.{name}", type="tertiary", on_click=_show)


def _show(path: str | None = None) -> None:
    st.query_params.pop("page", None)
    if path is None:
        st.query_params.pop("behind", None)
    else:
        st.query_params["behind"] = path


def _draw_choice(name: str, known: Mapping[str, Counted], chosen: str) -> None:
    key = f"{PAGE}.figure.{name}"
    keep(key, chosen)
    labels = {path: _option(figure) for path, figure in known.items()}
    st.selectbox(
        t("results.figure"),
        list(known),
        placeholder=t("form.choose"),
        key=key,
        format_func=labels.__getitem__,
        on_change=_turn,
        args=(key,),
    )


def _option(figure: Counted) -> str:
    return t_plain("results.option", label=figure.label, count=figure.count)


def _turn(key: str) -> None:
    _show(recall(key))


def _draw_lines(asked: Asked, figure: Counted) -> None:
    lines = queries.behind.young_people(figure.path, asked.period, asked.variant, by=person())
    for line in paged(lines, PAGE_SIZE):
        facts = {**numbered(line.name, line.number), "date": line.date}
        key = "results.line" if line.date is None else "results.line_on"
        link("young_person", t(key, **facts), case=str(line.number))
