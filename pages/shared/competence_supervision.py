"""Supervision that was held: the list, and the form for one more."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.competences import SupervisionTold, may_record
from core.records.competences import Standing, Supervision
from db import actions, queries
from pages.shared.competence_words import held_line
from pages.shared.form import Form
from pages.shared.formats import namesakes_apart
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_name
from pages.shared.links import link

NAMED = 12
"""So many names are told at the most; of more only how many."""


def draw_supervisions(held: Sequence[Supervision]) -> None:
    """One line for each, with who was there as far as the reader may know."""
    if not held:
        st.caption(t("competences.no_supervision"))
    names = queries.competences.names(by=person())
    for each in held:
        link("competences", held_line(each), supervision=each.id)
        st.caption(_there(each, names))


def _there(each: Supervision, names: Mapping[str, str]) -> str:
    known = tuple(names[one] for one in each.staff_ids if one in names)
    if len(known) < len(each.staff_ids) or len(known) > NAMED:
        return t("competences.number_there", n=len(each.staff_ids))
    return t("competences.there", n=len(known), names=known)


def draw_supervision(each: Supervision) -> None:
    """One supervision, and the way to take it back for who may."""
    draw_name(held_line(each))
    st.markdown(_there(each, queries.competences.names(by=person())))
    if not all(may_record(person(), one) for one in each.staff_ids):
        return
    st.caption(t("supervision_take_back.told"))
    form = Form("supervision_take_back", each.id, each.version)
    if form.save(primary=False):
        with saving(form, t("supervision_take_back.saved"), leaves="supervision"):
            actions.competences.take_back_supervision(
                each.id, seen_version=form.seen_version, by=person()
            )


def draw_new_supervision(standings: Sequence[Standing]) -> None:
    """The form: a project leader chooses who was there, others record their own.

    `standings` are those of everybody at work whom the person may record for.
    """
    draw_name(t("competences.new_supervision"))
    form = Form("supervision_form", initial={"held_date": today()})
    held = form.day("held_date", latest=today())
    kind = form.one_of("form", "supervision_form")
    supervisor = form.text("supervisor")
    options = namesakes_apart({each.member.id: each.member.name for each in standings})
    there = tuple(options) if len(options) == 1 else form.pick_many("staff_ids", options)
    st.caption(t("supervision_form.told"))
    if form.save():
        told = SupervisionTold(held_date=held, form=kind, supervisor=supervisor, staff_ids=there)
        with saving(form, t("supervision_form.saved"), leaves="do"):
            actions.competences.hold_supervision(told, by=person(), on=today())
