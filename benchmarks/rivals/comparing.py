"""Whether two objects of figures are the same."""

from collections.abc import Iterator, Mapping
from math import isclose
from typing import Any


def differences(ours: Any, theirs: Any, at: str = "figures") -> Iterator[str]:
    """Where the two differ; numbers may differ by what adding up in another order does."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in {**ours, **theirs}:
            yield from differences(
                ours.get(key, "no key"), theirs.get(key, "no key"), f"{at}.{key}"
            )
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for place, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(one, other, f"{at}[{place}]")
    elif not _same(ours, theirs):
        yield f"{at}: {ours!r} != {theirs!r}"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        numbers = isinstance(one, int | float) and isinstance(other, int | float)
        return numbers and isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
    return type(one) is type(other) and bool(one == other)
