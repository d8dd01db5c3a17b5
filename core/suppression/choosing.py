"""Which further figures to hide for a small one: the lightest that are enough."""

from collections.abc import Collection, Mapping, Sequence

from core.suppression.possible import Direction, Item, reach_along

CHOICES = 24
"""How many ways to hide more are weighed against each other, the lightest first."""


def lightest(
    items: Mapping[int, Item],
    hidden: Collection[int],
    key: int,
    ways: Sequence[Direction],
    choices: Sequence[Direction],
) -> Direction:
    """The lightest choice that is enough; else the one that gives most for its weight.

    `ways`: the directions that are hidden already. `choices`: those that would have to be.
    """
    need, judged = items[key].need, []
    for place, choice in enumerate(choices[:CHOICES]):
        weight = sum(items[other].weight for other in choice if other not in hidden)
        low, high = reach_along(items, key, [*ways, choice])
        enough = need is None or need.met(low, high)
        judged.append((not enough, weight if enough else weight / (1 + high - low), place))
    return choices[min(judged)[2]]
