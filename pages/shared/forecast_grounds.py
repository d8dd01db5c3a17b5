"""How the forecast is made, with the municipality's own numbers in it."""

import streamlit as st

from core.codes import Method
from core.records.forecast import Grounds, Outlook
from pages.shared.frame import t

MONTH = 365.25 / 12


def draw_grounds(outlook: Outlook, method: Method) -> None:
    """What the answer for the method rests on, folded away."""
    grounds = outlook.methods[method].grounds
    with st.expander(t("forecast.how")):
        said = [
            t("forecast.grounds.model", n=outlook.futures),
            t(f"forecast.grounds.lengths.{method}", **_lengths(grounds)),
            t("forecast.grounds.few", n=grounds.ended)
            if grounds.ended < 2 * grounds.prior_weight
            else "",
            _referrals(grounds),
            t("forecast.grounds.undecided", n=outlook.undecided) if outlook.undecided else "",
            _delays(grounds, method),
            t(f"forecast.grounds.queue.{'advice' if method is Method.SM else 'support'}"),
            t("forecast.grounds.limits"),
        ]
        st.markdown("\n\n".join(filter(None, said)))


def _lengths(grounds: Grounds) -> dict[str, object]:
    return {
        "n": grounds.ended,
        "running": grounds.still_open,
        "months": round(grounds.mean_days / MONTH, 1),
        "weight": round(grounds.prior_weight),
    }


def _referrals(grounds: Grounds) -> str:
    if not grounds.accepted:
        return t("forecast.grounds.no_referrals")
    return t("forecast.grounds.referrals", n=grounds.accepted, days=grounds.exposure_days)


def _delays(grounds: Grounds, method: Method) -> str:
    said = []
    if grounds.decision_days is None:
        said.append(t("forecast.grounds.no_decisions"))
    else:
        said.append(t("forecast.grounds.decision", n=grounds.decision_days))
    if method is Method.CTI:
        if grounds.home_days is None:
            said.append(t("forecast.grounds.no_homes"))
        else:
            said.append(t("forecast.grounds.home", n=grounds.home_days))
    return " ".join(said)
