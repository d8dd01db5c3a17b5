"""Why an aim is not reached: said once for each, and shown in the table while it is missed.

Only what was measured, in November 2026 at 10,000 cases; where nothing is said, nobody has looked.
"""

_ELEMENTS = (
    "What is left draws 70 to 144 elements. Of the processor time of the young people's page its "
    "25 rows take two fifths and the filters a fifth; Status counts what is late in every run."
)
_FLOOR = (
    "A page of 12 elements takes 2.2 floors, one of 62 takes 4.8: the rest grows with what is "
    "drawn."
)

CAUSES: dict[str, str] = {
    "a page's rerun, to the empty page under defaults": _ELEMENTS,
    "the same at the 95th percentile": _ELEMENTS,
    "a page's rerun, to the empty page tuned": _FLOOR,
    "a page with charts, to the empty page tuned": _FLOOR,
    "list and search in the store, after a save (ms)": (
        "The picture of all open cases is brought up for the one that was touched, by as many "
        "statements as for all; that takes an eighth of making it anew."
    ),
    "cold start to the first page (s)": (
        "A page that asks for no case took 5 to 7 seconds from the start on a busy machine; the "
        "first look at Status took 3 to 5 more, for its picture of all open cases."
    ),
    "memory at 50 people (MB)": (
        "With ten pages open it was 447 MB, with all of them 791; the numerics and the futures of "
        "the forecast alone take 388 in a process of their own."
    ),
}
