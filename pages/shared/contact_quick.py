"""A new contact in three taps: who, what, save. Everything else is there for who needs it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from core.codes import all_codes
from core.contact_habits import Habit, habit_of, minutes_offered, usual
from core.contacts import DRIVING, LEAST_MINUTES, MOST_MINUTES, Contact
from core.records.contacts import OwnYoungPerson
from core.records.support import ContactLine
from db import actions, queries
from pages.shared.contact_undo import draw_undo, offer_undo
from pages.shared.contact_words import habit_words
from pages.shared.form import Form
from pages.shared.formats import literal, numbered
from pages.shared.frame import keep, open_section, person, recall, saving, t, t_plain, today
from pages.shared.notification_view import draw_notification_of

OTHER = "other"
DAYS = ("today", "yesterday", OTHER)
WAYS = (15, 30, 45, 60, 90)
"""Minutes of driving to choose from."""
FOLDED = frozenset({"date", "note", "with_network"})
"""Fields that lie folded away; a refusal at one of them unfolds it."""
_FILLED = "contacts.filled"


def draw_quick(young_people: Sequence[OwnYoungPerson]) -> None:
    """The form; after a save the way back."""
    draw_undo()
    lines = queries.contacts.latest(by=person())
    habits = _habits(lines)
    with st.container(key="contact-quick"), open_section("contact_quick_form.heading"):
        form = Form("contact_quick_form", person().account_id)
        if lines:
            _draw_repeat(form, young_people, lines[0])
        chosen = form.pick_one("case_id", _names(young_people))
        one = next((each for each in young_people if each.case_id == chosen), None)
        contact = _what(form, habits, one)
        driving = _more(form)
        if form.save():
            _save(form, one, contact, driving)
    if one is not None:
        draw_notification_of(one.number)


def _habits(lines: Sequence[ContactLine]) -> dict[str, Habit]:
    """What is offered by its key; what was done last is always among it."""
    found = list(usual(lines))
    last = [habit_of(line) for line in lines[:1] if line.activity != DRIVING]
    return {habit.key: habit for habit in dict.fromkeys([*found, *last])}


def _names(young_people: Sequence[OwnYoungPerson]) -> dict[str, str]:
    """Names as Markdown by case; two of one name are told apart by their numbers."""
    often = Counter(each.name for each in young_people)
    return {
        each.case_id: literal(each.name)
        if often[each.name] == 1
        else t("contacts.namesake", **numbered(each.name, each.number))
        for each in young_people
    }


def _draw_repeat(form: Form, young_people: Sequence[OwnYoungPerson], line: ContactLine) -> None:
    last = queries.contacts.last_case(by=person())
    one = next((each for each in young_people if each.case_id == last), None)
    if one is None or line.activity == DRIVING:
        return
    habit = habit_of(line)
    st.button(
        t("contacts.repeat", name=one.name, what=habit_words(habit)),
        key="contacts.repeat",
        type="tertiary",
        on_click=_repeat,
        args=(form, one.case_id, habit),
    )


def _repeat(form: Form, case_id: str, habit: Habit) -> None:
    form.fill_in("case_id", case_id)
    form.fill_in("activity", habit.key)


def _what(form: Form, habits: Mapping[str, Habit], one: OwnYoungPerson | None) -> Contact:
    """What was done and how long, by a habit or field by field."""
    options = {key: habit_words(habit) for key, habit in habits.items()}
    chosen = form.pick_one("activity", {**options, OTHER: t_plain("contacts.other")})
    habit = habits.get(chosen or "")
    told = habit.contact() if habit else _other(form) if chosen == OTHER else _NOTHING
    methods = one.methods if one else ()
    method = form.one_of("method", methods, words="method") if len(methods) > 1 else None
    minutes = _minutes(form, habits, habit) if chosen else None
    return Contact(
        day=None,
        activity=told.activity,
        minutes=minutes,
        method=method,
        mode=told.mode,
        place=told.place,
        with_network=told.with_network,
    )


_NOTHING = Contact(day=None, activity=None, minutes=None)


def _other(form: Form) -> Contact:
    activity = form.choice("other_activity", all_codes("activity"), words="activity")
    mode = form.one_of("mode", "contact_mode")
    place = form.one_of("place", "contact_place") if mode == "face_to_face" else None
    return Contact(
        day=None,
        activity=activity,
        minutes=None,
        mode=mode,
        place=place,
        with_network=form.tick("with_network"),
    )


def _minutes(form: Form, habits: Mapping[str, Habit], habit: Habit | None) -> int | None:
    """The minutes; a habit that was just chosen brings its own."""
    if habit is not None and recall(_FILLED) != habit.key:
        form.fill_in("minutes", str(habit.minutes))
    keep(_FILLED, habit.key if habit else None)
    offered = minutes_offered([each.minutes for each in habits.values()])
    options = {str(each): t_plain("contacts.minutes", n=each) for each in offered}
    chosen = form.pick_one("minutes", {**options, OTHER: t_plain("contacts.other_minutes")})
    if chosen == OTHER:
        return form.number("typed_minutes", least=LEAST_MINUTES, most=MOST_MINUTES)
    return int(chosen) if chosen else None


def _more(form: Form) -> tuple[date | None, int | None, str | None]:
    """The day, the driving and a note: today, none and none for most."""
    with st.expander(t("contacts.more"), expanded=form.refused in FOLDED):
        options = {each: t_plain(f"contacts.days.{each}") for each in DAYS}
        chosen = form.pick_one("day", options)
        day = form.day("date", default=today()) if chosen == OTHER else _day(chosen)
        ways = {str(each): t_plain("contacts.minutes", n=each) for each in WAYS}
        driving = form.pick_one("driving", ways)
        return day, int(driving) if driving else None, form.text("note", area=True)


def _day(chosen: str | None) -> date:
    return today() - timedelta(days=1) if chosen == "yesterday" else today()


def _save(
    form: Form,
    one: OwnYoungPerson | None,
    contact: Contact,
    more: tuple[date | None, int | None, str | None],
) -> None:
    day, driving, text = more
    name = one.name if one else ""
    with saving(form, t("contact_quick_form.saved", name=name)):
        ids = actions.contacts.record_contact(
            one.case_id if one else None,
            replace(contact, day=day, note=text),
            driving_minutes=driving,
            by=person(),
            on=today(),
        )
        offer_undo(ids, name)
        keep(_FILLED, None)
