"""The numbered migrations are written once; the types that PostgreSQL says otherwise are here.

Texts compare by their bytes, as with DuckDB, whatever the database was made with.
"""

import re

WORDS = {
    "VARCHAR": 'VARCHAR COLLATE "C"',
    "TEXT": 'TEXT COLLATE "C"',
    "DOUBLE": "DOUBLE PRECISION",
}
_TYPE = re.compile(r"(?<![\w\"])(VARCHAR|TEXT|DOUBLE)(?![\w\"(])")


def worded(statement: str) -> str:
    """The statement as PostgreSQL takes it. Types are written in capitals, names are not."""
    return _TYPE.sub(lambda found: WORDS[found[1]], statement)
