"""Where the young person lives, the way to a home, and the move-in."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.housing import WayHome, has_home, lives_in_own_home, version_of
from core.pathway import OPEN_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.housing import HousingLine
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.situation_form import draw_situation_form


def draw_home(case: CaseHeader) -> None:
    """The situation now, the days on the way home, the history, and what can be written down."""
    lines = queries.housing.history(case.id, by=person())
    now = lines[-1] if lines else None
    _draw_now(now)
    if case.step in OPEN_STEPS and may(person(), Act.RECORD_HOUSING, case.reach):
        at_home = lives_in_own_home(lines, today())
        if now is not None and not at_home:
            found = has_home(lines, today())
            if found:
                _move_in(case, version_of(lines))
            with st.expander(t("way_home_form.heading"), expanded=not found):
                _way_home(now)
        with st.expander(t("new_situation_form.heading"), expanded=now is None):
            draw_situation_form("new_situation_form", case, lines, begins=today(), primary=False)
        if at_home:
            st.caption(t("support_phase.home.lost"))
    _draw_history(lines[:-1])


def _draw_now(now: HousingLine | None) -> None:
    if now is None:
        st.info(t("support_phase.home.unknown"))
        return
    situation = Coded("housing_situation", now.situation)
    with st.container(border=True):
        st.markdown(f"**{t('support_phase.home.now', situation=situation, since=now.from_date)}**")
        for name, day in (
            ("waiting", now.waiting_list_date),
            ("allocated", now.allocated_date),
            ("signed", now.lease_signed_date),
        ):
            if day is not None:
                st.markdown(t(f"support_phase.home.{name}", day=day))


def _move_in(case: CaseHeader, version: int) -> None:
    form = Form("move_in_form", case.id, version, initial={"from_date": today()})
    day = form.day("from_date")
    if form.save():
        with saving(form, t("move_in_form.saved")):
            actions.housing.move_in(
                case.id, from_date=day, seen_version=form.seen_version, by=person(), on=today()
            )


def _way_home(now: HousingLine) -> None:
    names = ("waiting_list_date", "allocated_date", "lease_signed_date")
    initial = {name: getattr(now, name) for name in names}
    form = Form("way_home_form", now.id, now.version, initial=initial)
    way = WayHome(*(form.day(name) for name in names))
    if form.save(primary=False):
        with saving(form, t("way_home_form.saved")):
            actions.housing.record_way_home(
                now.id, way, seen_version=form.seen_version, by=person(), on=today()
            )


def _draw_history(lines: Sequence[HousingLine]) -> None:
    if lines:
        st.subheader(t("support_phase.home.history"), anchor=False)
    for line in reversed(lines):
        situation = Coded("housing_situation", line.situation)
        until = line.to_date or line.from_date
        st.markdown(
            t("support_phase.home.ended", situation=situation, since=line.from_date, until=until)
        )
