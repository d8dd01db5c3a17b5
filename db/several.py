"""Several codes, numbers or names in one column: `;`-separated, and NULL where there are none."""

from collections.abc import Iterable


def joined(several: Iterable[str]) -> str | None:
    """What the column holds of them; None of none."""
    return ";".join(several) or None


def parted(held: str | None) -> tuple[str, ...]:
    """What a column that holds this tells of, in its order."""
    return tuple(part for part in (held or "").split(";") if part)
