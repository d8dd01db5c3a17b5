"""What a script of an afternoon does with the same folder: pandas reads each file into SQLite.

    python benchmarks/rivals/plain_load.py FOLDER FILE

It knows that our files have semicolons, and checks nothing: no codes, no keys, no dates.
"""

import sqlite3
import sys
from pathlib import Path

import pandas as pd


def load(folder: Path, file: Path) -> int:
    """Every CSV file of the folder as a table of its name; how many rows there were."""
    rows = 0
    with sqlite3.connect(file) as target:
        for source in sorted(folder.glob("*.csv")):
            # pandas' own parser (2.3.3) dies of a segmentation fault on three of the files.
            frame = pd.read_csv(source, sep=";", encoding="utf-8-sig", engine="pyarrow")
            frame.to_sql(source.stem, target, index=False)
            if "id" in frame:
                target.execute(f'CREATE UNIQUE INDEX "{source.stem}_id" ON "{source.stem}" (id)')
            rows += len(frame)
    return rows


if __name__ == "__main__":
    print(load(Path(sys.argv[1]), Path(sys.argv[2])))
