"""The whole group of a case meeting: how the life domains moved, and the answers side by side."""

import streamlit as st

from core.case_reviews import group_changes, questions
from core.codes import Coded
from core.development import Change, courses
from core.records.case_reviews import Review
from core.words import code_key
from db import queries
from pages.shared.charts import Column, Form, Table
from pages.shared.charts.drawing import draw_table
from pages.shared.formats import literal, numbered
from pages.shared.frame import open_section, person, t, t_plain


def draw_group(review: Review) -> None:
    """What the picked cases that the reader may see have in common."""
    if not review.picks:
        key = "others_only" if review.others else "no_cases"
        st.caption(t(f"case_reviews.{key}", n=review.others))
        return
    if review.others:
        st.caption(t("case_reviews.own_only", n=len(review.picks)))
    _draw_changes(review)
    for question in questions(review.date):
        _draw_answers(review, question)


def _draw_changes(review: Review) -> None:
    measured = queries.case_sheets.measured(review.picks, by=person())
    moved = group_changes(courses(each) for each in measured.values())
    with open_section("case_reviews.group_changes"):
        st.caption(t("case_reviews.group_about", n=len(review.picks)))
        columns = (
            Column(t_plain("measurement.domain")),
            *(Column(t_plain(code_key(change)), Form.WHOLE) for change in Change),
            Column(t_plain("case_reviews.measured_twice"), Form.WHOLE),
        )
        rows: list[tuple[str | int, ...]] = [
            (
                t_plain(code_key(Coded("life_domain", domain))),
                *counts.values(),
                sum(counts.values()),
            )
            for domain, counts in moved.items()
        ]
        draw_table(Table(columns, rows))


def _draw_answers(review: Review, question: str) -> None:
    with open_section(f"case_review_sheet.{question}"):
        told = [each for each in review.picks if question in each.answers]
        if not told:
            st.caption(t("case_reviews.no_answers"))
        for each in told:
            whose = t("case_reviews.case", **numbered(each.name, each.number))
            st.markdown(f"**{whose}**  \n{literal(each.answers[question])}")
