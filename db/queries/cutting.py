"""How the store cuts a long list: one page of it at a time."""

PAGE_SIZE = 25


def cut(asked: int, total: int) -> tuple[int, int]:
    """The page to show and the number of pages; an empty list has one page."""
    pages = max(-(-total // PAGE_SIZE), 1)
    return min(max(asked, 1), pages), pages


def before(page: int) -> int:
    """How many rows lie before the page."""
    return (page - 1) * PAGE_SIZE
