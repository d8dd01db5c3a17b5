"""Young people and staff."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.hybrid import Comparator, hybrid_property
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.operators import eq, is_, is_not, ne

from db.encryption.sealed import blind_indexes
from db.models.base import Base, Day, Keyed, new_id
from db.models.sealed_text import (
    index_or_none,
    opened_or_none,
    sealed_by_column,
    sealed_or_none,
)

_PRESENT = (eq, ne, is_, is_not)

CPR = "cpr"
"""The purpose that CPR numbers are sealed and indexed for."""


class _SoughtByIndex(Comparator[str | None]):
    """`YoungPersonRow.cpr == "…"` asks the blind index; parts and order can not be asked for."""

    def operate(self, op: Any, *other: Any, **options: Any) -> Any:
        """Rows whose number it is, or that have one at all. NotImplementedError for all else."""
        index = YoungPersonRow.cpr_index
        if op is eq and other[0] is not None:
            return index.in_(blind_indexes(CPR, other[0]))
        if op in _PRESENT and other == (None,):
            return op(index, None, **options)
        return super().operate(op, *other, **options)


class YoungPersonRow(Keyed, Base):
    __tablename__ = "young_people"

    name: Mapped[str]
    birth_date: Mapped[Day | None]
    sealed_cpr: Mapped[str | None] = mapped_column("cpr")
    cpr_index: Mapped[str | None]
    """What a CPR number is searched by, where nobody reads it."""
    phone: Mapped[str | None]
    email: Mapped[str | None]
    municipality_area: Mapped[str | None]
    special_considerations: Mapped[str | None] = mapped_column(Text)
    protected_identity: Mapped[bool | None]

    def __init__(self, **columns: Any) -> None:
        """The id first: the CPR number is bound to it."""
        self.id = columns.pop("id", None) or new_id()
        super().__init__(**columns)

    @hybrid_property
    def cpr(self) -> str | None:
        """The ten digits. Raises SealedKeyMissing or SealedDamaged."""
        return opened_or_none(CPR, self.sealed_cpr, self.__tablename__, self.id)

    @cpr.inplace.setter
    def _set_cpr(self, digits: str | None) -> None:
        if digits != self.cpr:
            self.sealed_cpr = sealed_or_none(CPR, digits, self.__tablename__, self.id)
            self.cpr_index = index_or_none(CPR, digits)

    @cpr.inplace.comparator
    @classmethod
    def _sought(cls) -> _SoughtByIndex:
        return _SoughtByIndex(cls.sealed_cpr)

    @classmethod
    def as_stored(cls, columns: Mapping[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
        """CPR numbers sealed and indexed."""
        if "cpr" not in columns:
            return columns
        indexes = [index_or_none(CPR, digits) for digits in columns["cpr"]]
        sealed = sealed_by_column(columns, cls.__tablename__, "cpr", CPR)
        return {**sealed, "cpr_index": indexes}

    @classmethod
    def as_told(cls, row_id: str, values: dict[str, Any]) -> dict[str, Any]:
        """The CPR number opened."""
        return values | {"cpr": opened_or_none(CPR, values["cpr"], cls.__tablename__, row_id)}


class StaffRow(Keyed, Base):
    __tablename__ = "staff"

    name: Mapped[str]
    role: Mapped[str]
    methods: Mapped[str | None]
    """Housing support methods, `;`-separated."""
    fte: Mapped[float | None]
    organisation: Mapped[str | None]
    active_from: Mapped[Day | None]
    active_to: Mapped[Day | None]
    aftercare: Mapped[bool | None]
    """The young people this coordinator has are in aftercare: another recommended number (R07)."""
