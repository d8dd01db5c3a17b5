"""Why an aim is not reached: said once for each, and shown in the table while it is missed.

Only what was measured, in November 2026 at 10,000 cases; where nothing is said, nobody has looked.
"""

_FLOOR = (
    "Status draws 129 elements here, and the papers of a network meeting 56: Streamlit sends each "
    "on its own, a quarter of a millisecond for every one."
)
_PLANNED = (
    "Nineteen questions, which DuckDB plans anew each time: at 60 cases already they take about "
    "eight milliseconds each, for hardly a row. There is no summary of each case beside the rows; "
    "a second look at the same figures takes a fiftieth of a millisecond."
)

CAUSES: dict[str, str] = {
    "a page's rerun, to the empty page tuned": _FLOOR,
    "one case in the store (ms)": (
        "Three or four statements in about twenty parts (ADR 31). At 60 cases, with hardly a row "
        "to read, they take ten milliseconds as well: DuckDB plans each part anew. Until one of "
        "these tables is written to, the answer is kept."
    ),
    "a save in the store (ms)": (
        "Four to seven statements of one to two milliseconds, which DuckDB plans anew each time, "
        "and three for the transaction: what is saved is on the disk twice, in the store and in "
        "the log's anchor. A meeting asks for consents besides, a referral writes five rows. In a "
        "slower hour of the same day all took a third longer, pandas beside them too."
    ),
    "all tallies, made anew (ms)": _PLANNED,
    "all tallies made anew, to SQLite (times as fast)": _PLANNED,
    "cold start to the first page (s)": (
        "The program's own modules and its libraries take two of nearly four seconds at 60 cases, "
        "where an empty page takes 0.7; at 10,000 the first look at Status adds all open cases and "
        "their notices."
    ),
    "50 people, rerun at the 95th percentile (ms)": (
        "Python draws one page at a time, on one core; the empty page under defaults took 105 in "
        "the same minutes."
    ),
    "memory at 50 people (MB)": (
        "The libraries take 185 MB, pandas and Altair 95 more where there is a table or a chart, "
        "and the picture of 8,000 open cases with their notices 90."
    ),
}
