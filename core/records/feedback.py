"""What people thought of the meetings, over all young people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleFeedback:
    """The scores of a role: how many and their mean; both None where they are too few to show."""

    role: str
    n: int | None
    mean: float | None
