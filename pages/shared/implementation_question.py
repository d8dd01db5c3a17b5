"""One question: what stands about it, the form that changes it, and all that was changed."""

from datetime import date

import streamlit as st

from core.codes import Coded
from core.implementation import STATES, AnswerTold, Question, answer_of
from core.permissions import Act, may
from core.records.implementation import Answer, AnswerChange, Implementation
from core.words import code_key
from db import actions
from pages.shared.cited_words import cited_words
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, t_plain, today
from pages.shared.heads import draw_name
from pages.shared.implementation_owner import owner_fields, owner_values
from pages.shared.links import link

W = "implementation"
STATE_WORDS = "implementation_state"


def draw_question(known: Implementation, question: Question) -> None:
    """The question of the address."""
    answer = answer_of(known.answers, question.code)
    step = t(f"{W}.step.{question.step}")
    link(W, t(f"{W}.back_to_step", n=question.step, name=step), step=str(question.step))
    draw_name(t(f"implementation_question.{question.code}"))
    st.caption(cited_words(question.source))
    if may(person(), Act.WRITE_IMPLEMENTATION):
        _draw_form(known, question, answer)
    else:
        _draw_facts(answer)
    _draw_history(answer)


def _draw_facts(answer: Answer) -> None:
    owner = answer.owner.name if answer.owner else t_plain(f"{W}.nobody")
    due = answer.due_date or t_plain(f"{W}.no_day")
    st.markdown(t(f"{W}.stands", state=answer.state, owner=owner, due=due))
    st.markdown(literal(answer.evidence) if answer.evidence else t(f"{W}.no_evidence"))


def _draw_form(known: Implementation, question: Question, answer: Answer) -> None:
    initial = {
        "state": answer.state.value,
        "due_date": answer.due_date,
        "evidence": answer.evidence,
        **owner_values(answer.owner),
    }
    form = Form("implementation_answer", question.code, answer.version, initial=initial)
    state = form.one_of("state", [rule.state.value for rule in STATES], words=STATE_WORDS)
    owner_id, owner_name = owner_fields(form, known, answer.owner)
    told = AnswerTold(
        state=state,
        owner_id=owner_id,
        owner_name=owner_name,
        due_date=form.day("due_date"),
        evidence=form.text("evidence", area=True),
        reason=form.text("reason"),
    )
    if form.save():
        with saving(form, t("implementation_answer.saved")):
            actions.implementation.answer(
                question.code, told, seen_version=form.seen_version, by=person(), on=today()
            )


def _draw_history(answer: Answer) -> None:
    with open_section(f"{W}.history"):
        if not answer.changes:
            st.caption(t(f"{W}.no_history"))
        for change in answer.changes:
            st.markdown(t(f"{W}.changed", time=change.time, name=change.by_name))
            st.markdown("\n".join(f"- {line}" for line in _lines(change)))


def _lines(change: AnswerChange) -> list[str]:
    said = [_line(name, before, after) for name, (before, after) in change.fields.items()]
    if change.reason:
        said.append(t(f"{W}.because", reason=change.reason))
    return said


def _line(name: str, before: str | None, after: str | None) -> str:
    """What a field was and is; what was empty, or is empty now, is told by the other alone."""
    facts = {"field": t_plain(f"{W}.field.{name}")}
    if before is None or after is None:
        key = "set" if before is None else "taken"
        return t(f"{W}.{key}", value=_shown(name, after or before or ""), **facts)
    return t(f"{W}.from_to", before=_shown(name, before), after=_shown(name, after), **facts)


def _shown(field: str, value: str) -> object:
    if field == "state":
        return t_plain(code_key(Coded(STATE_WORDS, value)))
    return date.fromisoformat(value) if field == "due_date" else value
