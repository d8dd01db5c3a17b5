"""The filters of the list of young people. All but the search word are in the address.

The address is the one truth: each run sets the widgets by it, a changed widget writes it back. The
search word may be a name, and names never enter an address. The widgets are drawn when unfolded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from core.cadence import LATE_KINDS
from core.codes import Combination, Step
from core.records.lists import ListSort, Wanted, WorkerChoice
from core.records.overview import DueKind
from core.words import code_key
from pages.shared.formats import literal
from pages.shared.frame import keep, recall, t, t_plain, tell_search
from pages.shared.paging import narrowed, page_in_address, to_first_page

CodeT = TypeVar("CodeT", bound=StrEnum)
PAGE = "young_people"
BESIDE_EACH_OTHER = (("step", "combination"), ("worker", "overdue"))


def ask(workers: Sequence[WorkerChoice]) -> Wanted:
    """Draw the search and the filters, and return what is wanted."""
    search = st.text_input(t("young_people.search"), key=f"{PAGE}.search", on_change=to_first_page)
    words = _words_of_filters(_names(workers))
    filters = {name: _asked(name, known) for name, known in words.items()}
    folded = st.expander(t("young_people.filters"), key=f"{PAGE}.filters", on_change="rerun")
    if folded.open:
        with folded:
            _draw_filters(words, filters)
    sort = _code(ListSort, filters.pop("sort"))
    _draw_chosen(filters, words)
    tell_search(text=search, **filters)
    return Wanted(
        step=_code(Step, filters["step"]),
        worker=filters["worker"] or None,
        combination=_code(Combination, filters["combination"]),
        overdue=_code(DueKind, filters["overdue"]),
        search=search or "",
        sort=sort or ListSort.NAME,
        page=page_in_address(),
    )


def _words_of_filters(names: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """What each filter can be set to, with its words."""
    return {
        "overdue": _words(LATE_KINDS),
        "step": _words(Step),
        "worker": names,
        "combination": _words(Combination),
        "sort": _other_sorts(),
    }


def _asked(name: str, words: Mapping[str, str]) -> str:
    """One filter as the address has it; what the list does not know counts as nothing."""
    asked = st.query_params.get(name, "")
    return asked if asked in words else ""


def _draw_filters(words: Mapping[str, Mapping[str, str]], filters: Mapping[str, str]) -> None:
    for place, names in zip(st.columns(2), BESIDE_EACH_OTHER, strict=True):
        with place:
            for name in names:
                _draw_filter(name, words[name], filters[name])
    _draw_filter("sort", words["sort"], filters["sort"])


def _draw_filter(name: str, words: Mapping[str, str], chosen: str) -> None:
    key = f"{PAGE}.{name}"
    keep(key, chosen)
    shown = narrowed(words, key=f"{key}.find", chosen=(chosen,))
    st.selectbox(
        t(f"young_people.filter.{name}"),
        ["", *shown],
        placeholder=t("form.choose"),
        key=key,
        format_func={"": t_plain(f"young_people.any.{name}"), **words}.__getitem__,
        on_change=_write_address,
        args=(name,),
    )


def _words(codes: Iterable[StrEnum]) -> dict[str, str]:
    return {code.value: t_plain(code_key(code)) for code in codes}


def _other_sorts() -> dict[str, str]:
    """All but the sort by name, which holds where nothing is chosen."""
    words = {code.value: code for code in ListSort if code is not ListSort.NAME}
    return {value: t_plain(code_key(code)) for value, code in words.items()}


def _names(workers: Sequence[WorkerChoice]) -> dict[str, str]:
    """The names by id; people of one name are told apart by a number."""
    shared = {name for name, count in Counter(each.name for each in workers).items() if count > 1}
    return {
        each.staff_id: f"{each.name} ({place})" if each.name in shared else each.name
        for place, each in enumerate(workers, start=1)
    }


def _code(codes: type[CodeT], value: str) -> CodeT | None:
    return codes(value) if value else None


def _write_address(name: str) -> None:
    chosen = recall(f"{PAGE}.{name}")
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    to_first_page()


def _draw_chosen(filters: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> None:
    """The filters in force, in words, and the way out of them."""
    if not any(filters.values()):
        return
    told = [
        literal(words[name][value])
        for name, value in filters.items()
        if value and name != "overdue"
    ]
    if filters["overdue"]:
        told.insert(0, t("young_people.late_with", what=DueKind(filters["overdue"])))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(told))
        st.button(
            t("young_people.clear"), key=f"{PAGE}.clear", type="tertiary", on_click=_clear_address
        )


def _clear_address() -> None:
    st.query_params.clear()
