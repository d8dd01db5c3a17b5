"""The worker's week at a glance: each day with its contacts, and the hours by method."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st
from babel.dates import format_date

from core.codes import Method
from core.records.contacts import WeekLine
from core.week import Week, week_of
from db import actions, queries
from pages.shared.contact_undo import draw_removal
from pages.shared.contact_words import hours, line_words
from pages.shared.form import Form
from pages.shared.form_fields import EARLIEST, LATEST
from pages.shared.formats import literal, numbered
from pages.shared.frame import language, open_section, person, saving, t, today
from pages.shared.links import link
from pages.shared.support_contacts import CORRECTED, contact_fields


def draw_week() -> None:
    """The week of the address, or this one."""
    week = _week_in_address()
    lines = queries.contacts.week(week, by=person())
    asked = next(
        (each for each in lines if each.contact.id == st.query_params.get("contact")), None
    )
    with open_section("contacts.week"):
        _draw_turning(week)
        if asked is not None:
            _correct(asked, week)
            return
        if not lines:
            st.caption(t("contacts.no_contacts"))
            return
        st.markdown(_sums(lines))
        by_day = defaultdict(list)
        for line in lines:
            by_day[line.contact.day].append(line)
        for day, those in by_day.items():
            _draw_day(day, those, week)


def _week_in_address() -> Week:
    try:
        asked = date.fromisoformat(st.query_params.get("week", ""))
    except ValueError:
        asked = today()
    return week_of(asked if EARLIEST <= asked <= LATEST else today())


def _draw_turning(week: Week) -> None:
    st.markdown(
        f"**{t('contacts.week_named', n=str(week.number), first=week.monday, last=week.sunday)}**"
    )
    with st.container(horizontal=True):
        link("contacts", t("contacts.week_before"), week=week.turned(-1).monday.isoformat())
        if week != week_of(today()):
            link("contacts", t("contacts.week_now"))
            link("contacts", t("contacts.week_after"), week=week.turned(1).monday.isoformat())


def _sums(lines: Iterable[WeekLine]) -> str:
    minutes: dict[Method, int] = defaultdict(int)
    for line in lines:
        minutes[line.contact.method] += line.contact.minutes
    parts = [
        t("contacts.method_hours", method=method, hours=hours(minutes[method]))
        for method in Method
        if minutes[method]
    ]
    total = t("contacts.all_hours", hours=hours(sum(minutes.values())))
    return " · ".join([total, *parts])


def _draw_day(day: date, lines: Sequence[WeekLine], week: Week) -> None:
    spent = hours(sum(line.contact.minutes for line in lines))
    st.markdown(f"**{t('contacts.day', day=_day_name(day), date=day, hours=spent)}**")
    for line in lines:
        label = t(
            "contacts.line",
            name=line.name,
            what=line_words(line.contact),
            n=line.contact.minutes,
        )
        link("contacts", label, week=week.monday.isoformat(), contact=line.contact.id)
        if line.contact.note:
            st.caption(literal(line.contact.note))
        if line.corrected is not None:
            st.caption(t("contacts.corrected", by=line.corrected.by_name, when=line.corrected.time))


def _day_name(day: date) -> str:
    return format_date(day, "EEEE", locale=language()).capitalize()


def _correct(line: WeekLine, week: Week) -> None:
    link("contacts", t("contacts.back"), week=week.monday.isoformat())
    st.markdown(f"**{t('contacts.correcting', **numbered(line.name, line.number))}**")
    contact = line.contact
    initial = {name: getattr(contact, "day" if name == "date" else name) for name in CORRECTED}
    form = Form("correct_contact_form", contact.id, contact.version, initial=initial)
    told = contact_fields(form)
    if form.save():
        with saving(form, t("correct_contact_form.saved"), leaves="contact"):
            actions.contacts.correct_contact(
                contact.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
    draw_removal(contact)
