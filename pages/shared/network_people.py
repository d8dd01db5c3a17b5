"""The part of the network: who is around the young person, and the one chosen adult."""

import streamlit as st

from core.codes import Coded, Variant
from core.network import CLOSENESS, NetworkTold, roles
from core.permissions import Act
from core.records.network import NetworkPerson
from core.start_up import Part
from core.words import code_key
from db import actions
from pages.shared.case import case_link
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board, opened

W = "network_meeting.network"


def draw_network(board: Board) -> None:
    """The network, or the one person opened in the address."""
    writes = board.writes(Act.HOLD_MEETINGS)
    asked = opened("known")
    one = next((known for known in board.file.people if known.id == asked), None)
    if writes and (one is not None or asked == "new" or not board.file.people):
        _draw_opened(board, one)
        return
    if not board.file.people:
        st.info(t(f"{W}.none"))
        return
    _link_to_map(board)
    _draw_all(board, writes=writes)
    if writes:
        board.begin(t(f"{W}.new"), Part.NETWORK, "known")


def _link_to_map(board: Board) -> None:
    case_link("network_map", board.case.number, t(f"{W}.to_map"))


def _draw_all(board: Board, *, writes: bool) -> None:
    people = board.file.people
    if board.case.variant is Variant.U and not any(known.chosen_adult for known in people):
        st.info(t(f"{W}.no_adult"))
    for sphere, heading in (
        ("private", "private"),
        ("professional", "professional"),
        (None, "unsorted"),
    ):
        group = [known for known in people if known.sphere == sphere]
        if not group:
            continue
        draw_heading(t(f"{W}.{heading}"))
        for known in group:
            _draw_line(board, known, writes=writes)


def _draw_line(board: Board, known: NetworkPerson, *, writes: bool) -> None:
    name = literal(known.name or t_plain(f"{W}.nameless"))
    if writes:
        board.link(name, Part.NETWORK, known=known.id)
    else:
        st.markdown(name)
    facts = _facts(known)
    if facts:
        st.caption(literal(facts))


def _facts(known: NetworkPerson) -> str:
    facts = [known.relation, known.organisation, known.phone, known.email]
    if known.closeness is not None:
        facts.insert(1, t_plain(code_key(Coded("closeness", str(known.closeness)))))
    if known.participant_role:
        role = t_plain(code_key(Coded("participant_role", known.participant_role)))
        facts.append(t_plain(f"{W}.at_meetings", role=role))
    if known.draw_on:
        facts.append(t_plain("network_map.overview.draws_on", text=known.draw_on))
    if known.chosen_adult:
        facts.insert(0, t_plain(f"{W}.chosen"))
    return " · ".join(fact for fact in facts if fact)


def _draw_opened(board: Board, known: NetworkPerson | None) -> None:
    if board.file.people:
        board.link(t(f"{W}.all"), Part.NETWORK)
    else:
        st.info(t(f"{W}.none"))
        _link_to_map(board)
    _tell(board, known)
    if known is None:
        return
    with st.container(horizontal=True):
        if not known.chosen_adult:
            _choose(board, known)
        _remove(board, known)


def _tell(board: Board, known: NetworkPerson | None) -> None:
    form = Form(
        "network_person_form",
        known.id if known else board.case.id,
        known.version if known else 0,
        initial=_initial(known),
    )
    told = NetworkTold(
        name=form.text("name"),
        sphere=form.one_of("sphere", "sphere"),
        relation=form.text("relation"),
        closeness=form.one_of("closeness", tuple(map(str, CLOSENESS)), words="closeness"),
        chosen_adult=form.tick("chosen_adult"),
        phone=form.text("phone"),
        email=form.text("email"),
        participant_role=form.choice("participant_role", roles(today()), words="participant_role"),
        organisation=form.text("organisation"),
        draw_on=form.text("draw_on"),
    )
    if not form.save():
        return
    with saving(form, t("network_person_form.saved")):
        if known is None:
            actions.network.add_person(board.case.id, told, by=person(), on=today())
        else:
            actions.network.change_person(
                known.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
        board.go(Part.NETWORK)


def _initial(known: NetworkPerson | None) -> dict[str, object]:
    if known is None:
        return {}
    return {
        "name": known.name,
        "sphere": known.sphere,
        "relation": known.relation,
        "closeness": str(known.closeness) if known.closeness else None,
        "chosen_adult": known.chosen_adult,
        "phone": known.phone,
        "email": known.email,
        "participant_role": known.participant_role,
        "organisation": known.organisation,
        "draw_on": known.draw_on,
    }


def _choose(board: Board, known: NetworkPerson) -> None:
    form = Form("choose_adult_form", known.id, known.version)
    if form.save(primary=False):
        with saving(form, t("choose_adult_form.saved")):
            actions.network.choose_adult(known.id, seen_version=form.seen_version, by=person())
            board.go(Part.NETWORK)


def _remove(board: Board, known: NetworkPerson) -> None:
    form = Form("remove_person_form", known.id, known.version)
    if form.save(primary=False):
        with saving(form, t("remove_person_form.saved")):
            actions.network.remove_person(known.id, seen_version=form.seen_version, by=person())
            board.go(Part.NETWORK)
