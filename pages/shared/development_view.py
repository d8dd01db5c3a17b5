"""How one young person's life domains have moved: the radar, the table, the lines, the answers."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from core.codes import Coded
from core.development import DomainCourse, Point, counted, courses, improved, low_everywhere
from core.dialogue import by_domain
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.dialogue import Answer
from core.records.measurements import Measurement
from core.records.overview import DueKind
from core.words import code_key
from db import queries
from pages.shared.case import case_link
from pages.shared.dialogue_fields import domain_word
from pages.shared.formats import literal
from pages.shared.frame import keep, person, recall, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.radar import draw_radar
from pages.shared.score_lines import draw_line

VIEWS = ("all", "improved", "one")


def draw_development(case: CaseHeader) -> None:
    """The next day, the way to a new conversation, and what has been measured."""
    measured = queries.measurements.history(case.id, by=person())
    draw_heading(t("measurement.heading"))
    _draw_next(case)
    if case.step in ACCEPTED_STEPS and may(person(), Act.MEASURE, case.reach):
        case_link("dialogue", case.number, t("measurement.talk"))
    if not measured:
        st.info(t("measurement.empty"))
        return
    told = courses(measured)
    with st.container(key="development"):
        DRAW[_choose_view(case, told)](case, told)
    _draw_answers(measured, queries.dialogue.answers(case.id, by=person()))


def _draw_next(case: CaseHeader) -> None:
    standing = queries.overview.standing(case.number, by=person(), on=today())
    for due in standing.dues if standing else ():
        if due.kind is DueKind.MEASUREMENT:
            key = "measurement.next_late" if due.overdue else "measurement.next"
            st.caption(t(key, date=due.due_date))


def _choose_view(case: CaseHeader, told: Sequence[DomainCourse]) -> str:
    """Everything, or less at once; where all is low, less is where it begins."""
    key = f"young_person.development.{case.id}"
    low = low_everywhere(told)
    if recall(key) not in VIEWS:
        keep(key, "one" if low else "all")
    chosen = st.segmented_control(
        t("measurement.show"),
        VIEWS,
        required=True,
        format_func={view: t(f"code.development_view.{view}") for view in VIEWS}.__getitem__,
        wrap=True,
        key=key,
    )
    if low:
        st.caption(t("measurement.most_is_hard"))
    return chosen or VIEWS[0]


def _draw_all(_: CaseHeader, told: Sequence[DomainCourse]) -> None:
    draw_radar(told)
    _draw_table(told)
    moved = {change.value: number for change, number in counted(told).items()}
    if any(moved.values()):
        st.caption(t("measurement.counts", **moved))
    st.caption(t("measurement.scale"))
    scored = [each for each in told if each.points]
    if not any(each.points[1:] for each in scored):
        _draw_only_once(scored)
        return
    draw_heading(t("measurement.lines"))
    st.caption(t("measurement.who"))
    for place in range(0, len(scored), 2):
        for box, course in zip(st.columns(2), scored[place : place + 2], strict=False):
            with box:
                _draw_domain(course)


def _draw_only_once(scored: Sequence[DomainCourse]) -> None:
    """No line of one point: who set the scores, and when there is a line to see."""
    who = dict.fromkeys(each.points[0].scored_by for each in scored)
    words = [t(code_key(Coded("scored_by", each))).lower() for each in who if each is not None]
    if words:
        st.caption(t("measurement.who_once", who=", ".join(words)))
    st.caption(t("measurement.lines_later"))


def _draw_improved(_: CaseHeader, told: Sequence[DomainCourse]) -> None:
    forward = improved(told)
    if not forward:
        st.info(t("measurement.nothing_improved"))
        return
    _draw_table(forward)
    for course in forward:
        _draw_domain(course)


def _draw_one(case: CaseHeader, told: Sequence[DomainCourse]) -> None:
    scored = {each.domain: each for each in told if each.points}
    if not scored:
        st.info(t("measurement.empty"))
        return
    chosen: str = st.selectbox(
        t("measurement.which"),
        list(scored),
        format_func={domain: domain_word(domain) for domain in scored}.__getitem__,
        placeholder=t("form.choose"),
        key=f"young_person.domain.{case.id}",
    )
    _draw_domain(scored[chosen])
    st.caption(t("measurement.who"))


DRAW = {"all": _draw_all, "improved": _draw_improved, "one": _draw_one}


def _draw_table(told: Sequence[DomainCourse]) -> None:
    """First and latest score of each domain; a day that all have in common stands on top."""
    first, latest = [each.first for each in told], [_again(each) for each in told]
    st.table(
        {
            t_plain("measurement.domain"): [domain_word(each.domain) for each in told],
            _heading("measurement.first", first): _scores(first),
            _heading("measurement.latest", latest): _scores(latest),
            t_plain("measurement.change"): [_change(each) for each in told],
        },
        hide_index=True,
    )


def _again(course: DomainCourse) -> Point | None:
    return course.latest if course.points[1:] else None


def _days(points: Sequence[Point | None]) -> set[date]:
    return {each.date for each in points if each is not None}


def _heading(key: str, points: Sequence[Point | None]) -> str:
    days = _days(points)
    return t("measurement.on_day", what=t_plain(key), date=days.pop()) if len(days) == 1 else t(key)


def _scores(points: Sequence[Point | None]) -> list[str]:
    alone = len(_days(points)) <= 1
    return ["–" if each is None else str(each.score) if alone else _dated(each) for each in points]


def _dated(point: Point) -> str:
    return t_plain("measurement.score_on", score=point.score, date=point.date)


def _change(course: DomainCourse) -> str:
    """A word from two scores on; below that how far it is measured."""
    if course.change is not None:
        return t_plain(code_key(course.change))
    return t_plain("measurement.one_score" if course.points else "measurement.no_score")


def _draw_domain(course: DomainCourse) -> None:
    with st.container(border=True):
        st.markdown(f"**{domain_word(course.domain)}** · {_change(course)}")
        draw_line(course)


def _draw_answers(measured: Sequence[Measurement], answers: Mapping[str, Sequence[Answer]]) -> None:
    """The answered questions of each conversation, newest first."""
    told = [each for each in reversed(measured) if answers.get(each.id)]
    if not told:
        return
    with st.expander(t("measurement.talked")):
        for each in told:
            st.markdown(f"**{_talked(each)}**")
            for domain, under in by_domain(answers[each.id]).items():
                st.markdown("\n".join([domain_word(domain), "", *map(_answer, under)]))


def _talked(measurement: Measurement) -> str:
    if measurement.scored_by is None:
        return t("measurement.talked_of_unknown", date=measurement.date)
    who = Coded("scored_by", measurement.scored_by)
    return t("measurement.talked_of", date=measurement.date, who=who)


def _answer(answer: Answer) -> str:
    word = t(f"code.dialogue_score.{answer.score}")
    return f"- {literal(answer.wording)} **{answer.score}** {word}"
