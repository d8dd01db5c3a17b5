"""What the page of costs is asked: the days, what a figure is told over, and in which prices."""

from dataclasses import dataclass

import streamlit as st

from core.costs import Basis
from core.prices import price_index
from core.results import Span, period_of
from core.tallies import Period
from core.words import code_key
from db import queries
from pages.shared.frame import person, t, t_plain, today
from pages.shared.switches import switch

PAGE = "costs"
SPANS = (Span.TWELVE_MONTHS, Span.THIS_YEAR, Span.LAST_YEAR, Span.WHOLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown; `prices` is the year in whose prices, None: as they were."""

    period: Period
    basis: Basis
    prices: int | None


def ask() -> Asked:
    """Draw the switches."""
    spans = {span.value: t_plain(code_key(span)) for span in SPANS}
    span = Span(switch(PAGE, "period", t("results.period"), spans))
    first = queries.costs.first_day(by=person())
    period = period_of(span, on=today(), first_day=first)
    st.caption(t("results.days", first=period.from_date, last=period.to_date))
    bases = {basis.value: t_plain(f"costs.basis.{basis}") for basis in Basis}
    basis = Basis(switch(PAGE, "over", t("costs.over"), bases))
    return Asked(period, basis, _prices())


def _prices() -> int | None:
    """The newest year first: it is the one that is nearest."""
    years = {str(year): t_plain("costs.prices_of", year=str(year)) for year in price_index()}
    words = {"": t_plain("costs.prices_as_they_were"), **dict(reversed(years.items()))}
    chosen = switch(PAGE, "prices", t("costs.prices"), words, folded=True)
    return int(chosen) if chosen else None
