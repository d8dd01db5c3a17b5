"""What the fork server imports before it forks: the server, the app's rooms and their libraries,
with those that the libraries import only when they are needed.

Pages are left out: they draw when they are imported.
"""

import importlib

from sqlalchemy.orm import configure_mappers

from tests.browser.serving import modules_of

LATE = (
    "pandas",
    "streamlit.emojis",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
    "vl_convert",
)
"""Imported by the libraries when a server or a page first needs them."""

for name in (*LATE, "db.actions", "db.queries", *modules_of("pages.shared")):
    importlib.import_module(name)

configure_mappers()
