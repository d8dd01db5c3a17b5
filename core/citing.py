"""Where a row of reference data comes from: the source by its code, and the place in it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """`source` as in `published.source`; `place` is page, section, table or box, `where` which."""

    source: str
    place: str
    where: str


def cited(row: Mapping[str, str]) -> Cited:
    """The columns source, place and where of a row. KeyError where one is missing."""
    return Cited(row["source"], row["place"], row["where"])
