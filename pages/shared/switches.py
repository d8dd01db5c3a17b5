"""Switches whose choice stands in the address: a link shows a colleague the same."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from pages.shared.frame import keep, recall, t

OptionT = TypeVar("OptionT")


def switch(
    page: str, name: str, label: str, words: Mapping[str, str], *, folded: bool = False
) -> str:
    """One of a few options, all in sight; the first where the address says nothing known.

    `folded` into a list, where there are more than a few.
    """
    key, options = f"{page}.{name}", list(words)
    asked = st.query_params.get(name, "")
    chosen = asked if asked in words else options[0]
    keep(key, chosen)
    told: dict[str, Any] = {
        "key": key,
        "format_func": words.__getitem__,
        "on_change": _write,
        "args": (key, name, options[0]),
    }
    if folded:
        st.selectbox(label, options, placeholder=t("form.choose"), **told)
    else:
        st.segmented_control(label, options, required=True, **told)
    return chosen


def draw_row(
    label: str,
    words: Mapping[OptionT, str],
    chosen: OptionT,
    *args: object,
    key: str,
    on_change: Callable[..., None],
) -> None:
    """The parts or views of a page in a row, one of them chosen; `label` is read out only.

    `on_change` gets `args`; what is chosen then, `recall(key)` tells.
    """
    if recall(key) != chosen:
        keep(key, chosen)
    st.segmented_control(
        label,
        list(words),
        required=True,
        format_func=words.__getitem__,
        label_visibility="collapsed",
        wrap=True,
        key=key,
        on_change=on_change,
        args=args,
    )


def _write(key: str, name: str, default: str) -> None:
    chosen = str(recall(key))
    if chosen == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
