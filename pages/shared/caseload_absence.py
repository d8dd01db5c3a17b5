"""The forms of a worker's absence: record one, correct it, take it back."""

from collections.abc import Mapping

import streamlit as st

from core.absences import AbsenceTold
from core.records.absences import Absence
from db import actions, queries
from pages.shared.absence_words import draw_absence
from pages.shared.form import Form
from pages.shared.formats import namesakes_apart
from pages.shared.frame import open_section, person, saving, t, today


def draw_absences(staff_id: str) -> None:
    """The absences that are not over, and a form for each; a form for one more."""
    with open_section("absence.heading"):
        absences = queries.absences.of_worker(staff_id, by=person(), on=today())
        deputies = _deputies(staff_id)
        if not absences:
            st.caption(t("absence.none"))
        for each in absences:
            draw_absence(each)
            label = t("absence.change", first=each.from_date, last=each.to_date)
            with st.expander(label):
                _change(each, deputies)
        with st.expander(t("absence.new")):
            _plan(staff_id, deputies)
        st.caption(t("absence.told"))


def _fields(form: Form, deputies: Mapping[str, str]) -> AbsenceTold:
    return AbsenceTold(
        from_date=form.day("from_date"),
        to_date=form.day("to_date"),
        kind=form.choice("kind", "absence_kind"),
        deputy_id=form.pick("deputy_id", deputies),
    )


def _deputies(staff_id: str) -> Mapping[str, str]:
    """Everybody else who can stand in, by id."""
    able = dict(queries.absences.deputies(today()))
    able.pop(staff_id, None)
    return namesakes_apart(able)


def _plan(staff_id: str, deputies: Mapping[str, str]) -> None:
    form = Form("absence_form", f"new.{staff_id}", initial={"from_date": today()})
    told = _fields(form, deputies)
    if form.save(primary=False):
        with saving(form, t("absence_form.saved")):
            actions.absences.plan_absence(staff_id, told, by=person(), on=today())


def _change(absence: Absence, deputies: Mapping[str, str]) -> None:
    initial = {
        "from_date": absence.from_date,
        "to_date": absence.to_date,
        "kind": absence.kind,
        "deputy_id": absence.deputy_id,
    }
    form = Form("absence_form", absence.id, absence.version, initial)
    told = _fields(form, deputies)
    if form.save(primary=False):
        with saving(form, t("absence_form.saved")):
            actions.absences.change_absence(
                absence.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
    if absence.from_date > today() and form.save("absence.take_back", primary=False):
        with saving(form, t("absence.taken_back")):
            actions.absences.take_back_absence(
                absence.id, seen_version=form.seen_version, by=person(), on=today()
            )
