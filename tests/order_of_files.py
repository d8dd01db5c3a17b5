"""In which order the files of a run are begun, where several processes share them.

A test in a browser mostly waits, and then wants more than a core. So files with one are begun evenly
among the others: two browsers seldom draw at once, and the processes do not end far apart.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

BEGUN_BY = 0.8
"""The last file with a browser is begun when so much of the others has been."""


def spread(files: Mapping[Hashable, Sequence[Item]], slow: Sequence[Hashable]) -> list[Item]:
    """All items, those of a file together; after each slow file come so many others."""
    others = [name for name in files if name not in slow]
    each = max(int(len(others) * BEGUN_BY / max(len(slow), 1)), 1)
    order: list[Hashable] = []
    left = iter(others)
    for name in slow:
        order.append(name)
        order.extend(islice(left, each))
    return [item for name in (*order, *left) for item in files[name]]
