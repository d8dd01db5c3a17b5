"""Which half-year and which variant the steering group looks at: only what is offered (R19)."""

from collections.abc import Mapping

import streamlit as st

from core.codes import Variant
from core.releases import Offer, Span
from core.suppression import threshold
from core.tallies import Figures
from db import queries
from pages.shared.documents.cover import period_name
from pages.shared.frame import keep, language, person, recall, t, t_plain, today, turn_to
from pages.shared.released import Choice, address, asked

PERIOD = "steering_group.period"
VARIANT = "steering_group.variant"
BOTH = "both"


def ask() -> Choice | None:
    """Draw the switches; what is chosen stands in the address. None: nothing is offered yet."""
    choice = asked()
    if choice is None:
        return None
    offered = queries.releases.offered(by=person(), on=today())
    names = {_code(offer): _name(offer) for offer in offered}
    here = next(offer for offer in offered if offer.period == choice.period)
    with st.container(horizontal=True):
        _draw_switch(PERIOD, names, _code(here))
        if len(here.variants) > 1:
            _draw_switch(VARIANT, _variants(here), choice.variant or BOTH)
    return choice


def _draw_switch(key: str, names: Mapping[str, str], chosen: str) -> None:
    keep(key, chosen)
    st.selectbox(
        t(key),
        list(names),
        placeholder=t("form.choose"),
        key=key,
        format_func=names.__getitem__,
        on_change=_write,
        width=300,
    )


def _write() -> None:
    """The variant is kept where the new period has it; the address says no more than is offered."""
    offered = queries.releases.offered(by=person(), on=today())
    offer = next(each for each in offered if _code(each) == recall(PERIOD))
    wanted = recall(VARIANT, BOTH)
    variant = Variant(wanted) if wanted in set(Variant) else None
    variant = variant if variant in offer.variants else None
    turn_to(**address(Choice(offer.period, variant)))


def _code(offer: Offer) -> str:
    return f"{offer.period.from_date}/{offer.period.to_date}"


def _name(offer: Offer) -> str:
    if offer.span is Span.WHOLE:
        return t_plain("steering_group.whole", last=offer.period.to_date)
    return period_name(offer.period, language())


def _variants(offer: Offer) -> dict[str, str]:
    return {
        variant or BOTH: t_plain(f"code.variant.{variant}" if variant else "steering_group.both")
        for variant in offer.variants
    }


def draw_hidden(figures: Figures) -> None:
    """Why some figures are hidden, once, where any is."""
    if _any_hidden(figures):
        k = queries.settings.in_force(today()).suppression_k
        st.info(t("steering_group.suppressed", k=threshold(k)))


def _any_hidden(part: object) -> bool:
    if isinstance(part, Mapping):
        return part.get("suppressed") is True or any(map(_any_hidden, part.values()))
    return isinstance(part, list) and any(map(_any_hidden, part))
