"""What people thought of the meetings: scores by half-year, and their words without names."""

from collections.abc import Sequence

import streamlit as st

from core.records.voices import Group, GroupScore, Question
from core.results import score_figure
from core.rounding import half_up
from core.suppression.threshold import threshold
from db import queries
from pages.shared.charts import SCORE, Column, Line, Meaning, Table, draw_chart, lines
from pages.shared.documents.cover import period_name
from pages.shared.formats import literal
from pages.shared.frame import (
    language,
    open_section,
    person,
    recall,
    t,
    t_plain,
    today,
    turn_to,
)
from pages.shared.links import link
from pages.shared.paging import draw_pager, leaf
from pages.shared.switches import draw_row

MEANINGS = (Meaning.YOUNG_PEOPLE, Meaning.PRIVATE, Meaning.PROFESSIONAL)
"""One for each group: they differ by colour and dashes."""
PAGE_SIZE = 8
_KEY = "voices.feedback.group"


def draw_feedback() -> None:
    """Scores over time, then what was said."""
    k = queries.settings.in_force(today()).suppression_k
    found = queries.voices.scores(k=k, by=person(), on=today())
    with open_section("voices.feedback.heading"):
        known = [each.period for each in found if each.n]
        if known:
            _draw_scores([each for each in found if each.period.from_date >= known[0].from_date])
        else:
            st.info(t("voices.feedback.none", k=threshold(k)))
        st.caption(t("voices.feedback.told", k=threshold(k)))
        link("results", t("voices.feedback.more"), section="meetings")
    with open_section("voices.feedback.words"):
        _draw_words(k)


def _draw_scores(found: Sequence[GroupScore]) -> None:
    drawn = [
        Line(
            t_plain(f"code.group.{group}"),
            [(one.period.from_date, one.mean) for one in found if one.group is group],
            meaning,
        )
        for group, meaning in zip(Group, MEANINGS, strict=True)
    ]
    spec = lines(drawn, SCORE, describes=t_plain("voices.feedback.described"))
    draw_chart(spec, _table(found), name="voices.feedback")


def _table(found: Sequence[GroupScore]) -> Table:
    periods = dict.fromkeys(each.period for each in found)
    columns = [
        Column(t_plain("voices.feedback.half_year")),
        *(Column(t_plain(f"code.group.{group}")) for group in Group),
    ]
    rows = [
        [period_name(period, language()), *(_cell(each) for each in found if each.period == period)]
        for period in periods
    ]
    return Table(columns, rows)


def _cell(each: GroupScore) -> str:
    own = score_figure(each.mean, each.n or 0, each.sd).own
    if own is None:
        return t_plain("voices.feedback.few")
    low, high = (half_up(end, 1) for end in (own.interval.low, own.interval.high))
    mean = half_up(own.value, 1)
    return t_plain("voices.feedback.cell", mean=mean, low=low, high=high, size=each.n)


def _draw_words(k: int) -> None:
    group = _choose()
    said = {
        question: queries.voices.quotes(group, question, k=k, by=person(), on=today())
        for question in Question
    }
    for question, texts in said.items():
        st.markdown(f"**{t(f'voices.feedback.{question}')}**")
        if not texts:
            st.caption(t("voices.feedback.few_words", k=threshold(k)))
        st.markdown("\n".join(_quote(text, n) for text, n in leaf(texts, PAGE_SIZE).rows))
    longest = leaf(max(said.values(), key=len), PAGE_SIZE)
    draw_pager(longest.page, longest.pages)
    st.caption(t("voices.feedback.words_told"))


def _quote(text: str, n: int) -> str:
    return f"- {literal(text)}" + (f" {t('voices.feedback.times', n=n)}" if n > 1 else "")


def _choose() -> Group:
    asked = st.query_params.get("group", "")
    group = Group(asked) if asked in set(Group) else Group.YOUNG_PEOPLE
    words = {each: t(f"code.group.{each}") for each in Group}
    draw_row(t("voices.feedback.whose"), words, group, key=_KEY, on_change=_turn)
    return group


def _turn() -> None:
    turn_to(part="feedback", group=recall(_KEY))
