"""Work that takes more than a moment: how far it is, and a button that stops it.

A press of the button, or of anything else on the page, ends the script at the work's next word,
also while its result is being saved: nothing is written before the last one.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import streamlit as st

from core.headway import heard
from pages.shared.frame import forget, keep, recall, t
from pages.shared.unbroken import stoppable

MadeT = TypeVar("MadeT")
Told = Callable[[float, str], None]
"""Hears the share that is done, 0 to 1, and what is being done."""

MOMENT = 0.7
"""Seconds that nobody needs to be told of."""


@contextmanager
def under_way(
    key: str, *, on_stop: Callable[..., None], args: tuple[Any, ...] = (), moment: float = 0
) -> Iterator[Told]:
    """A bar and the button while what is inside works; both gone when it is done.

    They are drawn with the first word told after `moment` seconds. `on_stop` lets go of what would
    begin the work again.
    """
    place, begun = st.empty(), time.monotonic()
    bar: list[Any] = []

    def told(share: float, words: str) -> None:
        if not bar and time.monotonic() - begun < moment:
            return
        with stoppable():
            if not bar:
                with place.container():
                    bar.append(st.progress(0.0))
                    st.button(t("long_work.stop"), key=f"{key}.stop", on_click=on_stop, args=args)
            bar[0].progress(min(max(share, 0.0), 1.0), text=words)

    yield told
    place.empty()


def worked(key: str, words: str, make: Callable[[], MadeT]) -> MadeT | None:
    """What is made, which tells its headway (`core.headway`); None once it was stopped.

    Then it says so, and has a button to begin again.
    """
    stopped = f"long_work.stopped.{key}"
    if recall(stopped):
        st.info(t("long_work.stopped"))
        st.button(t("long_work.again"), key=f"{key}.again", on_click=forget, args=(stopped,))
        return None
    with (
        under_way(key, on_stop=keep, args=(stopped, True), moment=MOMENT) as told,
        heard(lambda share: told(share, words)),
    ):
        return make()
