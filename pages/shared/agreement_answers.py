"""Following up an agreement: what was answered, a reminder to send, an answer, and how it went."""

from collections.abc import Callable

import streamlit as st

from core.agreements import AgreementStatus
from core.codes import Coded, all_codes
from core.records.network import Agreement, AgreementAnswer
from core.records.tasks import Reminding
from core.reminders import ANSWERS, AnswerTold, without_identity
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today

W = "tasks"


def stay() -> None:
    """After the save the address stays as it is."""


def answer_line(answer: AgreementAnswer) -> str:
    """When, who and what, as Markdown."""
    facts = {
        "date": answer.day,
        "who": answer.who,
        "kind": Coded("agreement_answer", answer.kind),
    }
    if answer.text is None:
        return t(f"{W}.answered", **facts)
    return t(f"{W}.answered_with", text=answer.text, **facts)


def draw_answers(agreement: Agreement, *, last: bool = False) -> None:
    """All answers and reminders, or the last two: often an answer, and a reminder since."""
    for answer in agreement.answers[-2:] if last else agreement.answers:
        st.caption(answer_line(answer))


def draw_settle(agreement: Agreement, after: Callable[[], None] = stay) -> None:
    """Whether the agreement was kept."""
    form = Form("plan_settle_form", agreement.id, agreement.version, initial={"done_date": today()})
    ends = tuple(code for code in all_codes("agreement_status") if code != AgreementStatus.OPEN)
    status = form.one_of("status", ends, words="agreement_status")
    settled = form.day("done_date")
    if form.save():
        with saving(form, t("plan_settle_form.saved")):
            actions.goals.settle(
                agreement.id,
                status=status,
                done_date=settled,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            after()


def draw_answer(agreement: Agreement, after: Callable[[], None] = stay) -> None:
    """What somebody answers."""
    initial = {"who": agreement.responsible, "answered": today()}
    form = Form("agreement_answer_form", agreement.id, initial=initial)
    kind = form.one_of("kind", ANSWERS, words="agreement_answer")
    who = form.text("who")
    text = form.text("text", area=True)
    answered = form.day("answered", latest=today())
    if form.save():
        with saving(form, t("agreement_answer_form.saved")):
            told = AnswerTold(kind=kind, who=who, text=text, answered=answered)
            actions.agreement_answers.answer(agreement.id, told, by=person(), on=today())
            after()


# ------------------------------------------------------------- the reminder


def draw_reminder(agreement: Agreement, *, name: str, after: Callable[[], None] = stay) -> None:
    """A text to send, without name and CPR number, and the mark that it was sent."""
    found = queries.tasks.reminding(agreement.id, by=person(), on=today())
    if found is None:
        return
    if not found.in_full:
        st.info(t(f"{W}.not_in_full", who=agreement.responsible))
    if found.email:
        st.markdown(t(f"{W}.send_to", email=found.email))
    st.code(reminder_text(agreement, found, name=name), language=None, wrap_lines=True)
    st.caption(t(f"{W}.before_sending"))
    form = Form("remind_form", agreement.id)
    if form.save():
        with saving(form, t("remind_form.saved")):
            actions.agreement_answers.remind(
                agreement.id, who=agreement.responsible, by=person(), on=today()
            )
            after()


def reminder_text(agreement: Agreement, found: Reminding, *, name: str) -> str:
    """The words to send. What was agreed stands there only where the reader may know it."""
    if found.own:
        whom, text = "own", agreement.text
    else:
        whom = "full" if found.in_full else "neutral"
        text = without_identity(agreement.text, name=name, instead=t_plain(f"{W}.young_person"))
    made = t_plain(f"{W}.met", date=found.met) if found.met else t_plain(f"{W}.not_met")
    ahead = agreement.follow_up_date >= today()
    when = t_plain(f"{W}.{'ahead' if ahead else 'past'}", date=agreement.follow_up_date)
    key = f"{W}.reminder.{whom}"
    return t_plain(key, text=text, made=made, when=when, sender=person().name)
