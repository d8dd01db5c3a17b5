"""Correct or take back what was entered by mistake about a home: both forms of one record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from core.codes import Coded
from core.home_events import EventTold
from core.records.homes import HomeApplication, HomeEvent, HomeOffer, HomeSearch
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.support_home_fields import application_told, offer_told

Mended = HomeApplication | HomeOffer | HomeEvent
Records = Callable[[HomeSearch], tuple[Mended, ...]]


@dataclass(frozen=True, slots=True)
class Mending:
    """How one kind of record is found, corrected and taken back."""

    records: Records
    correct: Callable[..., None]
    take_back: Callable[..., None]

    def find(self, search: HomeSearch, record_id: str) -> Mended | None:
        """The record of the address, if it is there."""
        return next((each for each in self.records(search) if each.id == record_id), None)


def draw_mending(what: str, record: Mended) -> None:
    """The form that corrects the record, and under a fold the one that takes it back."""
    way = MENDING[what]
    way.correct(record)
    with st.expander(t(f"home_mending.{what}.take_back")):
        form = Form("home_mending_form", record.id, record.version)
        reason = form.text("reason", area=True)
        if form.save(primary=False):
            with saving(form, t("home_mending_form.saved"), leaves="do"):
                way.take_back(
                    record.id, reason, seen_version=form.seen_version, by=person(), on=today()
                )


def _application(known: HomeApplication) -> None:
    names = ("kind", "name", "applied_date", "list_number", "note")
    form = _form("home_application_form", known, names)
    told = application_told(form)
    if form.save():
        with saving(form, t("home_application_form.saved"), leaves="do"):
            actions.home_mending.correct_application(
                known.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
    if known.ended_date is not None:
        _stand_again(known)


def _stand_again(known: HomeApplication) -> None:
    form = Form("home_standing_form", known.id, known.version)
    if form.save(primary=False):
        with saving(form, t("home_standing_form.saved"), leaves="do"):
            actions.home_mending.stand_again(known.id, seen_version=form.seen_version, by=person())


def _offer(known: HomeOffer) -> None:
    names = ("offered_date", "description", "rent", "answer_by")
    form = _form("home_offer_form", known, names)
    told = offer_told(form)
    if form.save():
        with saving(form, t("home_offer_form.saved"), leaves="do"):
            actions.home_mending.correct_offer(
                known.id, told, seen_version=form.seen_version, by=person(), on=today()
            )


def _event(known: HomeEvent) -> None:
    kind = Coded("home_event", known.kind)
    st.markdown(f"**{t('home_part.event_bare', kind=kind, day=known.day)}**")
    st.caption(t("home_mending.mend_event.how"))
    form = _form("home_event_form", known, ("reason", "note"))
    reason = form.choice("reason", "home_event_reason")
    told = EventTold(
        kind=known.kind, day=known.day, reason=reason, note=form.text("note", area=True)
    )
    if form.save():
        with saving(form, t("home_event_form.saved"), leaves="do"):
            actions.home_mending.correct_event(
                known.id, told, seen_version=form.seen_version, by=person()
            )


def _form(name: str, known: Mended, fields: tuple[str, ...]) -> Form:
    initial = {field: getattr(known, field) for field in fields}
    return Form(name, known.id, known.version, initial=initial)


MENDING: Mapping[str, Mending] = MappingProxyType(
    {
        "mend_application": Mending(
            lambda search: search.applications,
            _application,
            actions.home_mending.take_back_application,
        ),
        "mend_offer": Mending(
            lambda search: search.offers, _offer, actions.home_mending.take_back_offer
        ),
        "mend_event": Mending(
            lambda search: search.events, _event, actions.home_mending.take_back_event
        ),
    }
)
"""By the word in the address."""
