"""Where the quarter's review stands, and its themes with how much of each is answered."""

import streamlit as st

from core.fidelity_questions import questions_on
from core.fidelity_review import THEME_LIST, asked, last_day_in_time, unanswered
from core.quarters import quarter_code
from core.records.fidelity_review import FidelityReview, ReviewState
from core.tallies import Period
from db import queries
from pages.shared.frame import open_section, t, today
from pages.shared.links import link


def theme_word(theme: str) -> str:
    """The name of a theme; a theme of an imported list is its own name."""
    return t(f"code.{THEME_LIST}.{theme}")


def draw_state(quarter: Period, review: FidelityReview | None) -> None:
    """Whether it is a draft, submitted or locked, and until when it is in time."""
    if review is None or review.state is ReviewState.DRAFT:
        _draw_open(quarter, review)
    elif review.state is ReviewState.LOCKED:
        st.caption(t("fidelity.is_locked", time=review.locked_time, name=review.locked_by))
    else:
        st.caption(t("fidelity.is_submitted", time=review.submitted_time, name=review.submitted_by))


def _draw_open(quarter: Period, review: FidelityReview | None) -> None:
    st.caption(t("fidelity.is_draft" if review else "fidelity.not_begun"))
    last_day = last_day_in_time(quarter)
    if last_day >= today():
        st.caption(t("fidelity.due", date=last_day))
    elif any(due.due_date == last_day for due in queries.fidelity_reviews.dues(on=today())):
        st.warning(t("fidelity.late", date=last_day))


def draw_themes(quarter: Period, review: FidelityReview | None) -> None:
    """Every theme as a way to its questions."""
    questions = questions_on(quarter.to_date)
    with open_section("fidelity.themes"):
        for theme in questions:
            with st.container(horizontal=True, vertical_alignment="center"):
                address = {"quarter": quarter_code(quarter), "theme": theme}
                link("fidelity", theme_word(theme), **address)
                st.caption(progress(quarter, review, theme))
        wanted = asked(questions, review.set_aside if review else {})
        left = unanswered(review.answers if review else {}, wanted)
        st.caption(t("fidelity.answered_of_all", done=len(wanted) - len(left), of=len(wanted)))


def progress(quarter: Period, review: FidelityReview | None, theme: str) -> str:
    """3 af 8 besvaret, or why the theme is set aside."""
    under = questions_on(quarter.to_date)[theme]
    part = review.parts.get(theme) if review else None
    if part is not None and part.set_aside:
        return t("fidelity.set_aside", reason=part.set_aside)
    done = len(under) - len(unanswered(part.answers if part else {}, under))
    return t("fidelity.answered", done=done, of=len(under))
