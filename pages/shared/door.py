"""The script that draws: who is here, and the page they asked for. Run by `streamlit_app.py`."""

import html

import streamlit as st

from core.records.people import Person
from db import queries
from pages.shared import sign_in
from pages.shared.alarms import draw_alarm_line
from pages.shared.frame import arrive, t
from pages.shared.idle import draw_idle
from pages.shared.navigation import doorstep, home_of, menu
from pages.shared.tour_strip import draw_tour
from pages.shared.week_box import draw_week


def draw() -> None:
    """One run, over one look at the store."""
    with queries.store.one_look():
        _draw()


def _draw() -> None:
    """The sign-in for nobody, the page asked for to everybody else."""
    here = arrive()
    if here is None:
        doorstep(sign_in.draw).run()
        return
    page = menu(here)
    if here.presenting is None:
        with st.sidebar:
            _draw_foot(here)
            draw_idle()
    else:
        draw_idle()
    st.set_page_config(page_title=_title(page.title))
    if here.presenting is None:
        draw_alarm_line(here)
        is_home = page.url_path == home_of(here)
        draw_tour(here, page.url_path, is_home=is_home)
        if is_home:
            draw_week(here)
    page.run()


def _title(page: str) -> str:
    """What the browser's tab says."""
    return page if page == t("app.name") else f"{page} · {t('app.name')}"


def _draw_foot(here: Person) -> None:
    """Who is signed in, and the way out: a plain link, so that it works without a script."""
    st.caption(t("sign_in.signed_in_as", name=here.name))
    words = html.escape(t("sign_in.sign_out"))
    st.html(f'<a href="/session/end" class="ungespor-way-out">{words}</a>')


if __name__ == "__main__":
    draw()
