"""The exchange of whole lists: import and export of a municipality's own data.

The format is `core.exchange`. Reading opens files, recognising and checking find every problem,
planning compares with the store, writing is one transaction.
"""

from db.exchange.export import export_to
from db.exchange.imports import import_from

__all__ = ["export_to", "import_from"]
