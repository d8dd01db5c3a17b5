"""Rows of the programme with an owner: whose they are, and claiming them for a change."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from core.codes import Coded
from core.cooperation import PARTNERS
from core.errors import ChangedByOther
from core.records.implementation import ImplementationState, Outcome, Owner
from db.audit import claim, find
from db.models import Keyed, StaffRow
from db.several import parted

RowT = TypeVar("RowT", bound=Keyed)


def _types(codes: str) -> tuple[Coded, ...]:
    return tuple(Coded("information_type", code) for code in parted(codes))


_CODED: Mapping[str, Callable[[str], object]] = {
    "state": ImplementationState,
    "outcome": Outcome,
    "partner": partial(Coded, PARTNERS),
    "gdpr_role": partial(Coded, "gdpr_role"),
    "information_types": _types,
}
"""Columns that hold a code or several, and what they are of."""
_UNTOLD = frozenset({"question", "round", "continues_id"})
"""Columns that nobody changes: they come with the row."""


def named_owner(session: Session, staff_id: str | None, name: str | None) -> Owner | None:
    """The owner with the name. Raises NotFound for a member of staff there is not."""
    if staff_id is not None:
        return Owner(staff_id, find(session, StaffRow, staff_id).name)
    return Owner(None, name) if name is not None else None


def claim_told(session: Session, kind: type[RowT], row_id: str, seen_version: int) -> RowT:
    """As `claim`; a refusal tells codes by their words and members of staff by their names."""
    try:
        return claim(session, kind, row_id, seen_version)
    except ChangedByOther as refusal:
        refusal.changes = {
            name: _told(session, name, value)
            for name, value in refusal.changes.items()
            if name not in _UNTOLD
        }
        raise


def _told(session: Session, column: str, value: Any) -> object:
    if value is None:
        return "–"
    if column == "owner_id":
        return find(session, StaffRow, value).name
    return _CODED[column](value) if column in _CODED else value
