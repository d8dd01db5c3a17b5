"""The conversation as one form: every life domain, its questions folded away."""

import streamlit as st

from core.records.cases import CaseHeader
from pages.shared.dialogue_fields import (
    Items,
    conversation,
    domain_word,
    draw_anchors,
    draw_questions,
    draw_saving,
    draw_scale,
    draw_suggestion,
)
from pages.shared.frame import t
from pages.shared.heads import draw_heading


def draw_whole(case: CaseHeader, items: Items) -> None:
    """All domains, each with its score; then who scored, and the button."""
    form = conversation(case, items)
    st.write(t("dialogue.intro"))
    for domain, under in items.items():
        with st.container(border=True):
            draw_heading(domain_word(domain))
            draw_anchors(domain)
            if under:
                with st.expander(t("dialogue.questions"), key=f"{form.id}.questions.{domain}"):
                    draw_questions(form, under)
            draw_suggestion(form, domain, under)
            draw_scale(form, domain, t("dialogue.score"))
    draw_saving(form, case, items)
