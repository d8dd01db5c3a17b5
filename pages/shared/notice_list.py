"""The list of notices: by kind, by nearness, a page at a time. All choices are in the address."""

from collections.abc import Mapping
from itertools import groupby

import streamlit as st

from core.codes import Step
from core.notices import Pile
from core.permissions import Act, Scope, may, scopes
from core.records.notices import Notice, NoticeKind, When
from core.words import code_key
from db import queries
from pages.shared.frame import keep, person, recall, t, t_plain, today, turn_to
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.notice_lines import draw_notice
from pages.shared.paging import draw_pager, leaf
from pages.shared.switches import draw_row

PAGE, PAGE_SIZE = "notices", 20
MINE, ALL = "mine", "all"
_WHOSE, _KIND = f"{PAGE}.whose", f"{PAGE}.kind"


def choose_whose() -> bool:
    """Whether everybody's are asked for; only who sees all cases is asked."""
    if Scope.ALL not in scopes(person(), Act.SEE_CASE):
        return False
    asked = st.query_params.get("whose")
    words = {each: t_plain(f"notices.whose_{each}") for each in (MINE, ALL)}
    whose = ALL if asked == ALL else MINE
    draw_row(t("notices.whose"), words, whose, key=_WHOSE, on_change=_turn)
    return asked == ALL


def choose_kind(piles: Mapping[NoticeKind | None, Pile]) -> Pile:
    """How many there are of each kind; a press shows those alone."""
    counted = {kind.value: len(pile.notices) for kind, pile in piles.items() if kind is not None}
    if len(counted) < 2:  # noqa: PLR2004 — one kind is no choice
        return piles[None]
    asked = st.query_params.get("kind", "")
    keep(_KIND, asked if asked in counted else None)
    words = {kind: _kind_word(NoticeKind(kind), n) for kind, n in counted.items()}
    st.pills(
        t("notices.kinds"),
        list(words),
        key=_KIND,
        format_func=words.__getitem__,
        on_change=_turn,
        label_visibility="collapsed",
    )
    return piles[NoticeKind(asked) if asked in counted else None]


def _kind_word(kind: NoticeKind, n: int) -> str:
    """A kind with how many there are."""
    return t_plain("notices.kind", what=t_plain(code_key(kind)), n=n)


def _turn() -> None:
    """Back to the first page of what is chosen."""
    chosen = {"whose": recall(_WHOSE), "kind": recall(_KIND)}
    turn_to(**{name: value for name, value in chosen.items() if value and value != MINE})


def draw_list(pile: Pile, *, whom: bool) -> None:
    """A page of them under what is overdue, due this week, and later."""
    shown = leaf(pile.notices, PAGE_SIZE)
    for when, group in groupby(shown.rows, key=_when):
        with st.container(border=True):
            draw_heading(t("notices.group", when=when, n=pile.of_when[when]))
            for notice in group:
                draw_notice(notice, whom=whom)
    draw_pager(shown.page, shown.pages)


def _when(notice: Notice) -> When:
    return notice.when


def draw_own_referrals() -> bool:
    """For referrers: how many of their own wait for an answer; whether there are any."""
    if not may(person(), Act.FOLLOW_OWN_REFERRALS):
        return False
    own = queries.referrals.own(by=person(), on=today())
    waiting = sum(each.step in {Step.REFERRED, Step.ASSESSMENT} for each in own)
    if waiting:
        with st.container(border=True):
            link("referral", t("notices.own_referrals", n=waiting))
    return waiting > 0


def draw_empty() -> None:
    """Nothing waits for the reader."""
    figures = may(person(), Act.SEE_AGGREGATES) and not may(person(), Act.SEE_STATUS)
    st.info(t("notices.empty_figures" if figures else "notices.empty"))
