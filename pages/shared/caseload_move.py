"""Moving a worker's young people: who goes where, what the caseloads become, and one save."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from core.caseload import CapAside, free_places, limit_for
from core.codes import Method
from core.moving import Move, Outcome, outcomes, propose
from core.records.caseload import Candidate, Charge, WorkerLoad
from core.settings import Settings
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import namesakes_apart, numbered
from pages.shared.frame import open_section, person, saving, t, t_plain, today, turn_to
from pages.shared.heads import draw_name


def draw_move(load: WorkerLoad) -> None:
    """The form; nothing is moved before it is saved, and then all of it or nothing."""
    draw_name(t("caseload_move.heading", name=load.name))
    charges = queries.caseloads.charges(load.staff_id, by=person())
    if not charges:
        st.info(t("caseload.nobody"))
        return
    st.markdown(t("caseload_move.told"))
    settings = queries.settings.in_force(today())
    others = [
        each
        for each in queries.caseloads.candidates(by=person(), on=today())
        if each.staff_id != load.staff_id
    ]
    version = sum(charge.version for charge in charges) + len(charges)
    form = Form("caseload_move_form", load.staff_id, version, initial={"day": today()})
    if form.seen_version != version:
        st.warning(t("caseload_move.changed"))
    _draw_shortcuts(form, charges, others, settings)
    moves = _draw_choices(form, charges, others, settings)
    _finish(form, load, moves, outcomes(moves, others, settings, today()), len(charges))


def _field(charge: Charge) -> str:
    """A charge that somebody changed is another field: what was chosen for it no longer stands."""
    return f"to.{charge.id}.{charge.version}"


def _draw_shortcuts(
    form: Form, charges: Sequence[Charge], others: Sequence[Candidate], settings: Settings
) -> None:
    proposed = propose(charges, others, settings, today())
    everyone = form.pick("everyone", _names(others))
    chosen = next((each for each in others if each.staff_id == everyone), None)
    with st.container(horizontal=True):
        _shortcut(form, "all_to", charges, _all_to(charges, chosen))
        _shortcut(form, "propose", charges, proposed)
        _shortcut(form, "nobody_moves", charges, {})


def _shortcut(form: Form, name: str, charges: Sequence[Charge], targets: Mapping[str, str]) -> None:
    values = {_field(charge): targets.get(charge.id) for charge in charges}
    st.button(
        t(f"caseload_move.{name}"),
        key=f"caseload_move.{name}.{form.subject}",
        on_click=partial(form.fill_all, values),
    )


def _all_to(charges: Sequence[Charge], chosen: Candidate | None) -> Mapping[str, str]:
    if chosen is None:
        return {}
    return {charge.id: chosen.staff_id for charge in charges if charge.method in chosen.methods}


def _draw_choices(
    form: Form, charges: Sequence[Charge], others: Sequence[Candidate], settings: Settings
) -> list[Move]:
    """A choice for each young person; none means that they stay."""
    moves = []
    for method in dict.fromkeys(charge.method for charge in charges):
        st.markdown(f"**{t(f'code.method.{method}')}**")
        options = _options(method, others, settings)
        if not options:
            st.info(t("caseload_move.nobody_takes", method=method))
            continue
        for charge in charges:
            if charge.method is method:
                said = t("caseload_move.young", **numbered(charge.name, charge.number))
                chosen = form.pick(_field(charge), options, said=said)
                if chosen is not None:
                    moves.append(Move(charge.id, method, charge.version, chosen))
    return moves


def _options(method: Method, others: Sequence[Candidate], settings: Settings) -> Mapping[str, str]:
    names = _names(others)
    return {
        each.staff_id: t_plain(
            "caseload_move.target_away" if each.away else "caseload_move.target",
            name=names[each.staff_id],
            active=each.load.active.get(method, 0),
            cap=limit_for(method, each.load, settings, today()),
            free=free_places(method, each.load, settings, today()),
        )
        for each in others
        if method in each.methods
    }


def _names(others: Sequence[Candidate]) -> Mapping[str, str]:
    return namesakes_apart({each.staff_id: each.load.name for each in others})


def _finish(
    form: Form,
    load: WorkerLoad,
    moves: Sequence[Move],
    after: Sequence[Outcome],
    charges: int,
) -> None:
    with open_section("caseload_move.after"):
        _draw_after(moves, after, charges)
    day, reason = form.day("day"), form.text("reason", area=True)
    aside = CapAside()
    if any(each.over for each in after):
        st.warning(t("caseload_move.over_told"))
        aside = CapAside(
            reason=form.text("cap_reason", area=True),
            until=form.day("cap_until", earliest=today()),
        )
    if form.save():
        with saving(form, t("caseload_move_form.saved", n=len(moves))):
            actions.caseloads.move(
                moves,
                from_id=load.staff_id,
                day=day,
                reason=reason,
                aside=aside,
                by=person(),
                on=today(),
            )
            turn_to(worker=load.staff_id)


def _draw_after(moves: Sequence[Move], after: Sequence[Outcome], charges: int) -> None:
    if not moves:
        st.caption(t("caseload_move.none_chosen"))
        return
    st.markdown(t("caseload_move.chosen", n=len(moves), stay=charges - len(moves)))
    lines = [
        t(
            "caseload_move.becomes_over" if each.over else "caseload_move.becomes",
            name=each.name,
            method=each.method,
            before=each.before,
            after=each.after,
            cap=each.cap,
        )
        for each in after
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
