"""How large a file of the exchange may be. Beyond these it is a slip or an attack.

A municipality's lists over ten years are a tenth of this. Whoever stands at the server and says so
(`--any-size`) is let off what is said of rows and of lists in a folder.
"""

LARGEST_FILE_MB = 200
"""What may be sent, as it lies on the disk; of a folder all files together."""

LARGEST_UNPACKED_MB = 1_000
"""What a workbook or a zip file may hold when it is unpacked."""

DENSEST = 150
"""How many times larger a part may become; spreadsheets lie under 60, bombs at 1,000."""

DENSE_FROM_MB = 20
"""Small parts are let off the last rule: a sheet of blanks packs well and harms nobody."""

MOST_PARTS = 10_000
"""Files in a zip file; each takes memory before anything of it is read."""

MOST_ROWS = 100_000
"""Rows of one sheet, the header not counted, where not the next rule says otherwise."""

MOST_ROWS_EVER = 1_048_575
"""What a spreadsheet can hold below its header."""

DAILY = frozenset({"contacts", "participants"})
"""Sheets that grow by the day and not by the case: ten thousand cases have four hundred thousand
contacts. They may hold all that a spreadsheet can."""


def most_rows(sheet: str | None) -> int:
    """How many rows a sheet may hold, by its code name; None is a sheet of no known name."""
    return MOST_ROWS_EVER if sheet in DAILY else MOST_ROWS


MOST_COLUMNS = 1_000
"""Columns of one sheet, strange ones counted too."""

MOST_CELLS = 12_000_000
"""The rectangle that a sheet spans: one cell in a far corner would else fill the memory."""

LONGEST_LINE = 1_000_000
"""Characters in one line or one cell of a CSV file."""
