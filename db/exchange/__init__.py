"""The exchange of whole lists: import and export of a municipality's own data.

The format is `core.exchange`. Reading opens files, recognising and checking find every problem,
planning compares with the store, writing is one transaction.
"""

from db.exchange.export import check_new, export_to
from db.exchange.imports import import_from
from db.exchange.template import template
from db.exchange.uploads import exported, import_sent

__all__ = ["check_new", "export_to", "exported", "import_from", "import_sent", "template"]
