"""The NGOs in a case: the three talks, what each may be told, and naming one by hand."""

import streamlit as st

from core.codes import Coded
from core.ngo import talk_rules
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.ngo import Ngo, TalkLine, TalkState
from db import queries
from pages.shared.facts import all_coded
from pages.shared.formats import literal
from pages.shared.frame import person, t, today
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.ngo_forms import draw_change_named, draw_named, draw_talk
from pages.shared.ngo_may_know import draw_may_know
from pages.shared.notification_view import draw_notification

PAGE = "knowledge_sharing"
RECORDED = frozenset({TalkState.HELD, TalkState.NOT_RELEVANT})


def draw_ngos(case: CaseHeader) -> None:
    """Each NGO in the case, the form that names one, and the duty to notify."""
    writes = may(person(), Act.FOLLOW_NGO, case.reach)
    draw_heading(t("ngo.heading"))
    st.caption(t("ngo.explanation"))
    found = queries.ngo.of_case(case.id, by=person(), on=today())
    if not found:
        st.info(t("ngo.none"))
    for one in found:
        with st.container(border=True):
            _draw_one(case, one, writes=writes)
    if writes:
        draw_named(case)
    draw_notification(case)


def _draw_one(case: CaseHeader, one: Ngo, *, writes: bool) -> None:
    st.markdown(f"**{literal(one.name)}**")
    st.caption(_days(one))
    for line in one.lines:
        _draw_talk(case, one, line, writes=writes)
    if writes:
        draw_may_know(case, one)
        for span in one.spans:
            if span.named_id is not None:
                draw_change_named(span)


def _days(one: Ngo) -> str:
    if one.to_date is None:
        return t("ngo.since", date=one.from_date)
    return t("ngo.between", first=one.from_date, last=one.to_date)


def _draw_talk(case: CaseHeader, one: Ngo, line: TalkLine, *, writes: bool) -> None:
    st.markdown(_said(line))
    if line.recorded is not None and line.recorded.note:
        st.caption(literal(line.recorded.note))
    if not writes:
        return
    opened = st.query_params.get("talk") == line.talk and st.query_params.get("ngo") == one.key
    if opened:
        who = next(rule.who for rule in talk_rules() if rule.talk == line.talk)
        st.caption(t("ngo.who", who=all_coded("ngo_talk_role", who)))
        draw_talk(case, one, line)
        link(PAGE, t("ngo.close"), case=str(case.number))
    elif line.state is not TalkState.LATER:
        word = "ngo.mend" if line.state in RECORDED else "ngo.record"
        label = t(word, talk=Coded("ngo_talk", line.talk))
        link(PAGE, label, case=str(case.number), ngo=one.key, talk=line.talk)


def _said(line: TalkLine) -> str:
    facts: dict[str, object] = {"talk": Coded("ngo_talk", line.talk)}
    if line.recorded is not None and line.state is TalkState.HELD:
        facts |= {
            "date": line.recorded.date,
            "who": all_coded("ngo_talk_role", line.recorded.took_part),
        }
    elif line.recorded is not None:
        facts["reason"] = line.recorded.not_relevant
    elif line.due_date is not None:
        facts["date"] = line.due_date
        if line.state is TalkState.LATER:
            return t("ngo.later_by", **facts)
    return t(f"ngo.{line.state}", **facts)
