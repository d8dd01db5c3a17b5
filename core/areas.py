"""The areas of the municipality: how what people typed is compared."""

from collections.abc import Iterable

from core.texts import LINE, optional_text


def folded(area: str | None) -> str:
    """An area as it is compared: without the space around it, upper and lower case alike."""
    return (area or "").strip().casefold()


def checked_areas(areas: Iterable[str]) -> tuple[str, ...]:
    """The areas of an account, each once, as they were first written. Raises TooLong."""
    return same(optional_text("areas", area, LINE) for area in areas)


def same(areas: Iterable[str | None]) -> tuple[str, ...]:
    """Each area once, as it was first written; those left empty are left out."""
    found: dict[str, str] = {}
    for area in areas:
        if area is not None and folded(area):
            found.setdefault(folded(area), area.strip())
    return tuple(found.values())
