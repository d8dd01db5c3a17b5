"""The demo store whose tallies are the published tables: `python -m db demo --published`."""

from db.demo.published.filling import fill_published

__all__ = ["fill_published"]
