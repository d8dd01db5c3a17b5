"""The items of a group with what is decided for later, and the forms that change their words."""

from collections.abc import Sequence

import streamlit as st

from core.checklist import groups, wordings_on
from core.codes import Coded
from core.records.checklist import WordingChange
from core.words import code_key
from db import actions
from pages.shared.checklist_words import item_words
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.links import link

PAGE = "checklist_items"
Changes = Sequence[WordingChange]


def draw_group(group: str, changes: Changes) -> None:
    """The items as they are put today, each with its way to a change."""
    with st.container(border=True):
        draw_heading(t(f"network_meeting.closing.heading.{group}"))
        for item in groups()[group]:
            _draw_item(item, changes)


def program_words(item: str) -> str:
    """The words that come with the program, as plain text."""
    return t_plain(code_key(Coded("checklist_item", item)))


def _draw_item(item: str, changes: Changes) -> None:
    own = wordings_on(changes, today()).get(item)
    said, way = st.columns([5, 1], vertical_alignment="center")
    with said:
        st.markdown(literal(item_words(item, today())))
        if own:
            st.caption(t(f"{PAGE}.own", text=program_words(item)))
        for change in changes:
            if change.item == item and change.valid_from > today():
                st.caption(_later(change))
    opened = st.query_params.get("item") == item
    with way:
        if opened:
            link(PAGE, t(f"{PAGE}.close"))
        else:
            _way_to(item)
    if opened:
        _draw_forms(item, own, changes)


def _way_to(item: str) -> None:
    """Every item has the same words on its link: the key tells them apart."""
    st.button(
        t(f"{PAGE}.change"),
        key=f"{PAGE}.change.{item}",
        type="tertiary",
        on_click=_open,
        args=(item,),
    )


def _open(item: str) -> None:
    st.query_params["item"] = item


def _later(change: WordingChange) -> str:
    if change.wording is None:
        return t(f"{PAGE}.later_restored", date=change.valid_from)
    return t(f"{PAGE}.later", date=change.valid_from, text=change.wording)


def _draw_forms(item: str, own: str | None, changes: Changes) -> None:
    _reword(item, changes)
    if own or any(change.item == item for change in changes):
        _restore(item, changes)


def _reword(item: str, changes: Changes) -> None:
    initial = {"wording": item_words(item, today()), "valid_from": today()}
    form = Form("reword_checklist_form", item, len(changes), initial=initial)
    wording = form.text("wording")
    since = form.day("valid_from", earliest=today())
    if form.save():
        with saving(form, t("reword_checklist_form.saved"), leaves="item"):
            actions.checklist_items.reword(
                item,
                wording,
                valid_from=since,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _restore(item: str, changes: Changes) -> None:
    form = Form("restore_checklist_form", item, len(changes), initial={"valid_from": today()})
    since = form.day("valid_from", earliest=today())
    if form.save(primary=False):
        with saving(form, t("restore_checklist_form.saved"), leaves="item"):
            actions.checklist_items.restore(
                item, valid_from=since, seen_version=form.seen_version, by=person(), on=today()
            )
