"""Stays by section 110: what is known of them, the days with refund, and the form of one."""

import streamlit as st

from core.codes import Coded
from core.records.cases import CaseHeader
from core.records.homes import HomeSearch, ShelterStay
from core.refund import SHELTER, standing, support_until
from core.shelter import StayTold, days_of, going_on
from db import actions
from pages.shared.form import Form
from pages.shared.frame import explained, person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.support_parts import part_link


def draw_stays(case: CaseHeader, search: HomeSearch, *, writes: bool, in_shelter: bool) -> None:
    """The stays, newest first, and how the refund stands today."""
    known = (*search.stays, *search.earlier_stays)
    draw_heading(t("home_part.stays"), explanation=explained("section_110"))
    if in_shelter and going_on(search.stays) is None:
        st.info(t("home_part.stay_missing"))
    elif not known:
        st.caption(t("home_part.no_stays"))
    for stay in reversed(search.stays):
        st.markdown(_told(stay))
        if writes:
            label = t("home_part.change_stay")
            part_link("support_phase", case, "home", label, do=f"stay.{stay.id}")
    if known:
        _draw_refund(known)
    if writes:
        part_link("support_phase", case, "home", t("home_part.begin_stay"), do="stay.")


def _told(stay: ShelterStay) -> str:
    kind = Coded("shelter_kind", stay.place_kind)
    if stay.to_date is None:
        said = [f"**{t('home_part.stay_open', kind=kind, first=stay.from_date)}**"]
    else:
        said = [t("home_part.stay", kind=kind, first=stay.from_date, last=stay.to_date)]
    if stay.decision_date is not None:
        said.append(t("home_part.decided", day=stay.decision_date))
    if stay.section_85a_date is not None:
        said.append(t("home_part.section_85a", day=stay.section_85a_date))
    return f"{' · '.join(said)}  \n{_afterwards(stay)}"


def _afterwards(stay: ShelterStay) -> str:
    """What the stay means for the refund of the support after it."""
    until = support_until(stay.section_85a_date, stay.to_date)
    if until is not None:
        return t("home_part.support_until", day=until)
    if stay.to_date is not None:
        return t("home_part.support_never")
    return "" if stay.section_85a_date is not None else t("home_part.section_85a_missing")


def _draw_refund(stays: tuple[ShelterStay, ...]) -> None:
    found = standing(days_of(stays), today())
    said = [t("home_part.refund", used=found.used, limit=found.limit, left=found.left)]
    if found.until is not None:
        said.append(t("home_part.refund_until", day=found.until))
    st.markdown(" ".join(said))
    before, after = SHELTER
    st.caption(
        t("home_part.refund_rule", before=before.most, last=before.valid_to, after=after.most)
    )


def draw_stay_form(case: CaseHeader, stay: ShelterStay | None) -> None:
    """A new stay, or the one given: to change it, or to end it with the discharge."""
    names = (
        "from_date",
        "place_kind",
        "to_date",
        "decision_date",
        "section_85a_date",
        "note",
    )
    initial = {name: getattr(stay, name) for name in names if stay is not None}
    subject, version = (stay.id, stay.version) if stay else (f"{case.id}.new", 0)
    form = Form("shelter_stay_form", subject, version, initial=initial)
    told = StayTold(
        place_kind=form.choice("place_kind", "shelter_kind"),
        from_date=form.day("from_date", latest=today()),
        decision_date=form.day("decision_date", latest=today()),
        section_85a_date=form.day("section_85a_date", latest=today()),
        to_date=form.day("to_date", latest=today()),
        note=form.text("note", area=True),
    )
    ends = stay is not None and stay.to_date is None and told.to_date is not None
    lives = form.choice("lives_now", "housing_situation") if ends else None
    if not form.save():
        return
    with saving(form, t("shelter_stay_form.saved"), leaves="do"):
        _save(case, stay, told, lives, form.seen_version)


def _save(
    case: CaseHeader, stay: ShelterStay | None, told: StayTold, lives: str | None, seen: int
) -> None:
    if stay is None:
        actions.shelter_stays.begin_stay(case.id, told, by=person(), on=today())
    else:
        actions.shelter_stays.change_stay(
            stay.id, told, lives_now=lives, seen_version=seen, by=person(), on=today()
        )
