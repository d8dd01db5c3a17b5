"""What the page of results is asked for: days, variant and section, all in the address.

The address is the one truth: each run sets the switches by it, a changed switch writes it back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from core.codes import Variant
from core.results import FIRST, LAST, Section, Span, day_in, period_of
from core.tallies import Figures, Period
from core.words import code_key
from db import queries
from pages.shared.frame import explained, keep, person, recall, t, today

CodeT = TypeVar("CodeT", bound=StrEnum)
PAGE = "results"
BOTH = "both"
"""The choice of no variant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown; `figures` are all tallies of it."""

    period: Period
    variant: Variant | None
    figures: Figures


def ask() -> Asked | None:
    """Draw the switches and make the figures; None where own days are out of order."""
    span = _switch("period", list(Span), Span.TWELVE_MONTHS)
    variant = _switch_variant()
    period = _own_period() if span is Span.OWN else _quick(span)
    if period is None:
        return None
    st.caption(t("results.days", first=period.from_date, last=period.to_date))
    with st.spinner(t("results.working")):
        figures = queries.tallies.figures(period, variant, by=person())
    return Asked(period, variant, figures)


def ask_section() -> Section:
    """The switch between the sections."""
    return _switch("section", list(Section), Section.COURSES)


def _quick(span: Span) -> Period:
    return period_of(span, on=today(), first_day=queries.results.first_day(by=person()))


def _switch(name: str, options: list[CodeT], default: CodeT) -> CodeT:
    """One of a few options that are all in sight; what the address can not mean is said."""
    asked = st.query_params.get(name)
    known = {option.value: option for option in options}
    if asked is not None and asked not in known:
        st.warning(t(f"results.unreadable.{name}"))
    key = f"{PAGE}.{name}"
    chosen = known.get(asked or "", default)
    keep(key, chosen)
    st.segmented_control(
        t(f"results.{name}"),
        options,
        key=key,
        required=True,
        format_func=_word,
        on_change=_write,
        args=(name, default),
        label_visibility="collapsed" if name == "section" else "visible",
    )
    return chosen


def _word(option: StrEnum) -> str:
    return t(code_key(option))


def _switch_variant() -> Variant | None:
    asked = st.query_params.get("variant")
    if asked is not None and asked not in set(Variant):
        st.warning(t("results.unreadable.variant"))
    key = f"{PAGE}.variant"
    chosen = Variant(asked) if asked in set(Variant) else None
    keep(key, chosen.value if chosen else BOTH)
    st.segmented_control(
        t("results.variant"),
        [BOTH, *(variant.value for variant in Variant)],
        key=key,
        required=True,
        format_func=_variant_word,
        on_change=_write,
        args=("variant", BOTH),
        help=f"H: {explained('variant_h')}\n\nU: {explained('variant_u')}",
    )
    return chosen


def _variant_word(option: str) -> str:
    return t("results.both") if option == BOTH else t(f"code.variant.{option}")


def _write(name: str, default: str) -> None:
    chosen = str(recall(f"{PAGE}.{name}"))
    if chosen == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
    _drop(("behind", "page"))
    if name == "period":
        _drop(("from", "to"))


def _drop(names: Iterable[str]) -> None:
    for name in names:
        st.query_params.pop(name, None)


def _own_period() -> Period | None:
    """The days of the address, at first those of the last twelve months; a sentence otherwise."""
    begun = _quick(Span.TWELVE_MONTHS)
    days = {"from": begun.from_date, "to": begun.to_date}
    asked = {name: st.query_params.get(name) for name in days}
    unreadable = [name for name, text in asked.items() if text is not None and not day_in(text)]
    found = {name: day_in(asked[name]) or day for name, day in days.items()}
    _draw_days(found)
    if unreadable:
        st.error(t("results.unreadable.days"))
        return None
    if found["from"] > found["to"]:
        st.error(t("refusal.dates_out_of_order", first=found["from"], second=found["to"]))
        return None
    return Period(found["from"], found["to"])


def _draw_days(found: Mapping[str, date]) -> None:
    """A form: a date typed digit by digit is not yet the date that is meant."""
    form = st.form(f"{PAGE}.days", enter_to_submit=False, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        for name, day in found.items():
            _draw_day(name, day)
        st.form_submit_button(t("results.show"), type="primary", on_click=_write_days)


def _draw_day(name: str, day: date) -> None:
    keep(f"{PAGE}.{name}", day)
    st.date_input(
        t(f"results.{name}"),
        key=f"{PAGE}.{name}",
        format="DD.MM.YYYY",
        min_value=FIRST,
        max_value=LAST,
        width=180,
    )


def _write_days() -> None:
    for name in ("from", "to"):
        chosen: date | None = recall(f"{PAGE}.{name}")
        st.query_params[name] = chosen.isoformat() if chosen else ""
    _drop(("behind", "page"))
