"""Results, part 4: the network meetings, their checklist and participants, and the agreements."""

import streamlit as st

from core.published import figure, published
from core.rounding import half_up
from core.tallies import FATES
from pages.shared.checklist_words import figure_words
from pages.shared.frame import t, t_plain
from pages.shared.results_asked import Asked
from pages.shared.results_card import Counted, card, draw_behind, word
from pages.shared.results_feedback import draw_feedback
from pages.shared.results_shares import counted, draw_shares, share_row


def draw_meetings(asked: Asked) -> None:
    """The blocks from top to bottom."""
    meetings = asked.figures["meetings"]
    with card("meetings"):
        _draw_held(asked)
    if meetings["held"]:
        _draw_checklist(asked)
        _draw_participants(asked)
        draw_feedback(asked)
    _draw_agreements(asked)


def _draw_held(asked: Asked) -> None:
    found = asked.figures["meetings"]
    if not found["held"]:
        st.info(t("results.no_meetings"))
        return
    with st.container(horizontal=True):
        for name in ("held", "young_people", "per_young_person"):
            value = t_plain("results.number", n=half_up(found[name], 1))
            st.metric(t(f"results.meetings.{name}"), value, width=150)
    _draw_volume()
    lead = Counted(t_plain("results.meetings.held"), ("meetings", "held"), found["held"])
    draw_behind(asked, "meetings", [lead])


def _draw_volume() -> None:
    """How many meetings the published young people had."""
    volume = {each.row: round(each.value) for each in published("volume").values()}
    each_has = half_up(volume["checklists"] / volume["young_people"], 1)
    st.caption(t("results.volume", **volume, each=each_has))


def _draw_checklist(asked: Asked) -> None:
    found = asked.figures["meetings"]["checklist"]
    with card("meetings", t("results.checklist")):
        rows = [
            share_row(
                figure_words(item, asked.period.to_date),
                answers["yes"],
                answers["n"],
                ("meetings", "checklist", item, "yes"),
                published=figure("checklist", item, "yes"),
            )
            for item, answers in found.items()
        ]
        st.caption(t("results.reverse"))
        draw_shares("checklist", rows, unit="meetings", title=t_plain("results.checklist"))
        no = [
            Counted(
                t_plain("results.answered_no", item=figure_words(item, asked.period.to_date)),
                ("meetings", "checklist", item, "no"),
                answers["no"],
            )
            for item, answers in found.items()
        ]
        draw_behind(asked, "checklist", [*counted(rows), *no])


def _draw_participants(asked: Asked) -> None:
    """How often each role came, of all meetings held; roles that never were asked are left out."""
    found = asked.figures["meetings"]["participants"]
    held = asked.figures["meetings"]["held"]
    listed = {role: each for role, each in found.items() if each["meetings"]}
    if not listed:
        return
    with card("meetings", t("results.participants")):
        rows = [
            share_row(
                word("participant_role", role),
                each["attended"],
                held,
                ("meetings", "participants", role, "attended"),
                published=figure("participants", role, "attended"),
            )
            for role, each in listed.items()
        ]
        draw_shares("participants", rows, unit="meetings", title=t_plain("results.participants"))
        active = tuple(
            t_plain("results.active_of", role=word("participant_role", role), **each)
            for role, each in listed.items()
            if each["attended"]
        )
        st.caption(t("results.active", roles=active) if active else "")
        draw_behind(asked, "participants", counted(rows))


def _draw_agreements(asked: Asked) -> None:
    found = asked.figures["agreements"]
    with card("agreements"):
        if not found["due"]:
            st.info(t("results.no_agreements"))
            return
        rows = [
            share_row(
                t_plain(f"results.agreement.{fate}"),
                found[fate],
                found["due"],
                ("agreements", fate),
            )
            for fate in FATES
        ]
        draw_shares("agreements", rows, unit="agreements", title=t_plain("tally.agreements.name"))
        later = found["due"] - sum(found[fate] for fate in FATES)
        st.caption(t("results.agreement.later", n=later) if later else "")
        draw_behind(asked, "agreements", counted(rows))
