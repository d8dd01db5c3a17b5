"""What the forecast is asked: which method is looked at, and which change is tried."""

from collections.abc import Collection
from datetime import date, timedelta

import streamlit as st

from core.codes import Method
from core.records.forecast import Change, Hand, Turn
from core.results import day_in
from core.words import code_key
from db import queries
from pages.shared.formats import namesakes_apart
from pages.shared.frame import keep, person, recall, t, t_plain, today
from pages.shared.paging import narrowed
from pages.shared.switches import switch

PAGE = "forecast"
AHEAD = 365
"""Days within which a change can be tried."""


def ask_method(given: Collection[Method]) -> Method:
    """The switch between the methods: those that are given before the others, support first."""
    order = sorted((Method.CTI, Method.ICM, Method.SM), key=lambda each: each not in given)
    words = {method.value: t_plain(code_key(method)) for method in order}
    return Method(switch(PAGE, "method", t("forecast.method"), words))


def ask_change() -> Change | None:
    """One worker more or less, from a day on; None where none is chosen."""
    chosen = switch(PAGE, "change", t("forecast.change"), _changes(), folded=True)
    if not chosen:
        return None
    turn, _, what = chosen.partition(".")
    day = _ask_day()
    if turn == Turn.JOINS:
        return Change(Turn.JOINS, day, method=Method(what))
    return Change(Turn.LEAVES, day, worker_id=what)


def _changes() -> dict[str, str]:
    """No change, one more of each method, and each worker who might leave."""
    hands = {hand.id: hand for hand in queries.forecast.hands(today(), by=person())}
    names = namesakes_apart({id_: hand.name for id_, hand in hands.items()})
    asked = st.query_params.get("change", "").partition(".")[2]
    shown = narrowed(names, key=f"{PAGE}.find", chosen=(asked,))
    return {
        "": t_plain("forecast.no_change"),
        **{f"{Turn.JOINS}.{each}": t_plain(f"forecast.joins.{each}") for each in Method},
        **{f"{Turn.LEAVES}.{id_}": _leaves(name, hands[id_]) for id_, name in shown.items()},
    }


def _leaves(name: str, hand: Hand) -> str:
    methods = tuple(method for method in Method if method in hand.methods)
    return t_plain("forecast.leaves", name=name, methods=methods)


def _ask_day() -> date:
    """The first day of the change; tomorrow at the earliest, at first the coming month."""
    first, last = today() + timedelta(days=1), today() + timedelta(days=AHEAD)
    said = day_in(st.query_params.get("from")) or _next_month()
    key = f"{PAGE}.from"
    keep(key, min(max(said, first), last))
    st.date_input(
        t("forecast.from"),
        key=key,
        format="DD.MM.YYYY",
        min_value=first,
        max_value=last,
        on_change=_write_day,
        args=(key,),
        width=180,
    )
    day: date = recall(key)
    return day


def _next_month() -> date:
    return (today().replace(day=1) + timedelta(days=32)).replace(day=1)


def _write_day(key: str) -> None:
    chosen: date | None = recall(key)
    if chosen is not None:
        st.query_params["from"] = chosen.isoformat()
