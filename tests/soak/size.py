"""How long a run is: short where it is one test among many, long under `make soak`."""

import os

LONG = os.environ.get("UNGESPOR_SOAK") == "1"


def rounds(short: int, long: int) -> int:
    """So many rounds in this run."""
    return long if LONG else short
