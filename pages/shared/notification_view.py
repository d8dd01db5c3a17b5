"""The duty to notify, in one calm line where worry is written down (R23); unfolded, what to do.

Never drawn on a screen that is presented, nor for a young person of age.
"""

import streamlit as st

from core.notification import DUTY, STEP, NotificationTold, Reminder, reminder, told
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.notification import Notification
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today


def draw_notification(case: CaseHeader) -> None:
    """The line, where the young person is under 18 today or their age is unknown."""
    why = reminder(case.birth_date, today())
    if why is None or person().presenting is not None:
        return
    if not may(person(), Act.RECORD_NOTIFICATION, case.reach):
        return
    label = t(f"notification.worried.{why}")
    folded = st.expander(label, key=f"notification.{case.id}", on_change="rerun")
    if folded.open:
        with folded:
            _draw_what_to_do(why)
            _draw_made(case)


def draw_notification_of(number: int) -> None:
    """The same for a case known by its number."""
    case = queries.cases.header(number, by=person())
    if case is not None:
        draw_notification(case)


def _draw_what_to_do(why: Reminder) -> None:
    if why is Reminder.AGE_UNKNOWN:
        st.markdown(t("notification.age_told"))
    for code in told(DUTY, today()):
        st.markdown(t(f"notification.{DUTY}.{code}"))
    steps = [f"1. {t(f'notification.{STEP}.{code}')}" for code in told(STEP, today())]
    st.markdown("\n".join([f"**{t('notification.what_to_do')}**", "", *steps]))


def _draw_made(case: CaseHeader) -> None:
    st.markdown(f"**{t('notification.made')}**")
    st.caption(t("notification.content_told"))
    for each in queries.notifications.of_case(case.id, by=person()):
        _draw_recorded(each)
    initial = {"date": today(), "by_name": person().name}
    form = Form("notification_form", case.id, initial=initial)
    made = NotificationTold(
        date=form.day("date", latest=today()),
        by_name=form.text("by_name"),
        unit=form.text("unit"),
    )
    if form.save():
        with saving(form, t("notification_form.saved")):
            actions.notifications.record(case.id, made, by=person(), on=today())


def _draw_recorded(one: Notification) -> None:
    st.markdown(t("notification.recorded", date=one.date, who=one.by_name, unit=one.unit))
    form = Form("notification_take_back_form", one.id, one.version)
    if form.save(primary=False):
        with saving(form, t("notification_take_back_form.saved")):
            actions.notifications.take_back(one.id, seen_version=form.seen_version, by=person())
