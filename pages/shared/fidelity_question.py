"""One question of the fidelity review: four descriptions to choose among, and what is written."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.fidelity.judging import disagrees
from core.fidelity_means import earlier_scores
from core.fidelity_questions import HIGHEST, LOWEST
from core.records.fidelity_review import Answer, Question, Score
from core.tallies import Period
from pages.shared.fidelity_quarter import quarter_short
from pages.shared.fidelity_records import beside, draw_records
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import t, t_plain

FIELDS = ("score", "note", "evidence", "comment")
WRITTEN = ("note", "evidence")
"""What is folded away until there is something to write."""
EARLIER = 4
"""Quarters of which the scores stand beside a question."""

Earlier = Mapping[str, Sequence[tuple[Period, int]]]
"""By question the quarters before and the scores, oldest first."""


def names_of(question: Question) -> tuple[str, ...]:
    """The fields of a question in the form of its theme."""
    return tuple(f"{question.code}.{name}" for name in FIELDS)


def begins_with(question: Question, answer: Answer) -> dict[str, object]:
    """The saved answer as the values of those fields."""
    texts = {f"{question.code}.{name}": getattr(answer, name) or "" for name in FIELDS[1:]}
    return {f"{question.code}.score": answer.score, **texts}


def answer_in(form: Form, question: Question) -> Answer:
    """What stands in the fields, drawn or not."""
    found = {name: form.answered(f"{question.code}.{name}") or None for name in FIELDS}
    return Answer(**found)


def anchor(question: Question, score: int) -> str:
    """The number and what it looks like in practice."""
    words = t_plain(f"fidelity_question.{question.code}.score_{score}")
    return f"**{score}** · {literal(words)}"


def draw_question(form: Form, question: Question, period: Period, earlier: Earlier) -> None:
    """The question with its four descriptions, the earlier scores, the records, the texts."""
    code = question.code
    with st.container(border=True, key=f"fidelity-question-{code}"):
        st.markdown(f"**{t(f'fidelity_question.{code}.name')}**")
        judged = form.described(
            f"{code}.score",
            {score: anchor(question, score) for score in range(LOWEST, HIGHEST + 1)},
            said=t(f"fidelity_question.{code}.asked"),
        )
        _draw_earlier(question, earlier)
        rows = beside(code, period, judged)
        draw_records(rows, period)
        if disagrees(rows) or form.answered(f"{code}.comment"):
            form.text(f"{code}.comment", area=True, said=t("fidelity_form.comment"))
        _draw_written(form, question, period)


def _draw_written(form: Form, question: Question, period: Period) -> None:
    names = [f"{question.code}.{name}" for name in WRITTEN]
    folded = st.expander(
        t("fidelity_form.written"),
        expanded=any(form.answered(name) for name in names) or form.refused in names,
        key=f"fidelity.written.{period.from_date}.{question.code}",
        on_change="rerun",
    )
    if folded.open:
        with folded:
            st.caption(t("fidelity_form.no_names"))
            for name, field in zip(WRITTEN, names, strict=True):
                form.text(field, area=True, said=t(f"fidelity_form.{name}"))


def earlier_of(period: Period, scores: Sequence[Score]) -> Earlier:
    """The scores of the quarters before, for all questions."""
    return earlier_scores(period, scores, EARLIER)


def _draw_earlier(question: Question, earlier: Earlier) -> None:
    said = tuple(
        t_plain("fidelity.score_in", score=score, quarter=quarter_short(each))
        for each, score in earlier.get(question.code, ())
    )
    if said:
        st.caption(t("fidelity.earlier", scores=said))


def draw_answer(question: Question, answer: Answer, earlier: Earlier) -> None:
    """A question as it was answered, to be read."""
    with st.container(border=True):
        st.markdown(f"**{t(f'fidelity_question.{question.code}.name')}**")
        st.caption(t(f"fidelity_question.{question.code}.asked"))
        if answer.score is not None:
            st.markdown(anchor(question, answer.score))
        for name in ("comment", *WRITTEN):
            text = getattr(answer, name)
            if text:
                st.markdown(t(f"fidelity.read.{name}", text=text))
        _draw_earlier(question, earlier)
