"""Why an aim is not reached: said once for each, and shown in the table while it is missed.

Only what was measured, in November 2026 at 10,000 cases; where nothing is said, nobody has looked.
"""

_ELEMENTS = (
    "Status draws more the more workers there are, 129 elements here and 76 at 60 cases, and "
    "Streamlit sends each on its own: 0.5 to 1.5 milliseconds for every one of them."
)
_FLOOR = (
    "A page of 12 elements takes 2.2 floors, one of 62 takes 4.8: the rest grows with what is "
    "drawn."
)
_PLANNED = (
    "Nineteen questions, which DuckDB plans anew each time: at 60 cases already they take about "
    "eight milliseconds each, for hardly a row. There is no summary of each case beside the rows; "
    "a second look at the same figures takes a fiftieth of a millisecond."
)

CAUSES: dict[str, str] = {
    "the same at the 95th percentile": _ELEMENTS,
    "a page's rerun, to the empty page tuned": _FLOOR,
    "a page with charts, to the empty page tuned": _FLOOR,
    "list and search in the store, after a save (ms)": (
        "The picture of all open cases is brought up for the one that was touched, by as many "
        "statements as for all; that takes a ninth of making it anew."
    ),
    "one case in the store (ms)": (
        "All that happened in a case is asked of each table on its own: 34 questions of two to "
        "three milliseconds each. Until the next write about it the answer is kept."
    ),
    "a save in the store (ms)": (
        "A contact is six statements, four of them asking for rights and rules before the two that "
        "write; a meeting is twelve. What is saved is on the disk twice, in the store and in the "
        "log's anchor. A draft, of two statements, takes nine milliseconds."
    ),
    "all tallies, made anew (ms)": _PLANNED,
    "all tallies made anew, to SQLite (times as fast)": _PLANNED,
    "cold start to the first page (s)": (
        "The program's own modules and its libraries take most of six seconds at 60 cases, where "
        "an empty page takes 1.3; at 10,000 the first look at Status adds its picture of all open "
        "cases."
    ),
    "50 people, rerun at the 95th percentile (ms)": (
        "Python draws one page at a time, on one core; the empty page under defaults took 272 in "
        "the same minutes."
    ),
    "growth of a page's rerun": (
        "Retention drew each case that is held back, 100 of them at 100,000 cases. They are turned "
        "in tens since; on the same day it took 24.1 milliseconds at 1,000 cases and 35.2 at "
        "100,000 then, an exponent of 0.08."
    ),
    "memory at 50 people (MB)": (
        "With ten pages open it was 463 MB, with all of them 750; the numerics and the futures of "
        "the forecast alone take 388 in a process of their own."
    ),
}
