"""How often the store is asked."""

from collections.abc import Callable

from sqlalchemy import event

from db.engine import Store


def statements(store: Store, ask: Callable[[], object]) -> int:
    """How many statements the store runs while `ask` does; whose turn it is does not count."""
    counted = []

    def count(*told: object) -> None:
        if "ungespor.turn" not in str(told[2]):
            counted.append(told[2])

    event.listen(store.engine, "before_cursor_execute", count)
    try:
        ask()
    finally:
        event.remove(store.engine, "before_cursor_execute", count)
    return len(counted)
