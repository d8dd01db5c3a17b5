"""Consumer prices by year, to tell kroner of one year in those of another."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from core.reference_rows import rows

_TABLE = "price_index"


@cache
def price_index() -> Mapping[int, float]:
    """Consumer prices by year, 2015 = 100 (`reference/price_index.csv`)."""
    return MappingProxyType({int(row["year"]): float(row["index"]) for row in rows(_TABLE)})


@cache
def derived_years() -> frozenset[int]:
    """Years whose index was not read but worked out from the year before."""
    return frozenset(int(row["year"]) for row in rows(_TABLE) if row["certainty"] == "derived")


def in_prices_of(kroner: float, year: int, target: int | None) -> float:
    """Kroner of one year in those of another; None leaves them as they are.

    A year outside the table is taken as the nearest in it. KeyError for an unknown target.
    """
    if target is None:
        return kroner
    index = price_index()
    return kroner * index[target] / index[min(max(year, min(index)), max(index))]
