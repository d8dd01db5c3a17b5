"""The map with its controls: choose somebody, move them, mark them, add one, keep the map."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.network import CLOSENESS, NetworkTold
from core.network_compare import same
from core.network_map import moves, on_map
from core.records.network import NetworkPerson
from core.records.network_map import MapPerson
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import keep, person, recall, saving, t, today, turn_to
from pages.shared.links import link
from pages.shared.network_around import Around
from pages.shared.network_map_view import draw_map, names_apart
from pages.shared.network_papers import draw_map_paper

W = "network_map"


def draw_map_part(around: Around) -> None:
    """The picture, and below it (in the large view: beside it) what changes it."""
    people = tuple(on_map(one) for one in around.people)
    known = next((one for one in around.people if one.id == around.asked("known")), None)
    wide = around.big or person().presenting is not None
    picture, beside = st.columns([3, 1]) if wide else (st.container(), st.container())
    with picture:
        if people:
            draw_map(people, around.shown_name, marked=known.id if known else None)
        else:
            st.info(t(f"{W}.none"))
    with beside:
        _press(around, people, known)
    if around.writes:
        with st.container(border=True):
            _add(around)
        if people:
            _keep(around, people)


def _press(around: Around, people: tuple[MapPerson, ...], known: NetworkPerson | None) -> None:
    with st.container(horizontal=True):
        if person().presenting is None:
            around.turn_size()
        if people:
            draw_map_paper(around)
    if people and around.writes:
        _choose(around, people, known)


def _choose(around: Around, people: tuple[MapPerson, ...], known: NetworkPerson | None) -> None:
    key = f"{W}.who.{around.case.id}"
    if recall(key) != (known.id if known else None):
        keep(key, known.id if known else None)
    names = {id_: literal(name) for id_, name in names_apart(people).items()}
    with st.container(border=True):
        st.pills(
            t(f"{W}.who"),
            list(names),
            format_func=names.__getitem__,
            key=key,
            on_change=_turn_to,
            args=(around, key),
        )
        if known is None:
            st.caption(t(f"{W}.choose_first"))
        else:
            _change(around, known)


def _turn_to(around: Around, key: str) -> None:
    chosen = recall(key)
    turn_to(**around.address("map", **({"known": chosen} if chosen else {})))


def _change(around: Around, known: NetworkPerson) -> None:
    form = Form("network_map_move", known.id, known.version)
    deeds = _deeds(known)
    pressed = None
    with st.container(horizontal=True):
        for name in deeds:
            if form.save(f"network_map_move.{name}", primary=False, steady=True):
                pressed = name
    if pressed is not None:
        with saving(form, t("network_map_move.saved")):
            deeds[pressed](known.id, seen_version=form.seen_version, by=person())
    _draw_on(known)
    link(
        "network_meeting",
        t(f"{W}.all_facts"),
        case=str(around.case.number),
        part="network",
        known=known.id,
    )


def _deeds(known: NetworkPerson) -> dict[str, Callable[..., None]]:
    """What can be done with one press, by the name of its button."""
    place = actions.network.place_person
    deeds: dict[str, Callable[..., None]] = {
        move.key: partial(place, sphere=move.sphere, closeness=move.closeness, on=today())
        for move in moves(known.sphere, known.closeness)
    }
    if known.chosen_adult:
        deeds["take_back_adult"] = actions.network.take_back_adult
    else:
        deeds["choose_adult"] = actions.network.choose_adult
    return deeds


def _draw_on(known: NetworkPerson) -> None:
    form = Form(
        "network_map_draw_on", known.id, known.version, initial={"draw_on": known.draw_on or ""}
    )
    said, button = st.columns([3, 1], vertical_alignment="bottom")
    with said:
        text = form.text("draw_on")
    with button:
        pressed = form.save(primary=False)
    if pressed:
        with saving(form, t("network_map_draw_on.saved")):
            actions.network.tell_draw_on(
                known.id, text, seen_version=form.seen_version, by=person()
            )


def _add(around: Around) -> None:
    form = Form("network_map_add", around.case.id)
    who, what = st.columns(2)
    with who:
        name = form.text("name")
    with what:
        relation = form.text("relation")
    side, ring = st.columns(2)
    with side:
        sphere = form.one_of("sphere", "sphere")
    with ring:
        closeness = form.one_of("closeness", tuple(map(str, CLOSENESS)), words="closeness")
    told = NetworkTold(name=name, sphere=sphere, relation=relation, closeness=closeness)
    if form.save():
        with saving(form, t("network_map_add.saved")):
            actions.network.add_person(around.case.id, told, by=person(), on=today())


def _keep(around: Around, people: tuple[MapPerson, ...]) -> None:
    last = next(iter(queries.network_maps.kept_maps(around.case.id, by=person())), None)
    if last is not None and same(last.people, people):
        st.caption(t(f"{W}.is_kept", date=last.day))
        return
    with st.container(border=True):
        if last is None:
            st.write(t(f"{W}.never_kept"))
        else:
            st.write(t(f"{W}.changed_since", date=last.day))
        form = Form("network_map_keep", around.case.id)
        note = form.text("note")
        if form.save(primary=False):
            with saving(form, t("network_map_keep.saved")):
                actions.network_maps.keep_map(around.case.id, note, by=person(), on=today())
