"""A role's day: what it does, page by page, with at most two pictures of the pages."""

import streamlit as st

from core.codes import Role
from core.daily_work import WORK, Picture, in_order
from pages.shared.frame import person, t, t_plain
from pages.shared.links import link
from pages.shared.places import FOLDER
from pages.shared.switches import switch

PICTURES = FOLDER.parent / "docs" / "gallery"
"""An installation may leave them out."""
SIZES = ("desktop", "phone")
"""Style shows the one that fits the screen (`looks`): a desk's can not be read on a phone."""


def draw_roles() -> None:
    """One's own role; the others by a press."""
    roles = in_order(person().roles)
    words = {role.value: t_plain(f"code.role.{role}") for role in roles}
    role = Role(switch("help", "role", t("help.roles"), words))
    st.markdown(t(f"help.about.{role}"))
    for page in WORK[role].pages:
        _draw_step(role, page)
    _draw_pictures(WORK[role].pictures)
    administers = Role.ADMINISTRATOR in person().roles
    st.caption(t("help.guide_administrator" if administers else "help.guide"))


def _draw_step(role: Role, page: str) -> None:
    left, right = st.columns([1, 3], gap="small")
    with left:
        link(page, t(f"{page}.menu"))
    right.markdown(t(f"help_day.{role}.{page}"))


def _draw_pictures(pictures: tuple[Picture, ...]) -> None:
    """The top of each page, as it looks where one reads this; a picture says what it shows."""
    for size in SIZES:
        there = [(each, PICTURES / f"{each.name}-{size}.jpg") for each in pictures]
        shown = [(each, file) for each, file in there if file.exists()]
        if not shown:
            continue
        with st.container(key=f"help-pictures-{size}"):
            for place, (each, file) in zip(st.columns(len(shown)), shown, strict=True):
                said = t_plain(f"help.picture.{each.name}")
                place.image(str(file), caption=said, alt=said, width="stretch")
