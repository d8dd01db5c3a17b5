"""How often Python looks for objects that only hold each other."""

import gc

SELDOM = (20_000, 20, 50)
"""Instead of Python's (700, 10, 10), which are for small programs: the libraries alone are a
million objects, and looking through them took a twelfth of the processor's time of page tests."""


def look_seldom() -> None:
    """What is there by now stays to the end and is not looked at again; what comes is, seldom.

    It is not looked through before: the imports leave little behind, and it would take a fifth of a
    second from whoever waits for the first page.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
