"""One row of the knowledge-sharing model: read, record that it was shared, change, retire."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.codes import Coded
from core.knowledge_sharing import FIELDS, NeedTold, may_share, suggestions
from core.permissions import Act, may
from core.records.knowledge_sharing import Need, NeedEvent
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import open_section, person, saving, t, t_plain, today, turn_to
from pages.shared.heads import draw_heading, draw_name
from pages.shared.knowledge_model import CELLS, basis_of, facts_of

W = "knowledge_sharing"
LISTS = {
    "format": "knowledge_format",
    "frequency": "knowledge_frequency",
    "basis": "knowledge_basis",
}


def draw_need(model: Sequence[Need], asked: str) -> None:
    """The row of the address, or the form of a new one."""
    writes = may(person(), Act.EDIT_KNOWLEDGE_SHARING)
    need = next((each for each in model if each.id == asked), None)
    if need is not None:
        _draw_row(need, writes=writes)
    elif asked == "new" and writes:
        _add()
    else:
        st.info(t(f"{W}.gone"))


def _draw_row(need: Need, *, writes: bool) -> None:
    draw_name(literal(need.party))
    st.markdown(literal(need.need))
    st.caption(facts_of(need))
    for name in CELLS:
        _draw_cell(need, name)
    if need.retired_date is not None:
        st.info(t(f"{W}.is_retired", date=need.retired_date))
    elif may_share(person(), need.responsible_id):
        _share(need)
    if writes and need.retired_date is None:
        _draw_forms(need)
    _draw_history(need.events)


def _draw_cell(need: Need, name: str) -> None:
    text, basis = getattr(need, name), basis_of(need) if name == "may_share" else None
    if not text and not basis:
        return
    st.markdown(f"**{t(f'{W}.column.{name}')}:** {literal(text or '')}")
    if basis:
        st.caption(t(f"{W}.basis", basis=basis))


def _share(need: Need) -> None:
    with open_section(f"{W}.share"):
        form = Form("knowledge_shared_form", need.id, need.version, initial={"date": today()})
        day = form.day("date", latest=today())
        text = form.text("note")
        if form.save():
            with saving(form, t("knowledge_shared_form.saved")):
                actions.knowledge_sharing.record_shared(
                    need.id,
                    day=day,
                    text=text,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )


def _draw_forms(need: Need) -> None:
    for name, draw in (("change", _change), ("retire", _retire)):
        key = f"{W}.{name}.{need.id}"
        folded = st.expander(t(f"{W}.{name}"), key=key, on_change="rerun")
        if folded.open:
            with folded:
                draw(need)


def _change(need: Need) -> None:
    initial = {name: getattr(need, name) for name in FIELDS}
    if need.responsible_id:
        initial["responsible"] = None
    form = Form("knowledge_form", need.id, need.version, initial=initial)
    told = _fields(form, need)
    if form.save():
        with saving(form, t("knowledge_form.saved")):
            actions.knowledge_sharing.change_need(
                need.id, told, seen_version=form.seen_version, by=person(), on=today()
            )


def _retire(need: Need) -> None:
    form = Form("knowledge_retire_form", need.id, need.version)
    reason = form.text("reason", area=True)
    if form.save(primary=False):
        with saving(form, t("knowledge_retire_form.saved")):
            actions.knowledge_sharing.retire_need(
                need.id, reason=reason, seen_version=form.seen_version, by=person(), on=today()
            )


def _add() -> None:
    asked = st.query_params.get("suggestion", "")
    code = asked if asked in {each.code for each in suggestions()} else None
    draw_name(t(f"{W}.new"))
    form = Form("knowledge_form", code or "new", initial=_suggested(code))
    told = _fields(form, None)
    if form.save():
        with saving(form, t("knowledge_form.saved")):
            actions.knowledge_sharing.add_need(told, suggestion=code, by=person(), on=today())
            turn_to()


def _suggested(code: str | None) -> dict[str, object]:
    """What the form of a new row begins with."""
    found = next((each for each in suggestions() if each.code == code), None)
    if found is None:
        return {"from_date": today()}
    said = f"knowledge_suggestion.{found.code}"
    return {
        "party": t_plain(f"{said}.party"),
        "need": t_plain(f"{said}.need"),
        "format": found.format,
        "frequency": found.frequency,
        "can_share": t_plain(f"{said}.can"),
        "may_share": t_plain(f"{said}.may"),
        "basis": found.basis,
        "must_share": t_plain(f"{said}.must"),
        "from_date": today(),
    }


def _fields(form: Form, need: Need | None) -> NeedTold:
    party = form.text("party")
    text = form.text("need", area=True)
    left, right = st.columns(2)
    with left:
        responsible_id = form.pick("responsible_id", _staff(need))
        format_ = form.choice("format", "knowledge_format")
    with right:
        responsible = form.text("responsible")
        frequency = form.choice("frequency", "knowledge_frequency")
    return NeedTold(
        party=party,
        need=text,
        responsible_id=responsible_id,
        responsible=responsible,
        format=format_,
        frequency=frequency,
        can_share=form.text("can_share", area=True),
        may_share=form.text("may_share", area=True),
        basis=form.choice("basis", "knowledge_basis"),
        basis_note=form.text("basis_note"),
        must_share=form.text("must_share", area=True),
        from_date=form.day("from_date"),
    )


def _staff(need: Need | None) -> dict[str, str]:
    """Who can be responsible by id; the one who is stays to be seen, at work or not."""
    known = dict(queries.knowledge_sharing.staff(today()))
    if need is not None and need.responsible_id:
        known.setdefault(need.responsible_id, need.responsible)
    return namesakes_apart(known)


def _draw_history(events: Sequence[NeedEvent]) -> None:
    draw_heading(t(f"{W}.history"))
    st.markdown("\n".join(_event(each) for each in events))


def _event(event: NeedEvent) -> str:
    said = t(f"{W}.event.{event.kind}", date=event.date, name=event.by_name)
    more = [literal(event.note)] if event.note else []
    if event.was:
        fields = "; ".join(_was(name, value) for name, value in event.was.items())
        more.append(t(f"{W}.was", fields="") + fields)
    return "".join([f"- {said}", *(f"  \n  :small[{each}]" for each in more)])


def _was(name: str, value: str | None) -> str:
    return t(f"{W}.was_field", field=t_plain(f"knowledge_form.{name}"), value=_meant(name, value))


def _meant(name: str, value: str | None) -> object:
    """What stood in a field: a code, a day, words, or nothing."""
    if not value:
        return t_plain(f"{W}.was_nothing")
    if name in LISTS:
        return Coded(LISTS[name], value)
    return date.fromisoformat(value) if name == "from_date" else value
