"""One young person's wish for a volunteer: record it, match it, end the match, take it back."""

import streamlit as st

from core.records.cases import CaseHeader
from core.records.volunteers import Match, VolunteerBoard, Wish
from core.volunteers import free, waits_since
from db import actions
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, t_plain, today


def draw_wish(board: VolunteerBoard, case: CaseHeader) -> None:
    """What stands of the case's wish, and the one thing to do next."""
    wish = next(
        (each for each in board.wishes if each.case_id == case.id and each.stands(today())), None
    )
    if wish is None:
        _wish(case)
        return
    since = waits_since(wish, board.matches, today())
    if wish.text:
        st.markdown(t("volunteers.words", text=wish.text))
    running = [each for each in board.matches if each.wish_id == wish.id and not _over(each)]
    if running:
        _draw_running(board, running[0])
        return
    if since is not None:
        st.info(t("volunteers.waits", date=since, n=(today() - since).days))
    _match(board, wish)
    _take_back(wish)


def _over(match: Match) -> bool:
    return match.to_date is not None and match.to_date < today()


def _wish(case: CaseHeader) -> None:
    form = Form("volunteer_wish_form", case.id, initial={"wished_date": today()})
    wished = form.day("wished_date")
    text = form.text("text", area=True)
    if form.save():
        with saving(form, t("volunteer_wish_form.saved")):
            actions.volunteers.wish(case.id, wished_date=wished, text=text, by=person(), on=today())


def _match(board: VolunteerBoard, wish: Wish) -> None:
    options = {
        each.id: t_plain(
            "volunteers.option",
            name=each.name,
            organisation=each.organisation,
            n=free(each, board.matches, today()),
            end=each.id[-4:],
        )
        for each in board.volunteers
        if free(each, board.matches, today())
    }
    with open_section("volunteer_match_form.heading"):
        if not options:
            st.caption(t("volunteers.no_room"))
            return
        form = Form("volunteer_match_form", wish.id, wish.version, initial={"from_date": today()})
        chosen = form.pick("volunteer_id", options)
        since = form.day("from_date")
        if form.save():
            with saving(form, t("volunteer_match_form.saved")):
                actions.volunteers.match(
                    wish.id,
                    chosen,
                    from_date=since,
                    seen_version=form.seen_version,
                    by=person(),
                )


def _draw_running(board: VolunteerBoard, match: Match) -> None:
    volunteer = next(each for each in board.volunteers if each.id == match.volunteer_id)
    st.success(
        t(
            "volunteers.matched",
            name=volunteer.name,
            organisation=volunteer.organisation,
            date=match.from_date,
        )
    )
    if match.to_date is not None or match.from_date > today():
        return
    with st.expander(t("volunteer_end_form.heading")):
        form = Form("volunteer_end_form", match.id, match.version, initial={"to_date": today()})
        last = form.day("to_date")
        reason = form.text("reason", area=True)
        if form.save(primary=False):
            with saving(form, t("volunteer_end_form.saved")):
                actions.volunteers.end_match(
                    match.id,
                    to_date=last,
                    reason=reason,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )


def _take_back(wish: Wish) -> None:
    with st.expander(t("volunteer_take_back_form.heading")):
        initial = {"ended_date": today()}
        form = Form("volunteer_take_back_form", wish.id, wish.version, initial=initial)
        ended = form.day("ended_date")
        if form.save(primary=False):
            with saving(form, t("volunteer_take_back_form.saved")):
                actions.volunteers.take_back_wish(
                    wish.id,
                    ended_date=ended,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )
