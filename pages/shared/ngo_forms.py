"""The forms of an NGO in a case: name it by hand, correct that, and record a talk."""

from dataclasses import replace

import streamlit as st

from core.codes import valid_codes
from core.ngo import NOT_RELEVANT, OUTCOMES, NgoTold, TalkTold
from core.records.cases import CaseHeader
from core.records.ngo import Ngo, NgoSpan, TalkLine
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today, turn_to


def draw_named(case: CaseHeader) -> None:
    """Write an NGO on the case, folded away."""
    folded = st.expander(t("ngo.add"), key=f"ngo.add.{case.id}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        form = Form("ngo_form", f"{case.id}.new", initial={"from_date": today()})
        told = _fields(form)
        if form.save():
            with saving(form, t("ngo_form.saved")):
                actions.ngo.name_ngo(case.id, told, by=person())


def draw_change_named(span: NgoSpan) -> None:
    """Correct the name or the days of one named by hand, folded away."""
    key = f"ngo.change.{span.named_id}"
    folded = st.expander(t("ngo.change_named", name=span.name), key=key, on_change="rerun")
    if not folded.open or span.named_id is None:
        return
    with folded:
        initial = {"name": span.name, "from_date": span.from_date, "to_date": span.to_date}
        form = Form("ngo_form", span.named_id, span.version, initial=initial)
        told = _fields(form)
        if form.save():
            with saving(form, t("ngo_form.saved")):
                actions.ngo.change_ngo(
                    span.named_id, told, seen_version=form.seen_version, by=person()
                )


def _fields(form: Form) -> NgoTold:
    name = form.text("name")
    left, right = st.columns(2)
    with left:
        first = form.day("from_date")
    with right:
        last = form.day("to_date")
    return NgoTold(name=name, from_date=first, to_date=last)


def draw_talk(case: CaseHeader, one: Ngo, line: TalkLine) -> None:
    """Record the talk, or correct what was recorded."""
    form = _form(case, one, line)
    outcome = form.one_of("outcome", OUTCOMES, words="talk_outcome")
    told = TalkTold(talk=line.talk, outcome=outcome)
    if outcome == NOT_RELEVANT:
        told = replace(told, reason=form.text("reason"))
    elif outcome is not None:
        day = form.day("date", latest=today(), default=today())
        who = form.several(
            "took_part", valid_codes("ngo_talk_role", today()), words="ngo_talk_role"
        )
        told = replace(told, day=day, took_part=who, note=form.text("note"))
    if form.save():
        with saving(form, t("ngo_talk_form.saved")):
            actions.ngo.record_talk(
                case.id, one.key, told, seen_version=form.seen_version, by=person(), on=today()
            )
            turn_to(case=str(case.number))


def _form(case: CaseHeader, one: Ngo, line: TalkLine) -> Form:
    subject = f"{case.id}.{one.key}.{line.talk}"
    known = line.recorded
    if known is None:
        return Form("ngo_talk_form", subject)
    initial = {
        "outcome": line.state.value,
        "date": known.date,
        "took_part": list(known.took_part),
        "note": known.note,
        "reason": known.not_relevant,
    }
    return Form("ngo_talk_form", subject, known.version, initial=initial)
