"""Files that leave: each is written into the log when it is asked for, before it is made."""

from collections.abc import Callable

from core.permissions import PAGES
from db import actions
from pages.shared.frame import current_page, person


def handed_over(
    subject: str, make: Callable[[], bytes], *, case_id: str | None = None, **facts: object
) -> Callable[[], bytes]:
    """What a download button is given: `make`, with a line in the log of who took what (R22).

    Streamlit calls it on the click, outside a run: whose click it is is bound here.
    """
    by, page = person(), current_page()

    def made() -> bytes:
        told = {"page": page, **facts}
        actions.looks.handed_out(subject, told, act=PAGES[page], by=by, case_id=case_id)
        return make()

    return made
