"""Values that nobody means well with: what a forged message, a careless copy or a test may send."""

from datetime import date

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
