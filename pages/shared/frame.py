"""The frame around every page: the guard, who is signed in, today, words, and saving.

The only user of the session state and of rerun; nothing a person saved lives here.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, Protocol

import streamlit as st

from core.case_numbers import case_number
from core.errors import RuleBroken
from core.glossary import TITLES
from core.permissions import PAGES, may
from core.records.people import Person
from core.words import DEFAULT, has_phrase, phrase, refusal_sentence
from db import actions, queries
from pages.shared.formats import COPENHAGEN, shown, shown_plainly
from pages.shared.heads import begin_heads, draw_heading
from pages.shared.looks import draw_style
from pages.shared.places import page_file
from pages.shared.unbroken import unbroken

LOOK_LASTS = 15 * 60
"""Seconds after which a page that stays open counts as looked at anew."""
_LANGUAGE: ContextVar[str | None] = ContextVar("frame.language", default=None)
"""The reader's language in this run: asked for with every word, too often for the session state."""


def today() -> date:
    """Today in Denmark; the only place where the pages read the clock."""
    return datetime.now(COPENHAGEN).date()


def visitor() -> Person | None:
    """Who the trusted header says is here, if their session still stands."""
    session_id = st.user.get("name")
    if not session_id:
        return None
    here = queries.accounts.signed_in(str(session_id))
    if here is not None:
        actions.sessions.see(str(session_id))
    return here


def own_session() -> str:
    """The id of this browser's session, for what is done with the session itself."""
    return str(st.user.get("name"))


def person() -> Person:
    """Who is signed in on this run. Only after `open_page`."""
    here: Person = st.session_state["frame.person"]
    return here


def language() -> str:
    """The reader's language."""
    return _LANGUAGE.get() or _language_of(st.session_state.get("frame.person"))


def speak(language: str) -> None:
    """Use this language in this run, where nobody is signed in yet."""
    _LANGUAGE.set(language)


def _language_of(here: Person | None) -> str:
    return here.language if here else DEFAULT


def t(key: str, /, **facts: object) -> str:
    """The sentence of a key in the reader's language; text among the facts is shown literally."""
    return phrase(language(), key, shown, **facts)


def t_plain(key: str, /, **facts: object) -> str:
    """The same for places that know no Markdown: table cells and options of a list."""
    return phrase(language(), key, shown_plainly, **facts)


def explained(word: str) -> str:
    """The explanation of a word of the method, for the `help` of the element it stands on."""
    return t(f"glossary.told.{word}")


def has_words(key: str) -> bool:
    """Whether the reader's language has the key."""
    return has_phrase(language(), key)


def sentence(refusal: RuleBroken) -> str:
    """The sentence of a refusal in the reader's language."""
    return refusal_sentence(language(), refusal, shown)


def arrive() -> Person | None:
    """Find out who is here, for this run."""
    here = visitor()
    was_here = st.session_state.get("frame.person") or st.user.get("name")
    if here is None and was_here and queries.second_factors.waiting(own_session()) is None:
        keep("frame.ended", True)
    st.session_state["frame.person"] = here
    _LANGUAGE.set(_language_of(here))
    st.session_state["frame.arrived"] = True
    return here


def current_page() -> str:
    """The page being drawn."""
    name: str = st.session_state.get("frame.page", "")
    return name


def turn_to(**address: str) -> None:
    """Make this the address of the page being drawn."""
    st.query_params.from_dict(address)


def _let_in() -> Person | None:
    """Who the door found on this run; a page run without the door looks for itself."""
    if not st.session_state.get("frame.arrived"):
        arrive()
    st.session_state["frame.arrived"] = False
    here: Person | None = st.session_state["frame.person"]
    return here


def open_page(name: str) -> None:
    """The guard, and the top of the page: nothing is shown to who may not be here.

    Must be the first statement of every page.
    """
    here = _let_in()
    if here is None:
        st.stop()
    keep("frame.page", name)
    _hold_to_presented(here, name)
    if here.must_change_password and name != "my_account":
        st.switch_page(page_file("my_account"))
    if not may(here, PAGES[name]):
        _tell_look(here, name, allowed=False)
        st.error(t("refusal.not_allowed"))
        st.stop()
    _tell_look(here, name, allowed=_may_see(here))
    draw_style(language())
    if queries.store.is_demo():
        st.caption(t("frame.demo"))
    begin_heads(t(f"{name}.title"), explanation=explained(TITLES[name]) if name in TITLES else None)
    _draw_flash()


