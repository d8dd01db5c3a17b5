"""Questions about the store itself."""

from sqlalchemy import select

from db.engine import reading
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
