"""Questions about the store itself."""

from contextlib import AbstractContextManager

from sqlalchemy import select

from db.engine import current_store, reading
from db.kept import Kept
from db.models import StoreRow, YoungPersonRow


@Kept
def is_demo() -> bool:
    """Whether the store holds invented people only; every run of a page asks."""
    with reading() as session:
        row = session.get(StoreRow, "demo")
        return row is not None and row.value == "1"


def has_people() -> bool:
    """Whether anybody is in the store."""
    with reading() as session:
        return session.scalar(select(YoungPersonRow.id).limit(1)) is not None


def one_look() -> AbstractContextManager[None]:
    """Within it, this thread asks once whether other processes have changed the store.

    For one run of a page: what it shows is never older than the last change before it began.
    """
    return current_store().turn.one_look()
