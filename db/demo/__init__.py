"""The demo store: invented people, real-looking work. `python -m db demo` calls `fill`."""

from db.demo.again import put_aside
from db.demo.filling import StoreNotEmpty, fill
from db.demo.published import fill_published
from db.demo.staff import PASSWORD, accounts

__all__ = ["PASSWORD", "StoreNotEmpty", "accounts", "fill", "fill_published", "put_aside"]
