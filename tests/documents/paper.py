"""What stands on the pages of a PDF."""

import re

import pypdfium2

LEAST_INK = 0.002
"""A page with less than this share of it dark is empty to the eye."""


def texts(pdf: bytes) -> list[str]:
    """The words of every page, blanks of any kind as one."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage().get_text_range()
        found.append(re.sub(r"\s+", " ", text.replace("\u0002", "").replace("\ufffe", "")))
    return found


def ink(pdf: bytes) -> list[float]:
    """The share of every page that is not white."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        grey = page.render(scale=0.7).to_pil().convert("L")
        counts = grey.histogram()
        found.append(sum(counts[:200]) / sum(counts))
    return found


def at_the_edge(pdf: bytes, margin: int = 6) -> list[int]:
    """The pages, from 0, with something dark in their outermost points: clipped."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        grey = page.render(scale=1).to_pil().convert("L")
        wide, high = grey.size
        inner = grey.crop((margin, margin, wide - margin, high - margin))
        if sum(grey.histogram()[:200]) > sum(inner.histogram()[:200]):
            found.append(number)
    return found
