"""Which pages a person finds in the menu, in which order and under which heading."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.codes import Role
from core.records.people import Person
from pages.shared.frame import language, person, t
from pages.shared.looks import draw_style
from pages.shared.places import opens, page_file


@dataclass(frozen=True, slots=True)
class Entry:
    """A page and its section of the menu; an `inner` one is reached from another page only."""

    name: str
    section: str
    inner: bool = False
    home: bool = True
    """Whether it can be the page that a person comes to first."""


MENU = (
    Entry("status", "overview"),
    Entry("notices", "overview", home=False),
    Entry("contacts", "overview"),
    Entry("young_people", "overview"),
    Entry("young_person", "overview"),
    Entry("tasks", "overview"),
    Entry("temporary_access", "overview", inner=True),
    Entry("dialogue", "overview"),
    Entry("caseload", "overview"),
    Entry("housing", "overview"),
    Entry("volunteers", "overview"),
    Entry("referral", "stages"),
    Entry("assessment", "stages"),
    Entry("network_meeting", "stages"),
    Entry("network_map", "stages", inner=True),
    Entry("about_me", "stages", inner=True),
    Entry("personal_data", "stages", inner=True),
    Entry("meeting_screen", "stages", inner=True),
    Entry("support_phase", "stages"),
    Entry("closure", "stages"),
    Entry("results", "figures"),
    Entry("forecast", "figures"),
    Entry("costs", "figures"),
    Entry("steering_group", "figures"),
    Entry("presentation", "figures"),
    Entry("half_year_report", "figures"),
    Entry("fidelity", "programme"),
    Entry("implementation", "programme"),
    Entry("knowledge_sharing", "programme"),
    Entry("case_reviews", "programme"),
    Entry("voices", "programme"),
    Entry("competences", "programme"),
    Entry("dialogue_items", "programme"),
    Entry("checklist_items", "programme"),
    Entry("accounts", "administration"),
    Entry("staff", "administration"),
    Entry("settings", "administration"),
    Entry("data", "administration"),
    Entry("access_log", "administration", home=False),
    Entry("retention", "administration", home=False),
    Entry("survey", "own"),
    Entry("my_account", "own"),
    Entry("help", "own", home=False),
)


def allowed(here: Person) -> list[Entry]:
    """The entries of the menu that the person's roles open."""
    return [entry for entry in MENU if opens(entry.name, here)]


def home_of(here: Person) -> str:
    """The page that the person comes to first."""
    return next(
        each.name for each in MENU if each.home and not each.inner and opens(each.name, here)
    )


HOME = "start"
"""The address of the front page, which only leads on: every page keeps an address of its own."""


def menu(here: Person) -> Any:
    """Draw the menu and return the page to run; the first allowed page is the home page.

    While the session presents a page there is no menu, and every address leads to that page.

    The pages are the same in every run; the one that is run is a copy, since a run writes into it.
    """
    if here.presenting is not None:
        return _only(here.presenting.page)
    return copy(st.navigation(_menu_of(here).sections, expanded=True))


def page_of(name: str) -> Any:
    """A page in the menu of whoever is here, to link to: by its file it is sought on the disk."""
    return _menu_of(person()).pages[name]


@dataclass(frozen=True, slots=True)
class _Menu:
    """The pages under their headings, and those that open by their names."""

    sections: dict[str, list[Any]]
    pages: dict[str, Any]


_menus: dict[tuple[frozenset[Role], str], _Menu] = {}
"""The menus of these roles in that language, made once: whether a page opens hangs on the roles."""


def _menu_of(here: Person) -> _Menu:
    asked = here.roles, language()
    if asked not in _menus:
        _menus[asked] = _made_menu(here)
    return _menus[asked]


def _made_menu(here: Person) -> _Menu:
    entries = allowed(here)
    pages = {entry.name: _made(entry) for entry in entries}
    sections: dict[str, list[Any]] = {}
    for entry in entries:
        sections.setdefault(t(f"menu.{entry.section}"), []).append(pages[entry.name])
    sections.setdefault("", []).extend([_home(_open_first), *_refused(entries)])
    return _Menu(sections, pages)


def _made(entry: Entry) -> Any:
    return st.Page(
        page_file(entry.name),
        title=t(f"{entry.name}.menu"),
        url_path=entry.name,
        visibility="hidden" if entry.inner else "visible",
    )


def doorstep(draw: Callable[[], None]) -> Any:
    """The sign-in at every address a page has, so that the address is kept; no menu is shown."""
    pages = [st.Page(draw, title=t("app.name"), url_path=entry.name) for entry in MENU]
    return st.navigation([_home(draw), *pages], position="hidden")


def _only(name: str) -> Any:
    shown = st.Page(page_file(name), title=t(f"{name}.menu"), url_path=name)
    others = [
        st.Page(_to_presented, title=t(f"{name}.menu"), url_path=entry.name)
        for entry in MENU
        if entry.name != name
    ]
    return st.navigation([_home(_to_presented), shown, *others], position="hidden")


def _to_presented() -> None:
    presented = person().presenting
    if presented is not None:
        st.switch_page(page_file(presented.page), query_params=presented.address)


def _home(draw: Callable[[], None]) -> Any:
    return st.Page(draw, title=t("app.name"), url_path=HOME, default=True, visibility="hidden")


def _refused(entries: list[Entry]) -> list[Any]:
    """The other pages' addresses: they say no; the pages themselves are not within reach."""
    return [
        st.Page(_say_no, title=t("app.name"), url_path=entry.name, visibility="hidden")
        for entry in MENU
        if entry not in entries
    ]


def _open_first() -> None:
    st.switch_page(page_file(home_of(person())))


def _say_no() -> None:
    draw_style(language())
    st.error(t("refusal.not_allowed"))
