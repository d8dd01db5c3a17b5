"""The questions of a life domain with what is decided for later, and the forms that change them."""

from collections.abc import Iterable, Sequence

import streamlit as st

from core.codes import all_codes
from core.records.dialogue import ItemChange
from db import actions
from pages.shared.dialogue_fields import domain_word
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.links import link

Changes = Sequence[ItemChange]


def words(change: ItemChange) -> str:
    """The words of a question, safe to put into Markdown."""
    return literal(change.wording) if change.wording else t(f"dialogue_item.{change.item_id}")


def draw_domain(domain: str, held: Iterable[ItemChange], changes: Changes) -> None:
    """The questions in use under a domain, then the retired ones, each with its way to a change."""
    under = [change for change in held if change.domain == domain]
    with st.container(border=True):
        draw_heading(domain_word(domain))
        if not any(not change.retired for change in under):
            st.caption(t("dialogue_items.none"))
        for change in sorted(under, key=_retired):
            _draw_item(change, changes)
        for change in _to_come(changes, {each.item_id for each in under}, domain):
            st.caption(t("dialogue_items.later_new", date=change.valid_from, text=_plain(change)))


def _retired(change: ItemChange) -> bool:
    return change.retired


def _to_come(changes: Changes, known: set[str], domain: str) -> list[ItemChange]:
    return [each for each in changes if each.domain == domain and each.item_id not in known]


def _draw_item(held: ItemChange, changes: Changes) -> None:
    said, way = st.columns([5, 1], vertical_alignment="center")
    with said:
        st.markdown(words(held))
        if held.retired:
            st.caption(t("dialogue_items.retired"))
        for change in changes:
            if change.item_id == held.item_id and change.valid_from > today():
                st.caption(_later(held, change))
    opened = st.query_params.get("item") == held.item_id
    with way:
        if opened:
            link("dialogue_items", t("dialogue_items.close"))
        else:
            _way_to(held)
    if opened:
        _draw_forms(held, changes)


def _way_to(held: ItemChange) -> None:
    """Every question has the same words on its link: the key tells them apart."""
    st.button(
        t("dialogue_items.change"),
        key=f"dialogue_items.change.{held.item_id}",
        type="tertiary",
        on_click=_open,
        args=(held.item_id,),
    )


def _open(item_id: str) -> None:
    st.query_params["item"] = item_id


def _later(held: ItemChange, change: ItemChange) -> str:
    if change.retired:
        return t("dialogue_items.later_retired", date=change.valid_from)
    if change.wording == held.wording:
        return t("dialogue_items.later_again", date=change.valid_from)
    return t("dialogue_items.later_reworded", date=change.valid_from, text=_plain(change))


def _plain(change: ItemChange) -> str:
    return change.wording or t(f"dialogue_item.{change.item_id}")


def _draw_forms(held: ItemChange, changes: Changes) -> None:
    if held.retired:
        _take_up(held, changes)
        return
    _reword(held, changes)
    _retire(held, changes)


def _reword(held: ItemChange, changes: Changes) -> None:
    initial = {"wording": _plain(held), "valid_from": today()}
    form = Form("reword_item_form", held.item_id, len(changes), initial=initial)
    wording = form.text("wording")
    since = form.day("valid_from", earliest=today())
    if form.save():
        with saving(form, t("reword_item_form.saved"), leaves="item"):
            actions.dialogue_items.reword_item(
                held.item_id,
                wording,
                valid_from=since,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _retire(held: ItemChange, changes: Changes) -> None:
    form = Form("retire_item_form", held.item_id, len(changes), initial={"valid_from": today()})
    since = form.day("valid_from", earliest=today())
    if form.save(primary=False):
        with saving(form, t("retire_item_form.saved"), leaves="item"):
            actions.dialogue_items.retire_item(
                held.item_id,
                valid_from=since,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _take_up(held: ItemChange, changes: Changes) -> None:
    form = Form("take_up_item_form", held.item_id, len(changes), initial={"valid_from": today()})
    since = form.day("valid_from", earliest=today())
    if form.save():
        with saving(form, t("take_up_item_form.saved"), leaves="item"):
            actions.dialogue_items.take_up_item(
                held.item_id,
                valid_from=since,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def draw_new(changes: Changes) -> None:
    """The form of one more question."""
    with open_section("add_item_form.heading"):
        form = Form("add_item_form", version=len(changes), initial={"valid_from": today()})
        domain = form.choice("domain", all_codes("life_domain"), words="life_domain")
        wording = form.text("wording")
        since = form.day("valid_from", earliest=today())
        if form.save():
            with saving(form, t("add_item_form.saved")):
                actions.dialogue_items.add_item(
                    domain,
                    wording,
                    valid_from=since,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )
