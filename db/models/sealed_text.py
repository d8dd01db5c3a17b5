"""Text columns that the store holds sealed; an object shows and takes the plain text.

The sealed text is bound to table and row id, so a row has its id before it has such a text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from db.encryption.sealed import blind_index, opened, seal


def place(table: str, row_id: str) -> str:
    """What a sealed text is bound to."""
    return f"{table}:{row_id}"


def sealed_or_none(purpose: str, text: str | None, table: str, row_id: str) -> str | None:
    """The text sealed for its row; nothing stays nothing."""
    return None if text is None else seal(purpose, text, place(table, row_id))


def opened_or_none(purpose: str, sealed: str | None, table: str, row_id: str) -> str | None:
    """The plain text; nothing stays nothing. Raises SealedKeyMissing or SealedDamaged."""
    return None if sealed is None else opened(purpose, sealed, place(table, row_id))


def index_or_none(purpose: str, text: str | None) -> str | None:
    """What the text is found by; nothing stays nothing."""
    return None if text is None else blind_index(purpose, text)


def sealed_by_column(
    columns: Mapping[str, Sequence[Any]], table: str, column: str, purpose: str
) -> dict[str, Sequence[Any]]:
    """Columns of many rows with one of them sealed; the others as they are."""
    pairs = zip(columns["id"], columns[column], strict=True)
    texts = [sealed_or_none(purpose, text, table, row_id) for row_id, text in pairs]
    return {**columns, column: texts}
