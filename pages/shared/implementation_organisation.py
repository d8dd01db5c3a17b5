"""How the work is organised: what is chosen, what is known for and against, and the history."""

import streamlit as st

from core.organisation import (
    ChoiceTold,
    Option,
    Point,
    Side,
    aspects,
    chosen,
    history_of,
    options_of,
    own_points,
    points_of,
)
from core.permissions import Act, may
from core.records.implementation import Implementation, OrganisationChoice
from db import actions
from pages.shared.cited_words import cited_words
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.implementation_lines import draw_line
from pages.shared.links import link

W = "organisation"
PAGE = "implementation"


def draw_organisation(known: Implementation) -> None:
    """Every aspect with what is chosen, or the aspect in the address."""
    asked = st.query_params.get("aspect")
    if asked in aspects():
        link(PAGE, t(f"{W}.back"), part="organisation")
        _draw_aspect(known, asked)
        return
    st.caption(t(f"{W}.about"))
    for aspect in aspects():
        held = chosen(known.choices, aspect, today())
        said = t(f"{W}.not_chosen") if held is None else _since(held)
        with st.container(border=True):
            name = t(f"{W}.aspect.{aspect}")
            draw_line(name, (said,), part="organisation", aspect=aspect)


def _since(held: OrganisationChoice) -> str:
    name = t_plain(f"organisation_option.{held.option}")
    return t(f"{W}.chosen", option=name, date=held.valid_from)


def _draw_aspect(known: Implementation, aspect: str) -> None:
    draw_heading(t(f"{W}.aspect.{aspect}"))
    held = chosen(known.choices, aspect, today())
    if held is None:
        st.info(t(f"{W}.not_chosen"))
    else:
        _draw_held(held)
    made = history_of(known.choices, aspect)
    if may(person(), Act.WRITE_IMPLEMENTATION):
        folded = st.expander(t(f"{W}.choose"), expanded=held is None, on_change="rerun")
        if folded.open:
            with folded:
                _draw_form(aspect, len(made))
    with open_section(f"{W}.ways"):
        for each in options_of(aspect):
            _draw_option(each, is_held=held is not None and held.option == each.option)
    _draw_history(made)


def _draw_held(held: OrganisationChoice) -> None:
    with st.container(border=True):
        st.markdown(f"**{_since(held)}**")
        st.markdown(t(f"{W}.because", reason=held.reason))
        for side in Side:
            _draw_points(side, points_of(held.option, side))
        if held.counter:
            st.markdown(t(f"{W}.counter", text=held.counter))


def _draw_option(option: Option, *, is_held: bool) -> None:
    name = t(f"organisation_option.{option.option}")
    st.markdown(f"**{name}**" + (f" · {t(f'{W}.is_held')}" if is_held else ""))
    if is_held:
        return
    own = {side: own_points(option.option, side) for side in Side}
    if not any(own.values()) and not option.under:
        st.caption(t(f"{W}.nothing_known", source=cited_words(option.source)))
    for side, points in own.items():
        _draw_points(side, points)
    if option.under:
        names = tuple(t_plain(f"organisation_option.{each}") for each in option.under)
        st.caption(t(f"{W}.{'also' if any(own.values()) else 'same'}", names=names))


def _draw_points(side: Side, found: tuple[Point, ...]) -> None:
    if not found:
        return
    lines = [
        f"- {t(f'organisation_point.{each.option}.{each.point}')} "
        f":small[({literal(cited_words(each.source))})]"
        for each in found
    ]
    st.markdown("\n".join([f"{t(f'{W}.side.{side}')}\n", *lines]))


def _draw_form(aspect: str, seen: int) -> None:
    form = Form("organisation_form", aspect, seen, initial={"valid_from": today()})
    words = {
        each.option: t_plain(f"organisation_option.{each.option}") for each in options_of(aspect)
    }
    told = ChoiceTold(
        option=form.pick("option", words),
        valid_from=form.day("valid_from"),
        reason=form.text("reason", area=True),
        counter=form.text("counter", area=True),
    )
    if form.save():
        with saving(form, t("organisation_form.saved")):
            actions.organisation.choose(aspect, told, seen_version=form.seen_version, by=person())


def _draw_history(made: tuple[OrganisationChoice, ...]) -> None:
    if not made:
        return
    with open_section(f"{W}.history"):
        for each in made:
            option = t_plain(f"organisation_option.{each.option}")
            facts = {"option": option, "date": each.valid_from, "name": each.by_name}
            st.markdown(t(f"{W}.was_chosen", time=each.time, reason=each.reason, **facts))
