"""Påmindelser: what is due and overdue for each person, with links to where it is done."""

from db import queries
from pages.shared.frame import open_page, person, today
from pages.shared.notice_list import (
    choose_kind,
    choose_whose,
    draw_empty,
    draw_list,
    draw_own_referrals,
)

open_page("notices")

everybody = choose_whose()
found = queries.notices.piles(everybody=everybody, by=person(), on=today())
waits = draw_own_referrals()
if found[None].notices:
    draw_list(choose_kind(found), whom=everybody)
elif not waits:
    draw_empty()
