"""Figures as they may be shown: the same object without what is hidden."""

from collections.abc import Collection, Mapping
from typing import Any

from core.suppression.structure import Path
from core.suppression.threshold import small
from core.tallies import Figures

OF_N = ("mean", "median", "p90")
"""What falls with the n beside it."""

RATIOS: tuple[tuple[Path, tuple[Path, ...]], ...] = (
    (("meetings", "per_young_person"), (("meetings", "held"), ("meetings", "young_people"))),
    (("cost", "per_young_person"), (("cost", "total"), ("young_people_served",))),
)
"""What is one figure divided by another, and would give away the other."""


def masked(figures: Figures, hidden: Collection[Path], k: int) -> Figures:
    """The figures with None for what is hidden, and `suppressed` in each mapping that holds one."""
    paths = set(hidden)
    paths.update(ratio for ratio, parts in RATIOS if paths.intersection(parts))
    masked_figures: Figures = _copy(figures, (), paths, k)
    return masked_figures


def _copy(part: Any, path: Path, hidden: Collection[Path], k: int) -> Any:
    if isinstance(part, Mapping):
        return _copy_mapping(part, path, hidden, k)
    if isinstance(part, list | tuple):
        return [_copy(each, (*path, place), hidden, k) for place, each in enumerate(part)]
    return None if path in hidden else part


def _copy_mapping(
    part: Mapping[str, Any], path: Path, hidden: Collection[Path], k: int
) -> dict[str, Any]:
    copied = {key: _copy(each, (*path, key), hidden, k) for key, each in part.items()}
    n = part.get("n")
    if n is not None and (copied["n"] is None or small(n, k)):
        copied.update({key: None for key in ("n", *OF_N) if key in copied})
    if any(each is not None and copied[key] is None for key, each in part.items()):
        copied["suppressed"] = True
    return copied
