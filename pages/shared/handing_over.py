"""Files that leave: each is written into the log when it is asked for, before it is made.

A file is asked for outside a run, as long as the socket is open: whoever has signed out meanwhile,
or lost the role or the case, is not given it any more.
"""

from collections.abc import Callable

from core.errors import NotAllowed
from core.permissions import PAGES, may
from core.records.people import Person
from db import actions, queries
from db.queries.visible import sees
from pages.shared.frame import current_page, own_session

Make = Callable[[], bytes]


def handed_over(
    subject: str, make: Make, *, case_id: str | None = None, **facts: object
) -> Callable[[], bytes]:
    """What a download button is given: `make`, with a line in the log of who took what (R22)."""
    session_id, page = own_session(), current_page()

    def made() -> bytes:
        here = _still_here(session_id, page, case_id)
        told = {"page": page, **facts}
        actions.looks.handed_out(subject, told, act=PAGES[page], by=here, case_id=case_id)
        return make()

    return made


def still_allowed(make: Make, *, case_id: str) -> Make:
    """The same for a file whose action writes its own line."""
    session_id, page = own_session(), current_page()

    def made() -> bytes:
        _still_here(session_id, page, case_id)
        return make()

    return made


def _still_here(session_id: str, page: str, case_id: str | None) -> Person:
    """Who asks, as they are now. Raises NotAllowed."""
    here = queries.accounts.signed_in(session_id)
    if here is None or not may(here, PAGES[page]):
        raise NotAllowed
    if case_id is not None and not sees(here, case_id):
        raise NotAllowed
    return here
