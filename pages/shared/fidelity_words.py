"""Indicators of fidelity in words: their share with its interval, and how they are counted."""

from core.fidelity.definitions import thresholds_on
from core.fidelity.measured import Measured, change
from core.intervals import Comparison
from core.rounding import whole_percent
from pages.shared.frame import t, t_plain


def name_of(found: Measured) -> str:
    """What the indicator is called, as plain text."""
    return t_plain(f"indicator.{found.indicator.code}.name")


def told(found: Measured) -> str:
    """97 % (29 af 30 unge, 83-99 %), or that there was nothing to be seen."""
    estimate = found.estimate
    if estimate is None:
        return t("fidelity_practice.nothing")
    return t(
        "fidelity_practice.line",
        share=whole_percent(estimate.value),
        low=whole_percent(estimate.interval.low),
        high=whole_percent(estimate.interval.high),
        **counted(found),
    )


def counted(found: Measured) -> dict[str, object]:
    """The facts `kept`, `of` and `unit` of a sentence."""
    unit = t_plain(f"indicator_unit.{found.indicator.counts}", n=found.of)
    return {"kept": found.kept, "of": found.of, "unit": unit}


def changed(now: Measured, before: Measured | None) -> str:
    """Whether it is higher or lower than in the quarter before; empty where none can be told."""
    said = change(now, before)
    if said in {Comparison.ABOVE, Comparison.BELOW}:
        return t(f"fidelity_practice.{said}")
    return ""


def definition(found: Measured) -> str:
    """How the indicator is counted, by the thresholds of the last day that was looked at."""
    return t(f"indicator.{found.indicator.code}.definition", **thresholds_on(found.last))
