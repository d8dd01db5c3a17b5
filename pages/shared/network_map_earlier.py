"""Earlier maps: drawn again, and what has changed since."""

from collections.abc import Iterable

import streamlit as st

from core.network_compare import Change, compare
from core.network_map import on_map
from core.records.network_map import KeptMap, MapPerson
from db import queries
from pages.shared.formats import literal
from pages.shared.frame import keep, person, recall, t, t_plain, turn_to
from pages.shared.heads import draw_heading
from pages.shared.network_around import Around
from pages.shared.network_map_view import draw_map, name_of

W = "network_map.earlier"
NOW = "now"
"""Compared with the map as it stands, not with a kept one."""


def draw_earlier(around: Around) -> None:
    """The kept map of the address, or the newest, beside another or beside the map of now."""
    maps = queries.network_maps.kept_maps(around.case.id, by=person())
    if not maps:
        st.info(t(f"{W}.none"))
        return
    names = {one.id: _name(one) for one in maps}
    shown = _chosen(around, "map", names, maps[0].id)
    beside = _chosen(around, "beside", {NOW: t_plain(f"{W}.now"), **names}, NOW)
    then = next(one for one in maps if one.id == shown)
    draw_changes(*_in_order(around, maps, shown, beside))
    draw_heading(t(f"{W}.heading", date=then.day))
    st.caption(t(f"{W}.kept_by", name=then.by_name))
    if then.note:
        st.markdown(literal(then.note))
    draw_map(then.people, around.shown_name)


def _in_order(
    around: Around, maps: tuple[KeptMap, ...], shown: str, beside: str
) -> tuple[tuple[MapPerson, ...], tuple[MapPerson, ...]]:
    """The people of both maps, the earlier first; now comes last of all."""
    order = [one.id for one in reversed(maps)] + [NOW]
    people = {one.id: one.people for one in maps}
    people[NOW] = tuple(on_map(one) for one in around.people)
    first, last = sorted((shown, beside), key=order.index)
    return people[first], people[last]


def draw_changes(earlier: Iterable[MapPerson], later: Iterable[MapPerson]) -> None:
    """A line for each kind of change; a sentence where there is none."""
    changes = compare(earlier, later)
    if not changes:
        st.info(t(f"{W}.unchanged"))
        return
    st.markdown("\n".join(f"- {_line(change)}" for change in changes))


def _line(change: Change) -> str:
    names = tuple(name_of(one) for one in change.people)
    return t(f"{W}.shift.{change.shift}", names=names)


def _name(one: KeptMap) -> str:
    return t_plain(f"{W}.choice", date=one.day, n=len(one.people))


def _chosen(around: Around, name: str, options: dict[str, str], first: str) -> str:
    asked = around.asked(name)
    chosen = asked if asked in options else first
    key = f"{W}.{name}.{around.case.id}"
    if recall(key) != chosen:
        keep(key, chosen)
    st.selectbox(
        t(f"{W}.{name}"),
        list(options),
        format_func=options.__getitem__,
        placeholder=t("form.choose"),
        key=key,
        on_change=_turn_to,
        args=(around, name, key),
    )
    return chosen


def _turn_to(around: Around, name: str, key: str) -> None:
    kept = {each: said for each in ("map", "beside") if (said := around.asked(each))}
    turn_to(**around.address("earlier", **{**kept, name: str(recall(key))}))
