"""One agreement with an NGO: its form for who writes it, its facts for others, and its history."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from core.codes import Coded
from core.ngo_agreements import NgoAgreementState, state_of
from core.permissions import Act, may
from core.records.ngo_agreements import NgoAgreement, NgoAgreementEvent, UnagreedNgo
from pages.shared.facts import all_coded
from pages.shared.formats import literal
from pages.shared.frame import person, t, t_plain, today
from pages.shared.heads import draw_heading, draw_name
from pages.shared.ngo_agreement_forms import draw_end, draw_form

W = "ngo_agreements"
DAYS = frozenset({"signed_date", "valid_to"})


def draw_agreement(
    known: Sequence[NgoAgreement], lacking: Sequence[UnagreedNgo], asked: str
) -> None:
    """The agreement with that id, or the form of a new one."""
    writes = may(person(), Act.EDIT_KNOWLEDGE_SHARING)
    found = next((each for each in known if each.id == asked), None)
    if found is not None:
        _draw_opened(found, writes=writes)
    elif asked == "new" and writes:
        key = st.query_params.get("ngo")
        name = next((each.name for each in lacking if each.key == key), None)
        draw_name(t(f"{W}.new"))
        draw_form(None, organisation=name)
    else:
        st.info(t(f"{W}.gone"))


def standing(agreement: NgoAgreement) -> str:
    """How an agreement stands, in words."""
    state = state_of(agreement, today())
    until = "_until" if state is NgoAgreementState.IN_FORCE and agreement.valid_to else ""
    return t(
        f"{W}.state.{state}{until}",
        signed=agreement.signed_date or "",
        to=agreement.valid_to or "",
        ended=agreement.ended_date or "",
    )


def _draw_opened(opened: NgoAgreement, *, writes: bool) -> None:
    draw_name(literal(opened.organisation))
    st.caption(standing(opened))
    if writes and opened.ended_date is None:
        draw_form(opened)
        draw_end(opened)
    else:
        _draw_facts(opened)
    _draw_history(opened.events)


def _draw_facts(opened: NgoAgreement) -> None:
    facts: Mapping[str, object] = {
        "gdpr_role": Coded("gdpr_role", opened.gdpr_role),
        "information_types": all_coded("information_type", opened.information_types),
        "contact": opened.contact,
        "note": opened.note,
        "ended_reason": opened.ended_reason,
    }
    for name, value in facts.items():
        if value:
            st.markdown(t(f"{W}.fact", field=t_plain(f"{W}.column.{name}"), value=value))


def _draw_history(events: Sequence[NgoAgreementEvent]) -> None:
    draw_heading(t(f"{W}.history"))
    st.markdown("\n".join(_event(each) for each in events))


def _event(event: NgoAgreementEvent) -> str:
    said = t(f"{W}.event.{event.kind}", date=event.date, name=event.by_name)
    was = "; ".join(
        t(f"{W}.was_field", field=t_plain(f"{W}.column.{name}"), value=_meant(name, value))
        for name, value in event.was.items()
    )
    return f"- {said}  \n  :small[{t(f'{W}.was')} {was}]" if was else f"- {said}"


def _meant(name: str, value: str | None) -> object:
    """What stood in a field: a code or several, a day, words, or nothing."""
    if not value:
        return t_plain(f"{W}.was_nothing")
    if name in DAYS:
        return date.fromisoformat(value)
    if name == "information_types":
        return all_coded("information_type", value.split(";"))
    return Coded(name, value) if name == "gdpr_role" else value
