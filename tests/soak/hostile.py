"""Values that nobody means well with: what a forged message, a careless copy or a test may send."""

import types
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

MANY = (Collection, Iterable, Sequence, tuple, frozenset, set, list)

TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[tryk her](javascript:alert(1)) ![](http://example.invalid/x.png)",
    ":material/home: $\\x$ `kode` **fed** ~~væk~~ :red[rød]",
    "{{ 7*7 }} {% for x in y %} {x} {0} %s %(x)s",
    '#import "x.typ" #eval("1") @label $ pi $',
    "'; DROP TABLE cases; --",
    '" OR 1=1 -- \\',
    "=1+1",
    '+HYPERLINK("http://example.invalid")',
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r\nBcc: a@example.invalid\r\n\r\nx",
    "linje\nBEGIN:VEVENT\n\x1b[31mrød\x1b[0m",
    "nul\x00midt i",
    "\x00",
    "\x01\x02\x1f\x7f\x85",
    "\ud800 en halv",
    "\udcff",
    "\u202egnol\u202c \u200f\u200e\u2066",
    "\ufeff\ufffe\uffff",
    "a\u0300" * 40,
    "👩‍👩‍👧‍👦" * 30,
    "\U0010ffff",
    "../../etc/passwd",
    "C:\\CON",
    "None",
    "null",
    "0",
    "-1",
    "1e308",
    "2026-05-04",
    "100000000000000000000",
    " ",
    "\u00a0\u2003\u200b",
    "",
)
"""Short ones."""

LONG_TEXTS = ("æ" * 100_000, "x\n" * 50_000, "\x00" * 100_000, "<b>" * 33_000)
"""A hundred thousand characters each."""

INTEGERS = (-1, 0, 1, -(2**31), 2**31, 2**31 - 1, 2**63, -(2**63) - 1, 10**30, 9_999, 15_000_000)

FLOATS = (float("nan"), float("inf"), float("-inf"), -0.0, -1.0, 1e-300, 1e308, 2.0**63)

DAYS = (
    date.min,
    date(1, 2, 28),
    date(1582, 10, 10),
    date(1899, 12, 31),
    date(1970, 1, 1),
    date(2100, 1, 1),
    date(9999, 1, 1),
    date(9999, 12, 1),
    date.max,
)


def of(hint: Any, good: Any, ids: Sequence[str]) -> st.SearchStrategy[Any]:
    """Hostile values of that type, in place of a good one; `ids` are of other rows.

    Of the type: what the type checker keeps out, no page can send.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([of(each, good, ids) for each in inner])
    if origin is not None and issubclass(origin, Mapping):
        return _mappings(inner[1], good, ids)
    if origin is tuple and Ellipsis not in inner:
        return st.tuples(*(of(each, None, ids) for each in inner))
    if origin in MANY:
        return _several(origin, inner[0], good, ids)
    return _single(hint, ids)


def texts(ids: Sequence[str]) -> st.SearchStrategy[str]:
    """Of those above, of any characters (surrogates too), and ids of rows that are there."""
    any_characters = st.characters(exclude_categories=())
    return st.one_of(
        st.sampled_from(TEXTS),
        st.text(any_characters, max_size=40),
        st.sampled_from(ids),
        st.sampled_from(LONG_TEXTS),
    )


def _single(hint: Any, ids: Sequence[str]) -> st.SearchStrategy[Any]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return {
        str: texts(ids),
        bool: st.booleans(),
        int: st.sampled_from(INTEGERS) | st.integers(),
        float: st.sampled_from(FLOATS) | st.floats(),
        date: st.sampled_from(DAYS) | st.dates(),
        time: st.times(),
        type(None): st.none(),
    }.get(hint, st.one_of(texts(ids), st.integers(), st.dates(), st.booleans(), st.none()))


def _mappings(hint: Any, good: Any, ids: Sequence[str]) -> st.SearchStrategy[Any]:
    """Other keys, alone or beside those that were there."""
    others = st.dictionaries(texts(ids), of(hint, None, ids), max_size=3)
    return others | others.map(lambda more: {**(good or {}), **more})


def _several(origin: Any, hint: Any, good: Any, ids: Sequence[str]) -> st.SearchStrategy[Any]:
    """None, other ones, and the same ones many times over."""
    kind = kind_of(origin)
    again = st.sampled_from([kind(), kind([*(good or ())] * 2), kind([*(good or ())] * 40)])
    return again if is_dataclass(hint) else again | st.lists(of(hint, None, ids)).map(kind)


def kind_of(origin: Any) -> type:
    """What is made for a parameter that takes several."""
    return origin if origin in (set, frozenset, list) else tuple
