"""The released figures that an address asks for: a period and a variant that are offered (R19)."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from core.codes import Variant
from core.tallies import Figures, Period
from db import queries
from pages.shared.frame import person, today


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at; no variant: both together."""

    period: Period
    variant: Variant | None = None


def asked() -> Choice | None:
    """What the address asks for, if it is offered; else the newest half-year; None: nothing is."""
    offered, wanted = _offered(), _wanted()
    if wanted in offered:
        return wanted
    together = [one for one in offered if one.variant is None]
    return max(together, key=_newest, default=None)


def address(choice: Choice) -> dict[str, str]:
    """The choice as the parts of an address."""
    parts = {
        "from": choice.period.from_date.isoformat(),
        "to": choice.period.to_date.isoformat(),
    }
    return {**parts, "variant": choice.variant.value} if choice.variant else parts


def released(choice: Choice) -> Figures:
    """The figures of the choice, hidden where they must be."""
    return queries.releases.figures(choice.period, choice.variant, by=person(), on=today())


def _offered() -> list[Choice]:
    return [
        Choice(offer.period, variant)
        for offer in queries.releases.offered(by=person(), on=today())
        for variant in offer.variants
    ]


def _newest(choice: Choice) -> tuple[date, date]:
    """The latest end; of two with one end the one that begins last, which is the half-year."""
    return choice.period.to_date, choice.period.from_date


def _wanted() -> Choice | None:
    said = st.query_params
    try:
        first, last = (date.fromisoformat(said.get(part, "")) for part in ("from", "to"))
        variant = Variant(said["variant"]) if "variant" in said else None
    except ValueError:
        return None
    return Choice(Period(first, last), variant) if first <= last else None
