"""What every administrator is to know: a line over each page, and the list that puts it away."""

import streamlit as st

from core.permissions import Act, may
from core.records.people import Person
from core.records.signing_in import Alarm
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t
from pages.shared.links import link


def draw_alarm_line(here: Person) -> None:
    """A line that stays until the alarm is put away; only for those who can."""
    if not may(here, Act.MANAGE_ACCOUNTS):
        return
    ringing = queries.alarms.ringing()
    if ringing:
        with st.container(key="alarm-line"):
            st.error(t("alarm.line", n=ringing))
            link("accounts", t("alarm.look"))


def draw_alarms() -> None:
    """Each alarm with what has happened, and a reason to put it away with."""
    ringing = queries.alarms.all_ringing(by=person())
    if not ringing:
        return
    with open_section("alarm.heading"):
        for alarm in ringing:
            _draw(alarm)


def _draw(alarm: Alarm) -> None:
    st.markdown(t(f"alarm.{alarm.kind}", name=alarm.name, when=alarm.time))
    if alarm.kind == "emergency_sign_in":
        st.caption(t("alarm.acts", n=alarm.acts))
    if alarm.account_id == person().account_id:
        st.caption(t("alarm.own"))
        return
    form = Form("alarm_form", alarm.id, alarm.version)
    reason = form.text("reason")
    if form.save(primary=False):
        with saving(form, t("alarm_form.saved")):
            actions.alarms.put_away(alarm.id, reason, seen_version=form.seen_version, by=person())
