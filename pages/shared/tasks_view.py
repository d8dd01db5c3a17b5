"""The list of agreements: what presses first, one of them open at a time. Made for a phone.

Which are shown, which is open and what is done with it stands in the address.
"""

from collections.abc import Sequence

import streamlit as st

from core.case_numbers import case_number
from core.records.tasks import AgreementTask
from core.reminders import Want
from core.words import code_key
from pages.shared.agreement_answers import draw_answer, draw_answers, draw_reminder, draw_settle
from pages.shared.formats import literal
from pages.shared.frame import recall, t, t_plain, turn_to
from pages.shared.heads import draw_name
from pages.shared.links import link
from pages.shared.paging import paged
from pages.shared.switches import draw_row

PAGE = "tasks"
PAGE_SIZE = 10
SHOWN = ("pressing", "all")
_SWITCH = f"{PAGE}.shown"
DOINGS = ("remind", "answer", "settle")
FIRST = {
    Want.SETTLE: ("settle", "answer", "remind"),
    Want.UNSTICK: ("answer", "settle", "remind"),
}
"""What stands first where it is not the reminder."""


def asked_number() -> int | None:
    """The case of the address, where the list is about one young person."""
    return case_number(st.query_params.get("case", ""))


def draw_top(tasks: Sequence[AgreementTask], number: int | None) -> None:
    """How many are late and how many want something; the way out of one young person's list."""
    if number is not None:
        if tasks:
            draw_name(literal(tasks[0].name))
        link(PAGE, t("tasks.everybody"))
    late = sum(task.overdue for task in tasks)
    remind = sum(task.want is Want.REMIND for task in tasks)
    if late or remind:
        st.markdown(t("tasks.counts", late=t_plain("tasks.late", n=late), n=remind))
    elif tasks:
        st.success(t("tasks.nothing_presses"))


def choose_shown(tasks: Sequence[AgreementTask]) -> Sequence[AgreementTask]:
    """The tasks that press, or all of them."""
    asked = st.query_params.get("shown")
    pressing = [task for task in tasks if task.presses]
    shown = asked if asked in SHOWN else ("pressing" if pressing else "all")
    words = {each: t(f"tasks.show.{each}") for each in SHOWN}
    draw_row(t("tasks.shown"), words, shown, key=_SWITCH, on_change=_show)
    return pressing if shown == "pressing" else tasks


def _show() -> None:
    kept = {name: st.query_params[name] for name in ("case",) if name in st.query_params}
    turn_to(**kept, shown=str(recall(_SWITCH)))


def draw_tasks(tasks: Sequence[AgreementTask]) -> None:
    """A page of them."""
    if not tasks:
        st.success(t("tasks.nothing_presses"))
    for task in paged(tasks, PAGE_SIZE):
        with st.container(border=True):
            _draw_task(task)


def _draw_task(task: AgreementTask) -> None:
    agreement = task.agreement
    st.markdown(f"**{literal(agreement.text)}**")
    st.markdown(_facts(task))
    if task.want is not Want.WAIT:
        st.markdown(f":orange[**{t(code_key(task.want))}**]")
    draw_answers(agreement, last=True)
    label = t("tasks.of", name=task.name, goal=task.goal)
    link("network_meeting", label, case=str(task.case_number), part="plan")
    with st.container(horizontal=True):
        for name in FIRST.get(task.want, DOINGS):
            _way(task, name)
    if st.query_params.get("agreement") == agreement.id:
        _draw_doing(task, st.query_params.get("do", ""))


def _facts(task: AgreementTask) -> str:
    agreement = task.agreement
    key = "tasks.overdue" if task.overdue else "tasks.facts"
    facts = t(key, who=agreement.responsible, date=agreement.follow_up_date)
    if agreement.follow_up_by is None:
        return facts
    return f"{facts}  \n{t('tasks.followed_by', who=agreement.follow_up_by)}"


def _way(task: AgreementTask, name: str) -> None:
    """A second press closes it again."""
    here = {
        key: st.query_params[key] for key in ("case", "shown", "page") if key in st.query_params
    }
    opened = (st.query_params.get("agreement"), st.query_params.get("do"))
    address = (
        {} if opened == (task.agreement.id, name) else {"agreement": task.agreement.id, "do": name}
    )
    st.button(
        t(f"tasks.do.{name}"),
        key=f"{PAGE}.{name}.{task.agreement.id}",
        on_click=turn_to,
        kwargs=here | address,
    )


def _draw_doing(task: AgreementTask, name: str) -> None:
    if name == "remind":
        draw_reminder(task.agreement, name=task.name, after=_close)
    elif name == "answer":
        draw_answer(task.agreement, after=_close)
    elif name == "settle":
        draw_settle(task.agreement, after=_close)


def _close() -> None:
    for name in ("agreement", "do"):
        st.query_params.pop(name, None)
