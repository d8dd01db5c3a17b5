"""The sheet of a picked case: its development and history in short, then the questions."""

from collections.abc import Sequence

import streamlit as st

from core.calendar import age_on
from core.case_reviews import MAIN_EVENTS, questions
from core.codes import Coded
from core.development import DomainCourse, courses
from core.permissions import Act, may
from core.records.case_reviews import CaseNumbers, Pick, Review, ReviewState
from core.records.cases import CaseHeader
from core.words import code_key
from db import actions, queries
from pages.shared.case import case_link
from pages.shared.case_review_looks import go
from pages.shared.case_review_words import picked
from pages.shared.dialogue_fields import domain_word
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading, draw_name
from pages.shared.radar import draw_radar
from pages.shared.timeline import draw_happenings


def draw_sheet(review: Review, pick: Pick) -> None:
    """Everything about one case, and the way to the one before and after."""
    case = queries.cases.header(pick.number, by=person())
    numbers = queries.case_sheets.numbers(pick.case_id, by=person(), on=today())
    if case is None or numbers is None:
        st.error(t("refusal.not_found"))
        return
    _draw_way(review, pick)
    draw_name(literal(case.name))
    st.caption(_facts(case))
    st.caption(picked(pick))
    if case.protected_identity:
        st.warning(t("case.protected"))
    told = courses(queries.measurements.history(case.id, by=person()))
    left, right = st.columns(2)
    with left:
        _draw_development(told)
    with right:
        _draw_numbers(numbers)
        _draw_history(case)
        case_link("young_person", case.number, t("case.whole_way"))
    _draw_questions(review, pick)


def _draw_way(review: Review, pick: Pick) -> None:
    places = [each.id for each in review.picks]
    here = places.index(pick.id)
    with st.container(horizontal=True):
        st.caption(t("case_reviews.place", place=here + 1, of=len(places)), width="content")
        if here:
            go(t("case_reviews.previous"), review=review.id, sheet=places[here - 1])
        if here + 1 < len(places):
            go(t("case_reviews.next"), review=review.id, sheet=places[here + 1])


def _facts(case: CaseHeader) -> str:
    facts = [t("case.number", number=str(case.number))]
    if case.birth_date is not None:
        facts.append(t("case.age", n=age_on(case.birth_date, today())))
    if case.combination is not None:
        facts.append(t(code_key(case.combination)))
    facts.append(t(code_key(case.step)))
    if case.start_date is not None:
        days = ((case.end_date or today()) - case.start_date).days
        facts.append(t("case_reviews.length", n=days, date=case.start_date))
    return " · ".join(facts)


def _draw_development(told: Sequence[DomainCourse]) -> None:
    draw_heading(t("measurement.heading"))
    scored = [each for each in told if each.points]
    if not scored:
        st.caption(t("measurement.empty"))
        return
    draw_radar(told)
    heads = [t_plain(f"measurement.{name}") for name in ("domain", "first", "latest", "change")]
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---:|---|"]
    lines += [f"| {' | '.join(_line(each))} |" for each in scored]
    st.markdown("\n".join(lines))


def _line(course: DomainCourse) -> tuple[str, str, str, str]:
    again = course.latest if course.points[1:] else None
    word = t(code_key(course.change)) if course.change else t("measurement.one_score")
    first = str(course.points[0].score)
    return domain_word(course.domain), first, str(again.score) if again else "–", word


def _draw_numbers(numbers: CaseNumbers) -> None:
    draw_heading(t("case_reviews.in_numbers"))
    agreed = numbers.agreements
    lines = [
        t("case_reviews.met", n=numbers.meetings),
        t("case_reviews.contacts", n=numbers.contacts, hours=round(numbers.minutes / 60)),
        t("case_reviews.agreements", n=sum(agreed.values()), done=agreed.get("done", 0)),
    ]
    if numbers.last_meeting:
        lines.insert(1, t("case_reviews.last_met", date=numbers.last_meeting))
    if numbers.last_contact:
        lines.insert(-1, t("case_reviews.last_contact", date=numbers.last_contact))
    if numbers.late:
        lines.append(t("case_reviews.late", n=numbers.late))
    st.markdown("\n".join(f"- {line}" for line in lines))
    draw_heading(t("case_reviews.homes"))
    if not numbers.homes:
        st.caption(t("form.not_recorded"))
    homes = [
        t("case_reviews.home", date=day, situation=Coded("housing_situation", situation))
        for day, situation in numbers.homes
    ]
    st.markdown("\n".join(f"- {home}" for home in homes))


def _draw_history(case: CaseHeader) -> None:
    """The main events; the housing way stands beside the numbers already."""
    folded = st.expander(t("case_reviews.history"), on_change="rerun")
    if folded.open:
        with folded:
            story = queries.timeline.story(case.id, by=person(), on=today())
            happened = story.happenings if story else ()
            draw_happenings([each for each in happened if each.kind in MAIN_EVENTS])


def _draw_questions(review: Review, pick: Pick) -> None:
    asked = questions(review.date)
    if not may(person(), Act.RUN_CASE_REVIEWS) or review.state is ReviewState.CLOSED:
        for question in asked:
            st.markdown(f"**{t(f'case_review_sheet.{question}')}**")
            st.markdown(literal(pick.answers[question]) if question in pick.answers else "–")
        return
    form = Form("case_review_sheet", pick.id, pick.version, pick.answers)
    told = _fields(form, asked)
    with st.container(horizontal=True):
        kept = form.save()
        out = not pick.answers and form.save("case_review_sheet.unpick", primary=False)
    if kept:
        with saving(form, t("case_review_sheet.saved")):
            actions.case_learning.answer(pick.id, told, seen_version=form.seen_version, by=person())
    if out:
        with saving(form, t("case_review_sheet.unpicked"), leaves="sheet"):
            actions.case_picking.unpick(pick.id, seen_version=form.seen_version, by=person())


def _fields(form: Form, asked: Sequence[str]) -> dict[str, str | None]:
    """Two questions beside each other."""
    told: dict[str, str | None] = {}
    for place in range(0, len(asked), 2):
        for box, question in zip(st.columns(2), asked[place : place + 2], strict=False):
            with box:
                told[question] = form.text(question, area=True)
    return told
