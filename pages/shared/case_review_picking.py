"""Pick the cases of a meeting: those a rule points at, some drawn by lot, or by hand."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.case_lots import MOST_DRAWN, tickets
from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from core.records.case_reviews import Candidate, Draw, Review
from db import actions, queries
from pages.shared.case import choice_label
from pages.shared.case_review_words import PAGE, open_at_first
from pages.shared.charts import Column, Table, csv_file
from pages.shared.form import Form
from pages.shared.formats import numbered
from pages.shared.frame import keep, person, recall, saving, t, t_plain, tell_search, today
from pages.shared.handing_over import handed_over

SHOWN = 20
"""How many of those a rule points at can be chosen from at once."""


def draw_picking(review: Review) -> None:
    """One way of picking at a time, and the lots drawn so far."""
    opened = open_at_first(f"pick.{review.id}", empty=not review.picks)
    folded = st.expander(
        t("case_reviews.pick"),
        expanded=opened,
        on_change="rerun",
        key=f"{PAGE}.picking.{review.id}",
    )
    if folded.open:
        with folded:
            _WAYS[_choose_way(review)](review)
            _draw_lots(review)


def _choose_way(review: Review) -> str:
    key = f"{PAGE}.way.{review.id}"
    if recall(key) not in _WAYS:
        keep(key, next(iter(_WAYS)))
    chosen = st.segmented_control(
        t("case_reviews.way"),
        list(_WAYS),
        required=True,
        format_func={each: t(f"code.picked_by.{each}") for each in _WAYS}.__getitem__,
        label_visibility="collapsed",
        key=key,
    )
    return str(chosen)


def _by_rule(review: Review) -> None:
    pointed = queries.case_picking.pointed_at(by=person(), on=today())
    form = Form("case_review_rule_form", review.id)
    rule = form.pick("rule", _rules({name: len(found) for name, found in pointed.items()}))
    if rule is None:
        st.caption(t("case_reviews.rules_about"))
        return
    taken = {each.case_id for each in review.picks}
    left = [each for each in pointed[rule] if each.case_id not in taken]
    if not left:
        st.caption(t("case_reviews.none_left"))
        return
    options = {each.case_id: _candidate(rule, each) for each in left[:SHOWN]}
    cases = form.pick_several("cases", options)
    if len(left) > SHOWN:
        st.caption(t("case_reviews.first_shown", n=SHOWN, of=len(left)))
    if form.save():
        with saving(form, t("case_review_rule_form.saved")):
            actions.case_picking.pick(review.id, cases, rule=rule, by=person(), on=today())


def _rules(counts: dict[str, int]) -> dict[str, str]:
    return {
        rule: t_plain("case_reviews.rule", rule=t_plain(f"code.pick_rule.{rule}"), count=count)
        for rule, count in counts.items()
    }


def _candidate(rule: str, each: Candidate) -> str:
    """One to be ticked, as Markdown."""
    counted = t_plain(f"case_reviews.measured.{rule}", n=each.measure)
    return t("case_reviews.option", **numbered(each.name, each.number), counted=counted)


def _by_chance(review: Review) -> None:
    counts = {
        rule: len(found)
        for rule, found in queries.case_picking.pointed_at(by=person(), on=today()).items()
    }
    running = queries.case_picking.running(by=person())
    st.caption(t("case_reviews.chance_about", n=running))
    form = Form("case_review_draw_form", review.id)
    wanted = form.number("wanted", least=1, most=MOST_DRAWN, default=2)
    rule = form.pick("rule", _rules(counts))
    if form.save():
        with saving(form, t("case_review_draw_form.saved")):
            actions.case_picking.draw(review.id, wanted=wanted, rule=rule, by=person(), on=today())


def _by_hand(review: Review) -> None:
    search = st.text_input(t("case.search"), key=f"{PAGE}.search.{review.id}")
    tell_search(text=search)
    found = queries.cases.choices(ACCEPTED_STEPS | {Step.CLOSED}, by=person(), wanted=search)
    taken = {each.number for each in review.picks}
    options = {str(each.number): choice_label(each) for each in found if each.number not in taken}
    if not options:
        st.caption(t("case.none_found"))
        return
    form = Form("case_review_hand_form", review.id)
    number = form.pick("case", options)
    if len(found) == queries.cases.CHOICES:
        st.caption(t("case.more"))
    if form.save():
        header = queries.cases.header(int(number), by=person()) if number else None
        with saving(form, t("case_review_hand_form.saved")):
            chosen = () if header is None else (header.id,)
            actions.case_picking.pick(review.id, chosen, by=person(), on=today())


_WAYS: dict[str, Callable[[Review], None]] = {
    "rule": _by_rule,
    "chance": _by_chance,
    "hand": _by_hand,
}


def _draw_lots(review: Review) -> None:
    """Every drawing with its seed and its file, so that it can be done again."""
    for each in review.draws:
        st.caption(_told(each))
        st.download_button(
            t("case_reviews.lots_file"),
            handed_over("lots", partial(csv_file, _lots(each))),
            file_name="lodtraekning.csv",
            mime="text/csv",
            key=f"{PAGE}.lots.{each.id}",
            on_click="ignore",
        )


def _lots(draw: Draw) -> Table:
    """Every number drawn between with its ticket, the smallest first."""
    columns = (
        Column(t_plain("case_review_hand_form.case")),
        Column(t_plain("case_reviews.ticket")),
        Column(t_plain("case_reviews.came_out")),
    )
    drawn = set(draw.drawn)
    yes, no = t_plain("code.answer.yes"), t_plain("code.answer.no")
    rows = [
        (str(number), ticket, yes if number in drawn else no)
        for number, ticket in tickets(draw.pool, draw.seed)
    ]
    return Table(columns, rows)


def _told(draw: Draw) -> str:
    group = t("case_reviews.all_running") if draw.rule is None else t(f"code.pick_rule.{draw.rule}")
    return t(
        "case_reviews.drawn",
        time=draw.time,
        name=draw.by_name,
        wanted=draw.wanted,
        of=len(draw.pool),
        group=group,
        seed=str(draw.seed),
        drawn=tuple(str(number) for number in draw.drawn),
    )
