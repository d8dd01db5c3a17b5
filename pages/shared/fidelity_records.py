"""Beside a judgement: what the records say of the same question, and whether the two disagree."""

from collections.abc import Iterable, Sequence

import streamlit as st

from core.fidelity.judging import Beside, Verdict
from core.quarters import quarter_code
from core.rounding import half_up, whole_percent
from core.tallies import Period
from db import queries
from pages.shared.fidelity_practice_view import PART
from pages.shared.fidelity_words import counted, name_of
from pages.shared.frame import person, t, today
from pages.shared.links import link

DISAGREEING = (Verdict.JUDGED_HIGHER, Verdict.JUDGED_LOWER)


def beside(question: str, quarter: Period, judged: int | None) -> Sequence[Beside]:
    """What the records say of the question in the quarter, beside the score judged now."""
    return queries.fidelity.beside_question(question, judged, quarter, by=person(), on=today())


def draw_records(rows: Sequence[Beside], quarter: Period) -> None:
    """A line for each indicator that bears on the question, and which of them disagree."""
    if not rows:
        return
    st.caption(f"**{t('fidelity_records.heading')}**")
    for row in rows:
        code = row.measured.indicator.code
        link("fidelity", told(row), quarter=quarter_code(quarter), part=PART, indicator=code)
    for verdict in DISAGREEING:
        names = tuple(_names(rows, verdict))
        if names:
            st.warning(t(f"fidelity_records.{verdict}", names=names))


def told(row: Beside) -> str:
    """An indicator in one line, with its score on the scale of the review."""
    name = name_of(row.measured)
    if row.score is None or row.measured.estimate is None:
        return t("fidelity_records.nothing", name=name)
    facts = {"share": whole_percent(row.measured.estimate.value), **counted(row.measured)}
    said = t("fidelity_records.line", name=name, score=half_up(row.score, 1), **facts)
    if row.verdict is Verdict.TOO_FEW:
        return f"{said}. {t('fidelity_records.too_few')}"
    return said


def _names(rows: Iterable[Beside], verdict: Verdict) -> Iterable[str]:
    return (name_of(row.measured) for row in rows if row.verdict is verdict)
