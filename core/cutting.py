"""How a long list is cut: one page of it at a time, in the store and on the screen alike."""

PAGE_SIZE = 25


def cut(asked: int, total: int, size: int = PAGE_SIZE) -> tuple[int, int]:
    """The page to show and the number of pages; an empty list has one page."""
    pages = max(-(-total // size), 1)
    return min(max(asked, 1), pages), pages


def before(page: int, size: int = PAGE_SIZE) -> int:
    """How many rows lie before the page."""
    return (page - 1) * size
