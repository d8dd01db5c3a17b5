"""One volunteer: what the list says, and which young people they are with."""

import streamlit as st

from core.records.volunteers import Match, Volunteer, VolunteerBoard
from core.volunteers import VolunteerTold
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal, numbered
from pages.shared.frame import person, saving, t, today, turn_to
from pages.shared.heads import draw_name
from pages.shared.links import link


def draw_volunteer(board: VolunteerBoard, asked: str) -> None:
    """The volunteer of the address, or a new one."""
    if asked == "new":
        draw_name(t("volunteers.new"))
        _add()
        return
    one = next((each for each in board.volunteers if each.id == asked), None)
    if one is None:
        st.error(t("volunteers.gone"))
        return
    draw_name(literal(one.name))
    _draw_matches(board, one)
    _change(one)


def _draw_matches(board: VolunteerBoard, one: Volunteer) -> None:
    own = [each for each in board.matches if each.volunteer_id == one.id]
    if not own:
        st.caption(t("volunteers.unmatched"))
    for each in own:
        _draw_match(board, each)


def _draw_match(board: VolunteerBoard, match: Match) -> None:
    wish = next((each for each in board.wishes if each.id == match.wish_id), None)
    if wish is None or wish.name is None:
        st.markdown(t("volunteers.with_other", days=_days(match)))
        return
    label = t("volunteers.with", **numbered(wish.name, wish.number), days=_days(match))
    link("volunteers", label, case=str(wish.number))


def _days(match: Match) -> str:
    if match.to_date is None:
        return t("volunteers.since", date=match.from_date)
    return t("volunteers.between", first=match.from_date, last=match.to_date)


def _fields(form: Form) -> VolunteerTold:
    return VolunteerTold(
        name=form.text("name"),
        organisation=form.text("organisation"),
        places=form.number("places", least=1, most=20, default=1),
        available_from=form.day("available_from", default=today()),
        available_to=form.day("available_to"),
        contact=form.text("contact"),
        note=form.text("note", area=True),
    )


def _add() -> None:
    form = Form("volunteer_form")
    told = _fields(form)
    if form.save():
        with saving(form, t("volunteer_form.saved")):
            actions.volunteers.add_volunteer(told, by=person())
            turn_to()


def _change(one: Volunteer) -> None:
    initial = {
        "name": one.name,
        "organisation": one.organisation,
        "places": one.places,
        "available_from": one.available_from,
        "available_to": one.available_to,
        "contact": one.contact,
        "note": one.note,
    }
    form = Form("volunteer_form", one.id, one.version, initial=initial)
    told = _fields(form)
    if form.save():
        with saving(form, t("volunteer_form.saved")):
            actions.volunteers.change_volunteer(
                one.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
            turn_to()
