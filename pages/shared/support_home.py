"""Where the young person lives, the way to a home, the move-in, and what happens to the home."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.housing import WayHome, has_home, lives_in_own_home, version_of
from core.pathway import OPEN_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.homes import HomeEvent, HomeSearch
from core.records.housing import HousingLine
from core.shelter import SHELTER_110
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.situation_form import draw_situation_form
from pages.shared.support_home_forms import draw_asked, form_link
from pages.shared.support_home_search import draw_applications, draw_needs, draw_waiting_offers
from pages.shared.support_home_stays import draw_stays


def draw_home(case: CaseHeader) -> None:
    """One form where the address asks for one; else all about the home, the next step first."""
    lines = queries.housing.history(case.id, by=person())
    search = queries.homes.search(case.id, by=person())
    writes = case.step in OPEN_STEPS and may(person(), Act.RECORD_HOUSING, case.reach)
    if writes and draw_asked(case, lines, search):
        return
    now = lines[-1] if lines else None
    _draw_now(now)
    if writes:
        draw_waiting_offers(case, search)
        _draw_next(case, lines, applied=bool(search.applications))
    draw_needs(case, search.need, writes=writes)
    draw_applications(case, search, writes=writes, at_home=_at_home(lines))
    in_shelter = now is not None and now.to_date is None and now.situation == SHELTER_110
    if in_shelter or search.stays or search.earlier_stays or not _at_home(lines):
        draw_stays(case, search, writes=writes, in_shelter=in_shelter)
    _draw_history(case, lines[:-1], search, writes=writes)


def _at_home(lines: Sequence[HousingLine]) -> bool:
    return lives_in_own_home(lines, today())


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


def _draw_next(case: CaseHeader, lines: list[HousingLine], *, applied: bool) -> None:
    """The next step home, the days on the way, and a new situation.

    The days follow from applications and offers; they are typed where none is recorded.
    """
    now = lines[-1] if lines else None
    at_home = _at_home(lines)
    if now is not None and not at_home:
        found = has_home(lines, today())
        if found and now.lease_signed_date is None:
            _lease(now)
        if found:
            _move_in(case, version_of(lines))
        with st.expander(t("way_home_form.heading"), expanded=not found and not applied):
            _way_home(now)
    with st.expander(t("new_situation_form.heading"), expanded=now is None):
        draw_situation_form("new_situation_form", case, lines, begins=today(), primary=False)
    if at_home:
        form_link(case, t("home_part.event_link"), "event")


def _lease(now: HousingLine) -> None:
    """The one day that is missing once a home is allocated."""
    form = Form("home_lease_form", now.id, now.version, initial={"lease_signed_date": today()})
    day = form.day("lease_signed_date", latest=today())
    if form.save(primary=False):
        way = WayHome(now.waiting_list_date, now.allocated_date, day)
        with saving(form, t("home_lease_form.saved")):
            actions.housing.record_way_home(
                now.id, way, seen_version=form.seen_version, by=person(), on=today()
            )


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


def _draw_history(
    case: CaseHeader, lines: Sequence[HousingLine], search: HomeSearch, *, writes: bool
) -> None:
    if lines or search.events:
        draw_heading(t("support_phase.home.history"))
    for event in reversed(search.events):
        st.markdown(_happened(event))
        if event.note:
            st.caption(literal(event.note))
        if writes:
            form_link(case, t("home_mending.mend_event.link"), "mend_event", event.id)
    for line in reversed(lines):
        situation = Coded("housing_situation", line.situation)
        until = line.to_date or line.from_date
        st.markdown(
            t("support_phase.home.ended", situation=situation, since=line.from_date, until=until)
        )


def _happened(event: HomeEvent) -> str:
    kind = Coded("home_event", event.kind)
    if event.reason is None:
        return t("home_part.event_bare", kind=kind, day=event.day)
    reason = Coded("home_event_reason", event.reason)
    return t("home_part.event", kind=kind, day=event.day, reason=reason)
