"""Contacts: a form for the thumb, the latest ones, and the sums month by month."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded, Method
from core.contacts import LEAST_MINUTES, MOST_MINUTES, Contact, may_correct
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.support import ContactLine, MonthSum
from core.words import code_key
from db import actions, queries
from pages.shared.contact_words import hours
from pages.shared.form import Form
from pages.shared.formats import literal, month
from pages.shared.frame import language, person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.support_parts import part_link

CORRECTED = (
    "date",
    "activity",
    "mode",
    "place",
    "minutes",
    "with_network",
    "note",
)
IN_SIGHT = 5
"""How many of the latest contacts stand open; those before them are folded away."""


def draw_contacts(case: CaseHeader) -> None:
    """A new contact or the correction of one, the latest twenty, and the sums."""
    lines = queries.support.contacts(case.id, by=person())
    asked = next((line for line in lines if line.id == st.query_params.get("contact")), None)
    if asked is not None and _may_correct(case, asked):
        _correct(case, asked)
    elif case.step in ACCEPTED_STEPS:
        _record(case, queries.support.own_methods(case.id, by=person()))
    draw_heading(t("support_phase.contact.latest"))
    if not lines:
        st.info(t("support_phase.contact.none"))
    for line in lines[:IN_SIGHT]:
        _draw_line(case, line)
    if lines[IN_SIGHT:]:
        label = t("support_phase.contact.before", n=len(lines) - IN_SIGHT)
        folded = st.expander(label, key=f"contacts.before.{case.id}", on_change="rerun")
        if folded.open:
            with folded:
                for line in lines[IN_SIGHT:]:
                    _draw_line(case, line)
    _draw_sums(queries.support.month_sums(case.id, by=person()))


def _may_correct(case: CaseHeader, line: ContactLine) -> bool:
    return may_correct(line.worker_id, person()) and may(person(), Act.GIVE_SUPPORT, case.reach)


def _record(case: CaseHeader, methods: Sequence[Method]) -> None:
    if not methods:
        st.info(t("support_phase.contact.not_yours"))
        return
    draw_heading(t("contact_form.heading"))
    form = Form("contact_form", case.id, initial={"date": today(), "activity": "direct_contact"})
    method = form.one_of("method", methods, words="method") if len(methods) > 1 else None
    contact = contact_fields(form, method)
    if form.save():
        with saving(form, t("contact_form.saved")):
            actions.contacts.record_contact(case.id, contact, by=person(), on=today())


def contact_fields(form: Form, method: str | None = None) -> Contact:
    """All fields of a contact."""
    day = form.day("date")
    activity = form.choice("activity", "activity")
    mode = form.one_of("mode", "contact_mode")
    place = form.one_of("place", "contact_place") if mode == "face_to_face" else None
    return Contact(
        day=day,
        activity=activity,
        minutes=form.number("minutes", least=LEAST_MINUTES, most=MOST_MINUTES),
        method=method,
        mode=mode,
        place=place,
        with_network=form.tick("with_network"),
        note=form.text("note", area=True),
    )


def _correct(case: CaseHeader, line: ContactLine) -> None:
    draw_heading(t("correct_contact_form.heading"))
    initial = {name: getattr(line, "day" if name == "date" else name) for name in CORRECTED}
    form = Form("correct_contact_form", line.id, line.version, initial=initial)
    contact = contact_fields(form)
    if form.save():
        with saving(form, t("correct_contact_form.saved")):
            actions.contacts.correct_contact(
                line.id, contact, seen_version=form.seen_version, by=person(), on=today()
            )
            st.query_params.pop("contact", None)
    part_link("support_phase", case, "contacts", t("support_phase.contact.cancel"))


def _draw_line(case: CaseHeader, line: ContactLine) -> None:
    with st.container(border=True):
        st.markdown(
            t(
                "support_phase.contact.row",
                day=line.day,
                activity=Coded("activity", line.activity),
                minutes=line.minutes,
                worker=line.worker_name,
            )
        )
        st.caption(" · ".join(_details(line)))
        if line.note:
            st.markdown(literal(line.note))
        if _may_correct(case, line):
            label = t("support_phase.contact.correct")
            part_link("support_phase", case, "contacts", label, contact=line.id)


def _details(line: ContactLine) -> list[str]:
    told = [t(code_key(line.method))]
    if line.mode:
        told.append(t(f"code.contact_mode.{line.mode}"))
    if line.place:
        told.append(t(f"code.contact_place.{line.place}"))
    if line.with_network:
        told.append(t("support_phase.contact.network"))
    return told


def _draw_sums(sums: Sequence[MonthSum]) -> None:
    if not sums:
        return
    rows = [
        {
            t("support_phase.contact.month"): month(language(), one.month),
            t("support_phase.contact.method"): t_plain(code_key(one.method)),
            t("support_phase.contact.number"): str(one.contacts),
            t("support_phase.contact.hours"): hours(one.minutes),
        }
        for one in sums
    ]
    with st.expander(t("support_phase.contact.sums")):
        st.table(rows, hide_index=True)
