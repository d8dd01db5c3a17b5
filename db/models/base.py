"""What all tables share.

Column names are those of the exchange format where it has them. Ids are texts: the sender's own
for imported rows, UUIDv7 for rows made here, so that rows of one day sort in the order they came.
Keys between tables are declared for PostgreSQL and compiled to nothing for DuckDB (`engine`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, DateTime, Float, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid6 import uuid7

Day = date
"""A day; by another name, since several tables have a column `date`."""

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
}


def new_id() -> str:
    """A new key: 32 hexadecimal digits that sort by the time they were made."""
    return uuid7().hex


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: String,
        Day: Date,
        datetime: DateTime(timezone=True),
        int: Integer,
        float: Float,
        dict[str, Any]: Text,
    }


class Keyed:
    """A row with a key of its own and a version that counts its changes."""

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)

    @classmethod
    def as_stored(cls, columns: Mapping[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
        """Plain values by column as the table holds them; some tables seal a column."""
        return columns

    @classmethod
    def as_told(cls, row_id: str, values: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG003
        """What the table holds of one row as plain values."""
        return values
