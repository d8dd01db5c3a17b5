"""Where something comes from, in the reader's words."""

from core.citing import Cited
from pages.shared.frame import t_plain


def cited_words(source: Cited) -> str:
    """Guiden 2018, s. 17."""
    place = t_plain(f"implementation.place.{source.place}", where=source.where)
    short = t_plain(f"published.source.{source.source}.short")
    return t_plain("published.cited", source=short, place=place)
