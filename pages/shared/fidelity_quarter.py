"""Which quarter the fidelity page shows: chosen from a list, held in the address."""

from collections.abc import Iterable, Mapping

import streamlit as st

from core.calendar import add_months
from core.fidelity_review import open_quarters
from core.quarters import number, quarter, quarter_code
from core.records.fidelity_review import FidelityReview
from core.tallies import Period
from pages.shared.frame import recall, t, t_plain, today, turn_to

BACK = 24
"""Months back from which a review can still be begun."""


def quarter_name(period: Period) -> str:
    """3. kvartal 2026."""
    return t_plain("fidelity.quarter", n=number(period), year=str(period.from_date.year))


def quarter_short(period: Period) -> str:
    """K3 2026."""
    return t_plain("fidelity.quarter_short", n=number(period), year=str(period.from_date.year))


def choose_quarter(reviews: Iterable[FidelityReview], *, running: bool = False) -> Period:
    """The quarter of the address, else the newest; a choice goes into the address.

    What else is open stays open. `running`: the quarter of today can be chosen too.
    """
    periods = _quarters(reviews, [quarter(today())] if running else [])
    codes, said = list(periods), st.query_params.get("quarter", "")
    key = f"fidelity.choose.{said}"
    chosen = st.selectbox(
        t("fidelity.choose"),
        codes,
        index=codes.index(said) if said in codes else 0,
        format_func={code: quarter_name(period) for code, period in periods.items()}.__getitem__,
        placeholder=t("form.choose"),
        key=key,
        on_change=_turn,
        args=(key, _kept()),
    )
    return periods[chosen]


def _quarters(reviews: Iterable[FidelityReview], also: Iterable[Period]) -> dict[str, Period]:
    """Those that can be written, and those that were, newest first."""
    periods = {review.quarter for review in reviews} | set(also)
    periods.update(open_quarters(add_months(today(), -BACK), today()))
    ordered = sorted(periods, key=lambda period: period.from_date, reverse=True)
    return {quarter_code(period): period for period in ordered}


def _kept() -> dict[str, str]:
    others = ("theme", "part", "indicator")
    return {name: st.query_params[name] for name in others if name in st.query_params}


def _turn(key: str, kept: Mapping[str, str]) -> None:
    turn_to(quarter=recall(key), **kept)
