"""The form of a new referral: who, why, from whom. Namesakes show up while the name is typed."""

from typing import Any

import streamlit as st

from core.codes import Variant
from core.duplicates import Identity
from core.referral import GROUPS, Referral, risk_by_time
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, tell_search, today, turn_to
from pages.shared.heads import draw_name
from pages.shared.links import link
from pages.shared.referral_view import pick_namesake


def draw_register_link() -> None:
    """The page's main action for everybody who refers."""
    st.button(
        t("referral.new"), key="referral.new", type="primary", on_click=turn_to, kwargs={"new": "1"}
    )


def register() -> None:
    """Draw the form and, when it is sent, register the referral."""
    link("referral", t("referral.back"))
    draw_name(t("referral.new"))
    form = Form(
        "referral_form",
        initial={
            "referral_date": today(),
            "variant": Variant.H,
            "referrer_name": person().name,
            "referrer_organisation": person().organisation,
        },
    )
    known, told = _young_person(form)
    told |= _situation(form) | _referrer(form)
    if form.save():
        with saving(form, t("referral.registered_short"), leaves="new"):
            actions.referrals.refer(
                Referral(**told), young_person_id=known, by=person(), on=today()
            )


def _young_person(form: Form) -> tuple[str | None, dict[str, Any]]:
    with open_section("referral.section.young_person"):
        told: dict[str, Any] = {"name": form.text("name")}
        left, right = st.columns(2)
        with left:
            told["birth_date"] = form.day("birth_date", latest=today())
            told["phone"] = form.text("phone")
        with right:
            told["cpr"] = form.text("cpr")
            told["email"] = form.text("email")
        told["municipality_area"] = form.text("municipality_area")
        sought = Identity(told["name"] or "", told["birth_date"], told["cpr"])
        tell_search(name=sought.name, birth_date=sought.birth_date, cpr=sought.cpr)
        known = pick_namesake(form, queries.referrals.namesakes(sought, by=person()))
    return known, told


def _situation(form: Form) -> dict[str, Any]:
    with open_section("referral.section.situation"):
        variant = form.one_of("variant", tuple(Variant), words="variant")
        groups = GROUPS[Variant(variant or Variant.H)]
        return {
            "variant": variant,
            "target_group_guess": form.one_of("target_group_guess", groups, words="target_group"),
            "referral_reason": form.text("referral_reason", area=True),
            "risk": risk_by_time(
                form.several("risk_now", "risk_indicator"),
                form.several("risk_past", "risk_indicator"),
            ),
            "acute_needs": form.several("acute_needs", "acute_need"),
            "young_person_knows": form.yes_no("young_person_knows"),
            "young_person_wants": form.yes_no("young_person_wants"),
        }


def _referrer(form: Form) -> dict[str, Any]:
    with open_section("referral.section.referrer"):
        left, right = st.columns(2)
        with left:
            told = {"referrer_name": form.text("referrer_name")}
        with right:
            told["referrer_organisation"] = form.text("referrer_organisation")
        return told | {"referral_date": form.day("referral_date", latest=today())}