def _may_see(here: Person) -> bool:
    """Whether the case that the address names is one of theirs; also where it names none."""
    number = case_number(st.query_params.get("case", ""))
    return number is None or queries.cases.header(number, by=here) is not None


def _tell_look(here: Person, name: str, *, allowed: bool) -> None:
    """Write down that a page was opened here; its later runs are the same look for a while."""
    address = st.query_params.to_dict()
    look = (here.account_id, name, tuple(sorted(address.items())), allowed)
    told, when = recall("frame.look", (None, 0.0))
    if told == look and time.monotonic() - when < LOOK_LASTS:
        return
    write = actions.looks.saw if allowed else actions.looks.refused
    with unbroken():
        write(name, address, by=here)
        keep("frame.look", (look, time.monotonic()))


def tell_search(**criteria: object) -> None:
    """Write down what was searched for on this page, once for each thing searched for."""
    page, search = current_page(), tuple(criteria.items())
    if not any(criteria.values()) or recall("frame.search") == (page, search):
        return
    with unbroken():
        actions.looks.searched(page, criteria, by=person())
        keep("frame.search", (page, search))


def _hold_to_presented(here: Person, name: str) -> None:
    """While the session presents a page, no other is drawn, and that one about nothing else."""
    if here.presenting is None:
        return
    if here.presenting.page != name:
        st.stop()
    fixed = dict(here.presenting.address)
    if any(st.query_params.get_all(key) != [value] for key, value in fixed.items()):
        turn_to(**st.query_params.to_dict() | fixed)


@contextmanager
def open_section(key: str, *, word: str | None = None) -> Iterator[None]:
    """A bordered part of the page under a small heading, where a `word` of it is explained."""
    with st.container(border=True):
        draw_heading(t(key), explanation=explained(word) if word else None)
        yield


def flash(message: str) -> None:
    """Say a sentence at the top of the next run."""
    keep("frame.flash", message)


def _draw_flash() -> None:
    """In a place of its own, so that what follows stays where it is and keeps the focus."""
    place = st.empty()
    message = st.session_state.pop("frame.flash", None)
    if message:
        place.success(message)


class Saves(Protocol):
    """What `saving` tells a form."""

    def done(self) -> None:
        """It was saved: start afresh."""

    def refuse(self, refusal: RuleBroken) -> None:
        """It was refused: keep what was typed and show why."""


@contextmanager
def saving(form: Saves, said: str, *, leaves: str | None = None) -> Iterator[None]:
    """Around one action: says `said` when it went well, else shows the refusal at its field.

    `leaves` names a part of the address that ends with the save, such as an opened form.

    The only place that catches RuleBroken, and the only one that reruns. A second click that comes
    meanwhile waits, and then finds the form that begins anew.
    """
    with unbroken():
        try:
            yield
        except RuleBroken as refusal:
            if refusal.reached_out:
                _tell_reach(refusal)
            form.refuse(refusal)
        else:
            form.done()
            flash(said)
            if leaves is not None:
                st.query_params.pop(leaves, None)
    st.rerun()  # noqa: TID251 — the one place


def _tell_reach(refusal: RuleBroken) -> None:
    """Write down that they asked for what is not theirs, and where."""
    told = {**st.query_params.to_dict(), **refusal.facts, "refusal": refusal.code}
    actions.looks.refused(current_page(), told, by=person())


def recall(key: str, default: Any = None) -> Any:
    """What this browser tab holds under a key."""
    return st.session_state.get(key, default)


def keep(key: str, value: Any) -> None:
    """Hold a value for this browser tab."""
    st.session_state[key] = value


def held(prefix: str, ending: str) -> dict[str, Any]:
    """What this tab holds under keys with that beginning and ending, by what lies between."""
    return {
        str(key).removeprefix(prefix).removesuffix(ending): value
        for key, value in st.session_state.items()
        if str(key).startswith(prefix) and str(key).endswith(ending)
    }


def forget(prefix: str) -> None:
    """Let go of all keys that begin so."""
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]
