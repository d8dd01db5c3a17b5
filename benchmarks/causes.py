"""Why an aim is not reached: said once for each, and shown in the table while it is missed."""

_FLOOR = (
    "A rerun with nothing of its own costs about three times the tuned floor: who is signed in is "
    "asked of the store each time (one join), and Streamlit is told of all 42 pages of the menu."
)
_LISTS = (
    "Lists that are drawn whole: everybody in the staff list and all waiting referrals, and a "
    "choice among all staff on the accounts page. They need pages of 25, as the young people have."
)

CAUSES: dict[str, str] = {
    "every page answers, without a fault": (
        "The forecast lives 10,000 futures of every worker; with a thousand workers the first "
        "look after a save takes longer than a minute on a busy machine."
    ),
    "a page's rerun, to the empty page under defaults": _LISTS,
    "the same at the 95th percentile": _LISTS,
    "a page's rerun, to the empty page tuned": _FLOOR,
    "a page with charts, to the empty page tuned": _FLOOR,
    "list and search in the store, after a save (ms)": (
        "What is due is made anew for every open case, which takes some twenty statements and a "
        "pass in Python over all of them; it is one picture for all, and not brought up by a save."
    ),
    "one case in the store (ms)": (
        "All that happened in a case is told from some twenty tables, one statement each, and "
        "DuckDB takes a millisecond or two to begin with each."
    ),
    "a save in the store (ms)": (
        "Six statements of one to three milliseconds for permission, rule, row and line, a commit "
        "on the disk, and the anchor on the disk."
    ),
    "all tallies, made anew (ms)": (
        "Some thirty statements, each begun anew; at this size beginning them costs as much as "
        "what they read. Kept answers take microseconds."
    ),
    "all tallies, to SQLite (times as fast)": (
        "The lead over SQLite grows with the rows, and is lost where others use the cores."
    ),
    "cold start to the first page (s)": (
        "The modules, the rules and the sentences are loaded, the log is checked whole, and Status "
        "makes its picture of all open cases before anything is shown."
    ),
    "memory at 50 people (MB)": (
        "The picture of all open cases, and DuckDB's own cache, which is not limited."
    ),
}
