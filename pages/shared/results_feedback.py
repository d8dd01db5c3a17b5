"""Results, part 4: what people thought of the meetings, by role; few answers are not shown."""

import streamlit as st

from core.records.feedback import RoleFeedback
from core.rounding import half_up
from core.suppression.threshold import threshold
from db import queries
from pages.shared.formats import literal
from pages.shared.frame import person, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.results_asked import Asked
from pages.shared.results_card import word


def draw_feedback(asked: Asked) -> None:
    """A row for each role that gave a score."""
    k = queries.settings.in_force(today()).suppression_k
    found = queries.feedback.by_role(asked.period, asked.variant, k=k, by=person())
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            draw_heading(t("results.feedback.heading"))
            with st.popover(t("results.how"), type="tertiary"):
                st.markdown(t("results.feedback.definition", k=threshold(k)))
        if not found:
            st.info(t("results.feedback.none"))
            return
        heads = [t(f"results.feedback.{name}") for name in ("role", "n", "mean")]
        lines = [" | ".join(heads), "--- | ---: | ---:", *map(_row, found)]
        st.markdown("\n".join(f"| {line} |" for line in lines))
        st.caption(t("results.feedback.told", k=threshold(k)))


def _row(each: RoleFeedback) -> str:
    role = literal(word("participant_role", each.role))
    if each.n is None or each.mean is None:
        return " | ".join([role, t_plain("results.feedback.few"), t_plain("results.feedback.few")])
    mean = t("results.number", n=half_up(each.mean, 1))
    return " | ".join([role, t("results.number", n=each.n), mean])
