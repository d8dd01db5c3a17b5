"""The forms of the home: one in sight at a time, named in the address (`do=offer.<id>`)."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import streamlit as st

from core.codes import all_codes
from core.home_events import LEADS_TO, EventTold
from core.home_search import MOST_RENT, REFUSED, AnswerTold, NeedTold
from core.housing import HOMES, version_of
from core.records.cases import CaseHeader
from core.records.homes import HomeApplication, HomeOffer, HomeSearch
from core.records.housing import HousingLine
from db import actions
from pages.shared.form import Form
from pages.shared.form_fields import YES_NO
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.support_home_fields import application_told, offer_told
from pages.shared.support_home_mending import MENDING, draw_mending
from pages.shared.support_home_stays import draw_stay_form
from pages.shared.support_parts import part_link

WITHOUT_HOME = tuple(code for code in all_codes("housing_situation") if code not in HOMES)


def form_link(case: CaseHeader, label: str, what: str, record_id: str = "") -> None:
    """A link to one of the forms."""
    part_link("support_phase", case, "home", label, do=f"{what}.{record_id}")


def draw_asked(case: CaseHeader, lines: list[HousingLine], search: HomeSearch) -> bool:
    """The form of the address under its heading; whether there is one."""
    what, _, record_id = st.query_params.get("do", "").partition(".")
    if what == "event":
        draw: Callable[[], None] | None = partial(_event, case, lines)
    elif what == "stay":
        stay = next((each for each in search.stays if each.id == record_id), None)
        draw = partial(draw_stay_form, case, stay)
    elif what in MENDING:
        record = MENDING[what].find(search, record_id)
        draw = partial(draw_mending, what, record) if record is not None else None
    else:
        draw = _of_search(what, record_id, case, search)
    if draw is None:
        return False
    part_link("support_phase", case, "home", t("home_part.back"))
    draw_heading(t(f"{HEADINGS[what]}.heading"))
    draw()
    return True


HEADINGS: Mapping[str, str] = {
    "need": "home_need_form",
    "application": "home_application_form",
    "end": "home_end_form",
    "offer": "home_offer_form",
    "answer": "home_answer_form",
    "event": "home_event_form",
    "stay": "shelter_stay_form",
    **{what: f"home_mending.{what}" for what in MENDING},
}


def _of_search(
    what: str, record_id: str, case: CaseHeader, search: HomeSearch
) -> Callable[[], None] | None:
    if what == "need":
        return partial(_need, case, search)
    if what == "application":
        return partial(_application, case)
    applications = {each.id: each for each in search.applications}
    offers = {each.id: each for each in search.offers}
    if what == "end" and record_id in applications:
        return partial(_end, applications[record_id])
    if what == "offer" and record_id in applications:
        return partial(_offer, applications[record_id])
    if what == "answer" and record_id in offers:
        return partial(_answer, offers[record_id])
    return None


def _need(case: CaseHeader, search: HomeSearch) -> None:
    need = search.need
    names = ("area", "most_rent", "size", "accessibility", "wishes")
    initial = {name: getattr(need, name) for name in names if need is not None}
    if need is not None:
        initial["pets"] = YES_NO[need.pets]
    form = Form("home_need_form", case.id, need.version if need else 0, initial=initial)
    told = NeedTold(
        wishes=form.text("wishes", area=True),
        area=form.text("area"),
        size=form.choice("size", "home_size"),
        most_rent=form.number("most_rent", least=1, most=MOST_RENT),
        pets=form.yes_no("pets"),
        accessibility=form.text("accessibility"),
    )
    if form.save():
        with saving(form, t("home_need_form.saved"), leaves="do"):
            actions.home_search.tell_need(
                case.id, told, seen_version=form.seen_version, by=person(), on=today()
            )


def _application(case: CaseHeader) -> None:
    form = Form("home_application_form", case.id, initial={"applied_date": today()})
    told = application_told(form)
    if form.save():
        with saving(form, t("home_application_form.saved"), leaves="do"):
            actions.home_search.apply(case.id, told, by=person(), on=today())


def _end(application: HomeApplication) -> None:
    initial = {"ended_date": today()}
    form = Form("home_end_form", application.id, application.version, initial=initial)
    day: date | None = form.day("ended_date", latest=today())
    reason = form.choice("end_reason", "home_application_end")
    if form.save():
        with saving(form, t("home_end_form.saved"), leaves="do"):
            actions.home_search.end_application(
                application.id,
                ended_date=day,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _offer(application: HomeApplication) -> None:
    form = Form("home_offer_form", application.id, initial={"offered_date": today()})
    told = offer_told(form)
    if form.save():
        with saving(form, t("home_offer_form.saved"), leaves="do"):
            actions.home_search.offer(application.id, told, by=person(), on=today())


def _answer(offer: HomeOffer) -> None:
    names = ("answer", "answered_by", "answered_date", "reason")
    known = {name: getattr(offer, name) for name in names}
    initial = {"answered_date": today()} if offer.answer is None else known
    form = Form("home_answer_form", offer.id, offer.version, initial=initial)
    answer = form.one_of("answer", "home_offer_answer")
    day = form.day("answered_date", latest=today())
    refused = answer == REFUSED
    told = AnswerTold(
        answer=answer,
        answered_date=day,
        answered_by=form.one_of("answered_by", "home_answered_by") if refused else None,
        reason=form.text("reason", area=True) if refused else None,
    )
    if form.save():
        with saving(form, t("home_answer_form.saved"), leaves="do"):
            actions.home_search.answer(
                offer.id, told, seen_version=form.seen_version, by=person(), on=today()
            )


def _event(case: CaseHeader, lines: list[HousingLine]) -> None:
    form = Form("home_event_form", case.id, version_of(lines), initial={"day": today()})
    kind = form.one_of("kind", "home_event")
    lost = kind is not None and LEADS_TO[kind] is None
    told = EventTold(
        kind=kind,
        day=form.day("day", latest=today()),
        reason=form.choice("reason", "home_event_reason"),
        lives_now=form.choice("lives_now", WITHOUT_HOME, words="housing_situation")
        if lost
        else None,
        note=form.text("note", area=True),
    )
    if form.save():
        with saving(form, t("home_event_form.saved"), leaves="do"):
            actions.home_events.tell(
                case.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
