"""Consumer prices by year, to tell kroner of one year in those of another."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def price_index() -> Mapping[int, float]:
    """Consumer prices by year, 2015 = 100 (`reference/price_index.csv`)."""
    with files("core").joinpath("reference/price_index.csv").open(encoding="utf-8") as lines:
        return MappingProxyType(
            {int(line["year"]): float(line["index"]) for line in csv.DictReader(lines)}
        )


@cache
def derived_years() -> frozenset[int]:
    """Years whose index was not read but worked out from the year before."""
    with files("core").joinpath("reference/price_index.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        return frozenset(int(line["year"]) for line in rows if line["certainty"] == "derived")


def in_prices_of(kroner: float, year: int, target: int | None) -> float:
    """Kroner of one year in those of another; None leaves them as they are.

    A year outside the table is taken as the nearest in it. KeyError for an unknown target.
    """
    if target is None:
        return kroner
    index = price_index()
    return kroner * index[target] / index[min(max(year, min(index)), max(index))]
