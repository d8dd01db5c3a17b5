"""Long lists: cut into pages, turned, and found in. The one way it is done on every page.

Which page is looked at is in the address; what is searched for may be a name, and is not.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from core.cutting import PAGE_SIZE, before, cut
from core.searching import finds
from pages.shared.frame import keep, recall, t

RowT = TypeVar("RowT")
FEW = 200
"""So many options a browser searches by itself; of more, those are drawn that were searched for."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[RowT]):
    """The rows of one page of a list; an empty list has one page."""

    rows: Sequence[RowT]
    page: int
    pages: int


def leaf(rows: Sequence[RowT], size: int = PAGE_SIZE, *, name: str = "page") -> Leaf[RowT]:
    """The page of the address; past the last page, the last. `name` tells two lists apart."""
    page, pages = cut(page_in_address(name), len(rows), size)
    first = before(page, size)
    return Leaf(rows[first : first + size], page, pages)


def paged(rows: Sequence[RowT], size: int = PAGE_SIZE, *, name: str = "page") -> Iterator[RowT]:
    """The rows of the page of the address, each to be drawn; below them the way to the others."""
    shown = leaf(rows, size, name=name)
    yield from shown.rows
    draw_pager(shown.page, shown.pages, name=name)


def page_in_address(name: str = "page") -> int:
    """The page of a long list that is looked at; the first where the address says nothing."""
    asked = st.query_params.get(name, "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1  # noqa: PLR2004 — any real page
    return max(number, 1)


def place_in_address(name: str, last: int) -> int:
    """One of the places from 1 to the last: that of the address, or the nearest one there is."""
    return min(page_in_address(name), last)


def draw_pager(page: int, pages: int, *, name: str = "page") -> None:
    """Back and on, where there is more than one page."""
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for way, to, there in (("back", page - 1, page > 1), ("on", page + 1, page < pages)):
            st.button(
                t(f"paging.{way}"),
                key=f"paging.{name}.{way}",
                disabled=not there,
                on_click=_turn_to,
                args=(name, to),
            )
        st.caption(t("paging.page", page=page, pages=pages))


def _turn_to(name: str, page: int) -> None:
    st.query_params[name] = str(page)


def unfold_turned(key: str, *, name: str = "page") -> None:
    """Before a folded list is drawn: it lies open where the address has turned it."""
    if recall(key) is None and name in st.query_params:
        keep(key, True)


def to_first_page() -> None:
    """Begin at the first page: another list is asked for."""
    st.query_params.pop("page", None)


def ask_search(key: str, *, said: str | None = None) -> str:
    """The field to search in, by names unless `said` tells more; it begins at the first page."""
    label = said or t("paging.search")
    return st.text_input(label, key=key, on_change=to_first_page) or ""


def found(rows: Sequence[RowT], said: Callable[[RowT], str], *, key: str) -> Sequence[RowT]:
    """Those of a list that were searched for; all, and no field, where one page holds them."""
    if len(rows) <= PAGE_SIZE:
        return rows
    wanted = ask_search(key)
    shown = [each for each in rows if finds(wanted, said(each))]
    if not shown:
        st.info(t("paging.none_found"))
    return shown


def narrowed(
    options: Mapping[str, str], *, key: str, chosen: Collection[str | None]
) -> Mapping[str, str]:
    """Few enough options to choose from: those searched for, and those that are chosen."""
    if len(options) <= FEW:
        return options
    wanted = st.text_input(t("paging.narrow"), key=key) or ""
    shown = list(options)
    if wanted.strip():
        shown = [id_ for id_ in shown if id_ in chosen or finds(wanted, options[id_])]
    if len(shown) > FEW:
        st.caption(t("paging.more_options", n=FEW, of=len(shown)))
        first = dict.fromkeys([*(id_ for id_ in shown if id_ in chosen), *shown])
        shown = list(first)[:FEW]
    return {id_: options[id_] for id_ in shown}
