"""The forms of a worker's absence: record one, correct it, take it back."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from core.absences import AbsenceTold
from core.records.absences import Absence
from db import actions, queries
from pages.shared.absence_words import draw_absence
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, today


def draw_absences(staff_id: str) -> None:
    """The absences that are not over, and a form for each; a form for one more."""
    with open_section("absence.heading"):
        absences = queries.absences.of_worker(staff_id, by=person(), on=today())
        if not absences:
            st.caption(t("absence.none"))
        for each in absences:
            draw_absence(each)
            label = t("absence.change", first=each.from_date, last=each.to_date)
            with st.expander(label):
                _change(each)
        with st.expander(t("absence.new")):
            _plan(staff_id)
        st.caption(t("absence.told"))


def _fields(form: Form, staff_id: str) -> AbsenceTold:
    return AbsenceTold(
        from_date=form.day("from_date"),
        to_date=form.day("to_date"),
        kind=form.choice("kind", "absence_kind"),
        deputy_id=form.pick("deputy_id", _deputies(staff_id)),
    )


def _deputies(staff_id: str) -> Mapping[str, str]:
    """Everybody who can stand in; two of one name are told apart by the id's end."""
    able = [each for each in queries.absences.deputies(today()) if each[0] != staff_id]
    often = Counter(name for _, name in able)
    return {id_: name if often[name] == 1 else f"{name} · {id_[-6:]}" for id_, name in able}


def _plan(staff_id: str) -> None:
    form = Form("absence_form", f"new.{staff_id}", initial={"from_date": today()})
    told = _fields(form, staff_id)
    if form.save(primary=False):
        with saving(form, t("absence_form.saved")):
            actions.absences.plan_absence(staff_id, told, by=person(), on=today())


def _change(absence: Absence) -> None:
    initial = {
        "from_date": absence.from_date,
        "to_date": absence.to_date,
        "kind": absence.kind,
        "deputy_id": absence.deputy_id,
    }
    form = Form("absence_form", absence.id, absence.version, initial)
    told = _fields(form, absence.staff_id)
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
