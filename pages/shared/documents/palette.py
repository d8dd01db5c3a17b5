"""The colours of documents, by meaning; the same in print, in slides and in the presentation."""

from pages.shared.documents.exhibit import Chart, Column, Exhibit

COLOURS = ("#1f5f6b", "#8fb8bf", "#d98a3d", "#b9c3c4", "#c2674a")
"""Own, own second, own third, neutral or published, decline. Told apart in grey print too."""

_PUBLISHED = 3
_MEANT = {"decline": 4, "unchanged": 3, "improvement": 0}


def colour_of(exhibit: Exhibit, column: Column) -> int:
    """The place of the column's colour in `COLOURS`."""
    if exhibit.chart is Chart.PARTS:
        return _MEANT.get(column.key, 0)
    if column.published:
        return _PUBLISHED
    return exhibit.drawn.index(column) % _PUBLISHED
