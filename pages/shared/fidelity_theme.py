"""One theme of the review on one screen: its questions as a form, or as they were answered."""

from collections.abc import Sequence

import streamlit as st

from core.fidelity_questions import can_be_set_aside, questions_on
from core.quarters import quarter_code
from core.records.fidelity_review import (
    Answer,
    FidelityReview,
    Part,
    Question,
    ReviewState,
    Score,
)
from core.tallies import Period
from db import actions
from pages.shared.fidelity_overview import progress, theme_word
from pages.shared.fidelity_question import (
    Earlier,
    answer_in,
    begins_with,
    draw_answer,
    draw_question,
    earlier_of,
)
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_name
from pages.shared.links import link


def draw_theme(
    period: Period, review: FidelityReview | None, theme: str, scores: Sequence[Score]
) -> None:
    """The theme's questions, and the ways to the others."""
    link("fidelity", t("fidelity.back"), quarter=quarter_code(period))
    draw_name(theme_word(theme))
    st.caption(progress(period, review, theme))
    part = review.parts.get(theme) if review else None
    if review is None or review.state is ReviewState.DRAFT:
        _draw_form(period, theme, part, earlier_of(period, scores))
    else:
        st.caption(t("fidelity.closed"))
        _draw_answers(period, theme, part, earlier_of(period, scores))
    _draw_next(period, theme)


def _draw_form(period: Period, theme: str, part: Part | None, earlier: Earlier) -> None:
    under = questions_on(period.to_date)[theme]
    form = _form(period, theme, part, under)
    apart = can_be_set_aside(under) and form.tick("set_aside")
    reason = form.text("reason", area=True) if apart else None
    if not apart:
        for question in under:
            draw_question(form, question, period, earlier)
    if form.save():
        with saving(form, t("fidelity_form.saved")):
            actions.fidelity_reviews.save_theme(
                period,
                theme,
                {question.code: answer_in(form, question) for question in under},
                set_aside=apart,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _form(period: Period, theme: str, part: Part | None, under: Sequence[Question]) -> Form:
    """The form of the theme, with what is not drawn in this run held on to."""
    told = part.answers if part else {}
    initial: dict[str, object] = {
        "set_aside": part is not None and part.set_aside is not None,
        "reason": (part.set_aside if part else None) or "",
    }
    for question in under:
        initial |= begins_with(question, told.get(question.code, Answer()))
    subject = f"{quarter_code(period)}.{theme}"
    form = Form("fidelity_form", subject, part.version if part else 0, initial)
    form.carry(initial)
    return form


def _draw_answers(period: Period, theme: str, part: Part | None, earlier: Earlier) -> None:
    if part is None or part.set_aside:
        return
    for question in questions_on(period.to_date)[theme]:
        draw_answer(question, part.answers.get(question.code, Answer()), earlier)


def _draw_next(period: Period, theme: str) -> None:
    themes = list(questions_on(period.to_date))
    place = themes.index(theme) + 1
    if place < len(themes):
        following = themes[place]
        label = t("fidelity.next", theme=theme_word(following))
        link("fidelity", label, quarter=quarter_code(period), theme=following)
