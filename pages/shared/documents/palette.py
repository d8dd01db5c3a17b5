"""The colours of documents: those of the charts on the pages, in the order documents know them."""

from pages.shared.charts.colours import COLOURS as BY_MEANING
from pages.shared.charts.colours import Meaning
from pages.shared.colours import on_paper
from pages.shared.documents.exhibit import Chart, Column, Exhibit

_ORDER = (Meaning.OWN, Meaning.EARLIER, Meaning.ICM, Meaning.PUBLISHED, Meaning.DECLINE)
COLOURS = tuple(on_paper(BY_MEANING[meaning].fill) for meaning in _ORDER)
"""Own, own second, own third, published, decline."""

_PUBLISHED = _ORDER.index(Meaning.PUBLISHED)
_MEANT = {
    "decline": _ORDER.index(Meaning.DECLINE),
    "unchanged": _ORDER.index(Meaning.EARLIER),
    "improvement": _ORDER.index(Meaning.OWN),
}


def colour_of(exhibit: Exhibit, column: Column) -> int:
    """The place of the column's colour in `COLOURS`."""
    if exhibit.chart is Chart.PARTS:
        return _MEANT.get(column.key, 0)
    if column.published:
        return _PUBLISHED
    return exhibit.drawn.index(column) % _PUBLISHED
