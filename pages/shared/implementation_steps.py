"""The seven steps: how far each is, one of them unfolded to its questions, one question open."""

import streamlit as st

from core.implementation import (
    STATES,
    Question,
    StepCount,
    answer_of,
    late,
    questions,
    questions_of,
    step_counts,
)
from core.records.implementation import Answer, Implementation, ImplementationState
from core.words import code_key
from pages.shared.charts.colours import COLOURS, FAINT, Meaning
from pages.shared.frame import t, today
from pages.shared.implementation_lines import draw_line
from pages.shared.implementation_question import draw_question
from pages.shared.links import link

W = "implementation"

_FILL = {
    ImplementationState.IN_PLACE: COLOURS[Meaning.OWN].fill,
    ImplementationState.UNDER_WAY: COLOURS[Meaning.EARLIER].fill,
    ImplementationState.NOT_BEGUN: FAINT,
}
"""The colours of the strip; what is not relevant has no piece in it."""


def draw_steps(known: Implementation) -> None:
    """All seven, or the question in the address."""
    asked = st.query_params.get("question")
    opened = next((each for each in questions() if each.code == asked), None)
    if opened is not None:
        draw_question(known, opened)
        return
    counts = step_counts(known.answers, today())
    st.markdown(f"**{_sentence(counts)}**")
    for each in counts:
        _draw_step(known, each)


def _sentence(counts: tuple[StepCount, ...]) -> str:
    of, done, behind = (
        sum(getattr(each, name) for each in counts) for name in ("of", "in_place", "late")
    )
    said = [t(f"{W}.all_in_place", done=done, n=of)]
    if behind:
        said.append(t(f"{W}.late", n=behind))
    return " ".join(said)


def _draw_step(known: Implementation, count: StepCount) -> None:
    step = str(count.step)
    unfolded = st.query_params.get("step") == step
    with st.container(border=True, gap="xsmall"):
        named = t(f"{W}.numbered", n=count.step, name=t(f"{W}.step.{step}"))
        link(W, named, **({} if unfolded else {"step": step}))
        st.html(_strip(count))
        st.caption(" · ".join(_told(count)))
        if unfolded:
            for each in questions_of(count.step, today()):
                _draw_line(each, answer_of(known.answers, each.code))


def _strip(count: StepCount) -> str:
    """A bar of as many pieces as there are questions to be in place; the caption says the same."""
    piece = '<span style="flex:1;height:0.6rem;border-radius:0.2rem;background:{}"></span>'
    pieces = "".join(piece.format(fill) * count.counts[state] for state, fill in _FILL.items())
    return (
        '<div aria-hidden="true" style="display:flex;gap:0.2rem;max-width:24rem">'
        + pieces
        + "</div>"
    )


def _told(count: StepCount) -> list[str]:
    said = [t(f"{W}.in_place", done=count.in_place, n=count.of)]
    for rule in STATES:
        found = count.counts[rule.state]
        if found and rule.state is not ImplementationState.IN_PLACE:
            said.append(t(f"{W}.count.{rule.state}", n=found))
    if count.late:
        said.append(t(f"{W}.late_short", n=count.late))
    return said


def _draw_line(question: Question, answer: Answer) -> None:
    words = t(f"implementation_question.{question.code}")
    draw_line(words, facts(answer), step=str(question.step), question=question.code)


def facts(answer: Answer) -> list[str]:
    """State, owner and day in words."""
    said = [t(code_key(answer.state))]
    if answer.owner is not None:
        said.append(t(f"{W}.owner", name=answer.owner.name))
    if late(answer, today()):
        said.append(t(f"{W}.overdue", date=answer.due_date))
    elif answer.due_date is not None:
        said.append(t(f"{W}.due", date=answer.due_date))
    return said
